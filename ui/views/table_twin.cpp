// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/table_twin.h"

#include "ui/session/selection.h"
#include "ui/views/described.h"
#include "ui/views/figure_table_model.h"
#include "ui/views/table_keys.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>

#include <algorithm>
#include <vector>

namespace pleat::ui {

namespace {

constexpr int kRefreshMs = 50;
constexpr int kWidestColumn = 240; // pixels, as long as nobody widens one
// For the widths of the columns; those of a matrix are alike.
constexpr int kRowsMeasured = 50;
constexpr int kColumnsMeasured = 16;

} // namespace

TableTwin::TableTwin(Figure& figure, Selection& selection)
    : QTableView(figure.figureWidget())
    , m_figure(figure)
    , m_selection(selection)
    , m_table(new FigureTableModel(this))
    , m_sorted(new QSortFilterProxyModel(this))
{
    QWidget* widget = figure.figureWidget();
    described(this, QStringLiteral("figureTable"),
        tr("%1, as a table").arg(widget->accessibleName()),
        tr("Every value of the figure. Ctrl+T shows the figure again, Ctrl+C copies rows."));
    setAccessibleDescription(toolTip());
    setToolTip({});
    m_sorted->setSourceModel(m_table);
    m_sorted->setSortRole(FigureTableModel::kSortRole);
    setModel(m_sorted);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder);
    new TableKeys(*this, FigureTableModel::kSortRole); // every digit
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setAutoFillBackground(true);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setResizeContentsPrecision(kRowsMeasured);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kRefreshMs);
    connect(&m_soon, &QTimer::timeout, this, &TableTwin::refresh);
    // Any widget can be a figure, so its signal is found by name.
    connect(widget, SIGNAL(changed()), this, SLOT(onFigureChanged()));
    connect(
        selectionModel(), &QItemSelectionModel::selectionChanged, this, &TableTwin::takeSelection);
    connect(&selection, &Selection::groupChanged, this, &TableTwin::showSelection);
    connect(&selection, &Selection::channelsChanged, this, &TableTwin::showSelection);
    connect(&selection, &Selection::runsChanged, this, &TableTwin::showSelection);
    widget->installEventFilter(this);
    setGeometry(widget->rect());
    refresh();
    fitColumns();
    show();
    raise();
}

void TableTwin::fitColumns()
{
    const int measured = std::min(m_table->columnCount(), kColumnsMeasured);
    std::vector<int> widths;
    for (int column = 0; column < measured; ++column) {
        resizeColumnToContents(column);
        widths.push_back(std::min(columnWidth(column), kWidestColumn));
    }
    if (measured < m_table->columnCount())
        horizontalHeader()->setDefaultSectionSize(widths.back());
    for (int column = 0; column < measured; ++column)
        setColumnWidth(column, widths[column]);
}

TableTwin* TableTwin::of(Figure& figure)
{
    return figure.figureWidget()->findChild<TableTwin*>(QString(), Qt::FindDirectChildrenOnly);
}

bool TableTwin::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        setGeometry(m_figure.figureWidget()->rect());
    if (event->type() == QEvent::Show)
        onFigureChanged();
    return QTableView::eventFilter(watched, event);
}

void TableTwin::onFigureChanged()
{
    if (m_figure.figureWidget()->isVisible() && !m_soon.isActive())
        m_soon.start();
}

void TableTwin::refresh()
{
    const QScopedValueRollback following(m_following, true);
    m_table->setTable(m_figure.hasContent() ? m_figure.table() : PlotTable());
    setVisible(m_figure.hasContent()); // the sentence in its place says what to do
    showSelection();
}

std::vector<int> TableTwin::idsInSelection() const
{
    switch (m_table->table().subject) {
    case PlotTable::Subject::Channel:
        return m_selection.channels();
    case PlotTable::Subject::Group:
        return {m_selection.group()};
    case PlotTable::Subject::Run:
        return m_selection.runs();
    case PlotTable::Subject::Other:
        break;
    }
    return {};
}

std::vector<int> TableTwin::selectedIds() const
{
    std::vector<int> ids;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        ids.push_back(m_table->idOf(m_sorted->mapToSource(index).row()));
    return ids;
}

void TableTwin::showSelection()
{
    if (m_table->table().subject == PlotTable::Subject::Other)
        return;
    std::vector<int> wanted = idsInSelection();
    std::sort(wanted.begin(), wanted.end());
    QItemSelection rows;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (std::binary_search(wanted.begin(), wanted.end(), m_table->idOf(row)))
            rows.select(m_table->index(row, 0), m_table->index(row, 0));
    }
    const QScopedValueRollback following(m_following, true);
    const QItemSelection shown = m_sorted->mapSelectionFromSource(rows);
    selectionModel()->select(
        shown, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (!shown.isEmpty() && !hasFocus())
        scrollTo(shown.indexes().constFirst());
}

void TableTwin::takeSelection()
{
    if (m_following)
        return;
    const std::vector<int> ids = selectedIds();
    switch (m_table->table().subject) {
    case PlotTable::Subject::Channel:
        m_selection.setChannels(ids);
        break;
    case PlotTable::Subject::Group:
        if (!ids.empty())
            m_selection.setGroup(ids.back());
        break;
    case PlotTable::Subject::Run:
        m_selection.setRuns(ids);
        break;
    case PlotTable::Subject::Other:
        break;
    }
}

} // namespace pleat::ui
