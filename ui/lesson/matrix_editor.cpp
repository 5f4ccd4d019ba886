// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lesson/matrix_editor.h"

#include "core/study/lesson.h"
#include "ui/lesson/lesson_content.h"

#include <QEvent>
#include <QHeaderView>
#include <QLocale>

#include <cmath>
#include <optional>

namespace pleat::ui {

namespace {

std::optional<double> numberIn(const QString& text)
{
    QString plain = text.trimmed();
    plain.replace(QChar(0x2212), QLatin1Char('-'));
    plain.replace(QLatin1Char(','), QLatin1Char('.')); // the key of many keyboards
    bool ok = false;
    const double number = QLocale::c().toDouble(plain, &ok);
    return ok && std::isfinite(number) ? std::optional<double>(number) : std::nullopt;
}

} // namespace

MatrixModel::MatrixModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void MatrixModel::setMatrix(
    const Eigen::MatrixXd& values, const QStringList& rows, const QStringList& columns)
{
    beginResetModel();
    m_values = values;
    m_rows = rows;
    m_columns = columns;
    endResetModel();
}

int MatrixModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_values.rows());
}

int MatrixModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_values.cols());
}

QVariant MatrixModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const double value = m_values(index.row(), index.column());
    if (role == Qt::DisplayRole)
        return lessonNumber(value);
    if (role == Qt::EditRole) // as text, so that the editor takes any number
        return QLocale::c().toString(value, 'g', QLocale::FloatingPointShortest);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignCenter);
    if (role == Qt::AccessibleTextRole)
        return tr("row %1, column %2: %3")
            .arg(m_rows.value(index.row()), m_columns.value(index.column()), lessonNumber(value));
    return {};
}

QVariant MatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    return orientation == Qt::Horizontal ? m_columns.value(section) : m_rows.value(section);
}

Qt::ItemFlags MatrixModel::flags(const QModelIndex& index) const
{
    return index.isValid() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsEditable
                           : Qt::NoItemFlags;
}

bool MatrixModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (!index.isValid() || role != Qt::EditRole)
        return false;
    double& cell = m_values(index.row(), index.column());
    const std::optional<double> number = numberIn(value.toString());
    if (!number || std::abs(*number) > study::kLargestLessonWeight) {
        const QString most = lessonNumber(study::kLargestLessonWeight);
        Q_EMIT refused(number
                ? tr("Numbers go up to %1 here; this one stays %2.").arg(most, lessonNumber(cell))
                : tr("“%1” is no number; %2 stays.")
                      .arg(value.toString().left(20), lessonNumber(cell)));
        return false;
    }
    if (cell == *number)
        return true;
    cell = *number;
    Q_EMIT dataChanged(index, index);
    Q_EMIT edited();
    return true;
}

MatrixEditor::MatrixEditor(QWidget* parent)
    : QTableView(parent)
    , m_model(new MatrixModel(this))
{
    setModel(m_model);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setTabKeyNavigation(false); // Tab leads on, arrows move between cells
    setEditTriggers(AnyKeyPressed | DoubleClicked | SelectedClicked | EditKeyPressed);
    setSelectionMode(SingleSelection);
    for (QHeaderView* header : {horizontalHeader(), verticalHeader()}) {
        header->setSectionResizeMode(QHeaderView::Fixed);
        header->setHighlightSections(false);
        header->setSectionsClickable(false);
        header->setMinimumSectionSize(8);
    }
    verticalHeader()->setDefaultAlignment(Qt::AlignCenter);
    fit();
    connect(m_model, &QAbstractItemModel::modelReset, this, &MatrixEditor::fit);
}

void MatrixEditor::fit()
{
    horizontalHeader()->setDefaultSectionSize(
        fontMetrics().horizontalAdvance(QStringLiteral("−0.000 ")) + 8);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    updateGeometry();
}

QSize MatrixEditor::sizeHint() const
{
    const int frame = 2 * frameWidth() + 1;
    return {verticalHeader()->sizeHint().width() + horizontalHeader()->length() + frame,
        horizontalHeader()->sizeHint().height() + verticalHeader()->length() + frame};
}

void MatrixEditor::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

} // namespace pleat::ui
