// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/table_keys.h"

#include "ui/plots/plot_table.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTableView>
#include <QToolTip>

namespace pleat::ui {

TableKeys::TableKeys(QTableView& table, int copied)
    : QObject(&table)
    , m_table(table)
    , m_copied(copied)
    , m_firstSection(table.horizontalHeader()->sortIndicatorSection())
    , m_firstOrder(table.horizontalHeader()->sortIndicatorOrder())
{
    table.installEventFilter(this);
    table.setWhatsThis(table.whatsThis() + QLatin1Char('\n')
        + tr("Alt+Up and Alt+Down sort by the column of the current cell; the same key again gives "
             "the first order back. Ctrl+C copies the selected rows."));
}

bool TableKeys::eventFilter(QObject* watched, QEvent* event)
{
    if (!takes(*event))
        return QObject::eventFilter(watched, event);
    if (static_cast<const QKeyEvent&>(*event).matches(QKeySequence::Copy)) {
        copy();
        return true;
    }
    const bool up = static_cast<const QKeyEvent&>(*event).key() == Qt::Key_Up;
    sort(up ? Qt::AscendingOrder : Qt::DescendingOrder);
    return true;
}

bool TableKeys::takes(const QEvent& event) const
{
    // What the editor of a cell does not want comes here, too.
    if (event.type() != QEvent::KeyPress
        || m_table.viewport()->isAncestorOf(QApplication::focusWidget()))
        return false;
    const auto& key = static_cast<const QKeyEvent&>(event);
    if (key.matches(QKeySequence::Copy))
        return true;
    return (key.modifiers() & ~Qt::KeypadModifier) == Qt::AltModifier
        && (key.key() == Qt::Key_Up || key.key() == Qt::Key_Down);
}

/// The selected ones, or all, as they are sorted.
std::vector<int> TableKeys::copiedRows() const
{
    const QItemSelectionModel& selection = *m_table.selectionModel();
    std::vector<int> rows;
    for (int row = 0; row < m_table.model()->rowCount(); ++row) {
        if (!selection.hasSelection() || selection.rowIntersectsSelection(row))
            rows.push_back(row);
    }
    return rows;
}

/// Those that are shown, as they stand.
std::vector<int> TableKeys::copiedColumns() const
{
    const QHeaderView& header = *m_table.horizontalHeader();
    std::vector<int> columns;
    for (int place = 0; place < header.count(); ++place) {
        if (!m_table.isColumnHidden(header.logicalIndex(place)))
            columns.push_back(header.logicalIndex(place));
    }
    return columns;
}

void TableKeys::copy()
{
    const QAbstractItemModel& model = *m_table.model();
    const std::vector<int> rows = copiedRows();
    const std::vector<int> columns = copiedColumns();
    if (rows.size() * columns.size() > kMostCopied) {
        QToolTip::showText(m_table.mapToGlobal(QPoint()),
            tr("Too many values for the clipboard: select fewer rows, or save them as CSV"),
            &m_table);
        return;
    }
    PlotTable copied;
    for (const int column : columns)
        copied.columns << model.headerData(column, Qt::Horizontal).toString();
    for (const int row : rows) {
        copied.rows.append(QVector<QVariant>());
        for (const int column : columns)
            copied.rows.last() << model.index(row, column).data(m_copied);
    }
    QApplication::clipboard()->setText(toTsv(copied));
}

void TableKeys::sort(Qt::SortOrder order)
{
    QHeaderView& header = *m_table.horizontalHeader();
    const QModelIndex current = m_table.currentIndex();
    const int section = current.isValid() ? current.column() : header.logicalIndex(0);
    if (section < 0)
        return; // there are no columns
    const bool already =
        header.sortIndicatorSection() == section && header.sortIndicatorOrder() == order;
    header.setSortIndicator(already ? m_firstSection : section, already ? m_firstOrder : order);
    m_table.scrollTo(m_table.currentIndex());
}

} // namespace pleat::ui
