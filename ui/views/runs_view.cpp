// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/runs_view.h"

#include "ui/models/runs_model.h"
#include "ui/plots/runs_plot.h"
#include "ui/session/session.h"
#include "ui/views/described.h"
#include "ui/views/polite_input.h"
#include "ui/views/stored_edges.h"
#include "ui/views/table_keys.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace pleat::ui {

namespace {

const QString kTarget = QStringLiteral("target");
const QString kZoom = QStringLiteral("zoom");
constexpr int kWidestColumn = 220; // pixels; longer names are elided

/// What the plot shows of the runs: their accuracy, or without labels their output error.
struct Worth
{
    bool accuracy = false;
    bool any = false;
    std::optional<double> baseline;
};

std::optional<double> worthOf(const RunValues& values, bool accuracy)
{
    return accuracy ? values.accuracy : values.outputError;
}

Worth worthOf(const std::vector<PastRun>& runs)
{
    Worth worth;
    for (const PastRun& past : runs) {
        const study::RunReport& report = past.run->report();
        const RunValues values = runValues(report);
        worth.accuracy = worth.accuracy || values.accuracy;
        worth.any = worth.any || values.accuracy || values.outputError;
        if (values.accuracy && report.evaluationBefore)
            worth.baseline = report.evaluationBefore->accuracy;
    }
    if (worth.any && !worth.accuracy)
        worth.baseline = 0; // the original does not differ from itself
    return worth;
}

std::vector<int> frontOf(const std::vector<RunsPlot::Mark>& marks, bool lessIsBetter)
{
    std::vector<double> cost;
    std::vector<double> worth;
    for (const RunsPlot::Mark& mark : marks) {
        cost.push_back(mark.share);
        worth.push_back(lessIsBetter ? -mark.worth : mark.worth);
    }
    return paretoFront(cost, worth);
}

} // namespace

RunsView::RunsView(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_model(new RunsModel(session.runs(), this))
    , m_proxy(new QSortFilterProxyModel(this))
    , m_plot(described(new RunsPlot(this), QStringLiteral("runsPlot"),
          tr("Runs by what they cost and what they reach")))
    , m_table(described(new QTableView(this), QStringLiteral("runsTable"), tr("Runs"),
          tr("Runs of the open model; Ctrl-click selects a second one to compare")))
{
    explain(*m_plot,
        tr("Every run by what it costs and what it reaches; the line joins the runs that no other "
           "beats. A click selects a run, Ctrl-click a second one, a double click loads its plan; "
           "drag the lines of the target, or move them with the arrow keys. The wheel and "
           "Ctrl+Plus and Ctrl+Minus zoom, a drag elsewhere and Ctrl with an arrow pan, F fits."));
    m_plot->setMinimumHeight(160);
    auto* lower = new QWidget(this);
    auto* lowerLayout = new QVBoxLayout(lower);
    lowerLayout->setContentsMargins(0, 4, 0, 0);
    lowerLayout->addLayout(buildButtons());
    lowerLayout->addWidget(m_table, 1);
    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("runsSplitter"));
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_plot);
    splitter->addWidget(lower);
    splitter->setSizes({300, 200}); // shares of what there is
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addLayout(buildTop());
    layout->addWidget(splitter, 1);
    buildTable();
    connect(m_model, &RunsModel::renameRequested, &session, &Session::renameRun);
    connect(m_plot, &RunsPlot::runClicked, this, &RunsView::onRunClicked);
    connect(m_plot, &RunsPlot::runDoubleClicked, &session, &Session::takePlan);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        &RunsView::onRowsSelected);
    connect(&session.runs(), &RunHistory::changed, this, &RunsView::showRuns);
    connect(&session, &Session::modelChanged, this, &RunsView::showRuns);
    connect(&session, &Session::modelChanged, this, [this] { m_plot->setZoom({}); });
    connect(&session, &Session::planChanged, this, &RunsView::showPlan);
    connect(&session.selection(), &Selection::runsChanged, this, &RunsView::showSelection);
    showRuns();
}

QJsonObject RunsView::viewState() const
{
    QJsonObject state;
    if (m_targetPlaced)
        state[kTarget] = QJsonArray{m_plot->target().x(), m_plot->target().y()};
    if (const auto zoom = m_plot->zoom())
        state[kZoom] = storedEdges(*zoom);
    return state;
}

void RunsView::restoreViewState(const QJsonObject& state)
{
    const std::vector<double> target = coordinatesFrom(state[kTarget], 2);
    if (m_targetPlaced && !target.empty())
        m_plot->setTarget({target[0], target[1]});
    m_plot->setZoom(edgesFrom(state[kZoom]));
}

QLayout* RunsView::buildTop()
{
    m_cost = described(new QComboBox(this), QStringLiteral("runsCost"), tr("Cost"),
        tr("What the runs are compared by"));
    m_cost->addItems({tr("Parameters left"), tr("MACs left")});
    ignorePassingWheel(*m_cost);
    connect(m_cost, &QComboBox::currentIndexChanged, this, &RunsView::showRuns);
    m_note = described(new QLabel(this), QStringLiteral("runsNote"), tr("About the runs"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    auto* top = new QHBoxLayout;
    top->addWidget(m_note, 1);
    top->addWidget(m_cost);
    return top;
}

QLayout* RunsView::buildButtons()
{
    m_compare = described(new QPushButton(tr("Co&mpare"), this), QStringLiteral("runsCompare"),
        tr("Compare two runs"), tr("Show the two runs side by side"));
    m_load = described(new QPushButton(tr("&Load plan"), this), QStringLiteral("runsLoad"),
        tr("Load plan"), tr("Make its plan the current one; can be undone"));
    m_remove = described(new QPushButton(tr("&Delete"), this), QStringLiteral("runsDelete"),
        tr("Delete runs"), tr("Take the selected runs out of the list; can be undone"));
    connect(m_compare, &QPushButton::clicked, this, &RunsView::compareRequested);
    connect(m_load, &QPushButton::clicked, this,
        [this] { m_session.takePlan(m_session.selection().run()); });
    connect(m_remove, &QPushButton::clicked, this, &RunsView::removeSelected);
    auto* row = new QHBoxLayout;
    row->addWidget(m_compare);
    row->addWidget(m_load);
    row->addStretch(1);
    row->addWidget(m_remove);
    return row;
}

void RunsView::buildTable()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(static_cast<int>(RunRole::Sort));
    m_table->setModel(m_proxy);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setMinimumHeight(110);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 10);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setMaximumSectionSize(kWidestColumn);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(static_cast<int>(RunColumn::Number), Qt::AscendingOrder);
    new TableKeys(*m_table);
}

bool RunsView::showsMacs() const
{
    return m_cost->currentIndex() == 1;
}

QString RunsView::emptyText() const
{
    if (!m_session.hasModel())
        return tr("Open a model first.");
    if (m_session.runs().all().empty())
        return tr("Nothing has been run yet.\nLower k of some groups, then press Run (Ctrl+R): "
                  "each run gets a mark here and a row below.");
    return worthOf(m_session.runs().all()).any
        ? QString()
        : tr("The runs were not tested, so there is no accuracy to draw.\nName a data set in the "
             "input.json beside the model and open it again. What was measured is below.");
}

void RunsView::showRuns()
{
    const std::vector<PastRun>& runs = m_session.runs().all();
    const Worth worth = worthOf(runs);
    const bool lessIsBetter = !worth.accuracy;
    std::vector<RunsPlot::Mark> marks;
    for (const PastRun& past : runs) {
        const RunValues values = runValues(past.run->report());
        if (const std::optional<double> reached = worthOf(values, worth.accuracy))
            marks.push_back(
                {past.id, past.name, showsMacs() ? values.macs : values.parameters, *reached});
    }
    m_plot->setAxes(showsMacs() ? tr("share of MACs left") : tr("share of parameters left"),
        worth.accuracy ? tr("accuracy") : tr("output error"), lessIsBetter);
    m_plot->setMarks(marks, worth.baseline, frontOf(marks, lessIsBetter));
    if (!worth.any)
        m_targetPlaced = false;
    else if (!std::exchange(m_targetPlaced, true) && worth.baseline)
        m_plot->setTarget({0.5, *worth.baseline + (lessIsBetter ? 0.1 : -0.01)});
    m_plot->setEmptyText(emptyText());
    showPlan();
    showSelection();
}

void RunsView::showPlan()
{
    const study::ModelInfo& info = m_session.info();
    const auto now =
        static_cast<double>(showsMacs() ? m_session.cost().macs : m_session.cost().parameters);
    const auto all = static_cast<double>(showsMacs() ? info.macs : info.parameters);
    m_plot->setPlan(all > 0 ? std::optional(now / all) : std::nullopt);
}

void RunsView::showSelection()
{
    const std::vector<int>& runs = m_session.selection().runs();
    m_plot->setSelected(runs);
    QItemSelection rows;
    for (const int run : runs) {
        const QModelIndex index = m_proxy->mapFromSource(m_model->index(m_model->rowOf(run), 0));
        if (index.isValid())
            rows.select(index, index);
    }
    {
        const QScopedValueRollback<bool> selecting(m_selecting, true);
        m_table->selectionModel()->select(
            rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    showButtons();
}

void RunsView::showButtons()
{
    const auto known = static_cast<int>(m_table->selectionModel()->selectedRows().size());
    setUsable(*m_compare, known == 2,
        known < 2 ? tr("Select two runs: click one, then Ctrl-click another")
                  : tr("Select only two runs; %1 are selected").arg(known));
    setUsable(
        *m_load, known == 1, known == 0 ? tr("Select a run first") : tr("Select only one run"));
    setUsable(*m_remove, known > 0, tr("Select a run first"));
    const PastRun* past = m_session.runs().find(m_session.selection().run());
    const auto count = m_session.runs().all().size();
    m_note->setText(count == 0 ? QString()
            : past             ? tr("%1 in all; the views show %2.").arg(count).arg(past->name)
                               : tr("%1 in all; click one to show it in the views.").arg(count));
}

/// The order of selecting counts: the last run is the one that single views show.
void RunsView::onRowsSelected(const QItemSelection& selected, const QItemSelection& deselected)
{
    if (m_selecting)
        return;
    std::vector<int> runs = m_session.selection().runs();
    const auto runOf = [](const QModelIndex& index) {
        return index.data(static_cast<int>(RunRole::Run)).toInt();
    };
    for (const QModelIndex& index : deselected.indexes())
        std::erase(runs, runOf(index));
    for (const QModelIndex& index : selected.indexes()) {
        if (std::find(runs.begin(), runs.end(), runOf(index)) == runs.end())
            runs.push_back(runOf(index));
    }
    m_session.selection().setRuns(std::move(runs));
}

void RunsView::onRunClicked(int run, bool adds)
{
    std::vector<int> runs = adds ? m_session.selection().runs() : std::vector<int>();
    if (std::erase(runs, run) == 0)
        runs.push_back(run);
    m_session.selection().setRuns(std::move(runs));
}

void RunsView::removeSelected()
{
    m_session.removeRuns(m_session.selection().runs());
}

} // namespace pleat::ui
