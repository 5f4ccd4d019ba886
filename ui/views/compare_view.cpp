// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/compare_view.h"

#include "ui/models/comparison_model.h"
#include "ui/plots/pair_plot.h"
#include "ui/session/repair_text.h"
#include "ui/session/session.h"
#include "ui/session/text.h"
#include "ui/views/described.h"
#include "ui/views/row_hover.h"
#include "ui/views/stored_edges.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>

#include <algorithm>
#include <utility>

namespace pleat::ui {

namespace {

constexpr double kPoints = 100;

QString pointsText(std::optional<double> change)
{
    return change ? CompareView::tr("%1 points").arg(signedText(*change * kPoints, 1))
                  : ratioText(std::nullopt);
}

QString percentOrDash(std::optional<double> share)
{
    return share ? percentText(*share) : ratioText(std::nullopt);
}

QString leftText(double share, std::int64_t count)
{
    return CompareView::tr("%1 (%2)").arg(percentText(share), countText(count));
}

QString differenceText(std::optional<double> change)
{
    return change ? signedText(*change, 3) : ratioText(std::nullopt);
}

QString measuredOnText(const study::RunReport& report)
{
    return report.measuredOn.empty() ? CompareView::tr("nothing")
                                     : CompareView::tr("%1 samples of %2")
                                           .arg(report.measuredSamples)
                                           .arg(probeTitle(report.measuredOn));
}

} // namespace

CompareView::CompareView(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
{
    build();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &CompareView::onRowChosen);
    for (PairPlot* plot : {m_ratios, m_keeps})
        connect(plot, &PairPlot::groupClicked, &session.selection(), &Selection::setGroup);
    for (QComboBox* choice : m_choice)
        connect(choice, &QComboBox::activated, this, &CompareView::onChosen);
    connect(m_swap, &QPushButton::clicked, this, &CompareView::swap);
    connect(&session.selection(), &Selection::runsChanged, this, &CompareView::followSelection);
    connect(&session.selection(), &Selection::groupChanged, this, &CompareView::showGroup);
    connect(&session.runs(), &RunHistory::changed, this, &CompareView::followHistory);
    connect(&session, &Session::modelChanged, this, [this] { restoreViewState({}); });
    connectHover();
    followHistory();
}

QJsonObject CompareView::viewState() const
{
    QJsonObject state;
    for (const PairPlot* plot : {m_ratios, m_keeps}) {
        if (const auto zoom = plot->zoom())
            state[plot->objectName()] = storedEdges(*zoom);
    }
    return state;
}

void CompareView::restoreViewState(const QJsonObject& state)
{
    for (PairPlot* plot : {m_ratios, m_keeps})
        plot->setZoom(edgesFrom(state[plot->objectName()]));
}

void CompareView::connectHover()
{
    Selection& selection = m_session.selection();
    m_rowHover = new RowHover(*m_table);
    m_rowHover->setFramed([this] { return rowOfGroup(m_session.selection().hoveredGroup()); });
    connect(m_rowHover, &RowHover::hovered, this, [this](const QModelIndex& index) {
        const QModelIndex row = m_proxy->mapToSource(index);
        m_session.selection().setHoveredGroup(
            row.isValid() ? groupNamed(m_model->groups()[row.row()].name) : -1);
    });
    for (PairPlot* plot : {m_ratios, m_keeps}) {
        connect(plot, &PairPlot::groupHovered, &selection, &Selection::setHoveredGroup);
        connect(&selection, &Selection::hoveredGroupChanged, plot, &PairPlot::setHoveredGroup);
    }
    connect(&selection, &Selection::hoveredGroupChanged, m_rowHover, &RowHover::place);
}

void CompareView::followSelection()
{
    const std::vector<int>& runs = m_session.selection().runs();
    if (runs.size() == 2)
        compare(runs[0], runs[1]);
}

/// Runs that are gone give way to the latest two.
void CompareView::followHistory()
{
    listRuns();
    const std::vector<PastRun>& all = m_session.runs().all();
    int a = m_session.runs().find(m_a) ? m_a : -1;
    int b = m_session.runs().find(m_b) ? m_b : -1;
    if (all.size() >= 2 && (a < 0 || b < 0)) {
        a = all[all.size() - 2].id;
        b = all.back().id;
    }
    compare(a, b);
}

void CompareView::listRuns()
{
    const bool several = m_session.runs().all().size() > 1;
    const QString why = tr("Two runs are needed: run another plan first");
    for (QComboBox* choice : m_choice) {
        const QSignalBlocker blocker(choice);
        choice->clear();
        for (const PastRun& past : m_session.runs().all())
            choice->addItem(tr("%1: %2").arg(past.id).arg(past.name), past.id);
        setUsable(*choice, several, why);
    }
    setUsable(*m_swap, several, why);
}

void CompareView::onChosen()
{
    const int a = m_choice[0]->currentData().toInt();
    const int b = m_choice[1]->currentData().toInt();
    compare(a, b);
    if (a != b)
        m_session.selection().setRuns({a, b});
}

void CompareView::swap()
{
    const int a = m_a;
    const int b = m_b;
    compare(b, a);
    if (a != b)
        m_session.selection().setRuns({b, a});
}

void CompareView::compare(int a, int b)
{
    m_a = a;
    m_b = b;
    m_choice[0]->setCurrentIndex(m_choice[0]->findData(a));
    m_choice[1]->setCurrentIndex(m_choice[1]->findData(b));
    const PastRun* first = m_session.runs().find(a);
    const PastRun* second = m_session.runs().find(b);
    const bool both = first && second && a != b;
    m_pages->setCurrentIndex(both ? 1 : 0);
    m_note->setVisible(both);
    if (both) {
        showCards(*first, *second);
        showComparison(compareRuns(first->run->report(), second->run->report()));
        return;
    }
    m_empty->setText(first && second
            ? tr("A and B are the same run.\nChoose another run for one of them.")
            : tr("Two runs are needed to compare.\nPress Run (Ctrl+R) with two different plans, "
                 "then select both in Runs and press Compare."));
    m_model->setGroups({});
    m_ratios->setRows({});
    m_keeps->setRows({});
}

void CompareView::setRow(Row row, const QString& a, const QString& b, const QString& difference)
{
    const QString texts[] = {a, b, difference};
    for (int column = 0; column < Columns; ++column)
        m_cells[row][column]->setText(texts[column]);
}

void CompareView::showCards(const PastRun& a, const PastRun& b)
{
    const RunValues first = runValues(a.run->report());
    const RunValues second = runValues(b.run->report());
    const std::string& repairA = a.run->plan().repair;
    const std::string& repairB = b.run->plan().repair;
    const study::Cost& costA = a.run->report().after;
    const study::Cost& costB = b.run->report().after;
    setRow(Name, a.name, b.name, tr("B − A"));
    setRow(Repair, repairTitle(repairA), repairTitle(repairB),
        repairA == repairB ? tr("same") : tr("different"));
    setRow(Accuracy, percentOrDash(first.accuracy), percentOrDash(second.accuracy),
        pointsText(difference(first.accuracy, second.accuracy)));
    setRow(OutputError, ratioText(first.outputError), ratioText(second.outputError),
        differenceText(difference(first.outputError, second.outputError)));
    setRow(Parameters, leftText(first.parameters, costA.parameters),
        leftText(second.parameters, costB.parameters),
        pointsText(second.parameters - first.parameters));
    setRow(Macs, leftText(first.macs, costA.macs), leftText(second.macs, costB.macs),
        pointsText(second.macs - first.macs));
    const QString onA = measuredOnText(a.run->report());
    const QString onB = measuredOnText(b.run->report());
    m_note->setText(onA == onB ? tr("Measured on %1.").arg(onA)
                               : tr("Measured on %1 and on %2.").arg(onA, onB));
}

void CompareView::showComparison(const RunComparison& comparison)
{
    if (!comparison.sameData)
        m_note->setText(tr("⚠ Not the same data: ratios and accuracies may differ for that reason "
                           "alone. %1")
                            .arg(m_note->text()));
    std::vector<PairPlot::Row> ratios;
    for (const ComparedLayer& layer : comparison.layers)
        ratios.push_back({QString::fromStdString(layer.name), groupNamed(layer.group), layer.ratioA,
            layer.ratioB});
    std::vector<PairPlot::Row> keeps;
    for (const ComparedGroup& group : comparison.groups)
        keeps.push_back({QString::fromStdString(group.name), groupNamed(group.name),
            static_cast<double>(group.kA), static_cast<double>(group.kB)});
    const bool measured = std::any_of(ratios.begin(), ratios.end(),
        [](const PairPlot::Row& row) { return row.a.has_value() || row.b.has_value(); });
    m_ratios->setEmptyText(
        measured ? QString() : tr("Neither run was measured: there was no data set."));
    m_ratios->setRows(ratios);
    m_keeps->setRows(keeps);
    {
        const QScopedValueRollback<bool> following(m_following, true);
        m_model->setGroups(comparison.groups);
    }
    m_table->resizeColumnsToContents();
    showGroup();
}

int CompareView::groupNamed(const std::string& name) const
{
    const std::vector<study::GroupInfo>& groups = m_session.info().groups;
    const auto found = std::find_if(groups.begin(), groups.end(),
        [&](const study::GroupInfo& group) { return group.name == name; });
    return found == groups.end() ? -1 : static_cast<int>(found - groups.begin());
}

void CompareView::showGroup()
{
    const int group = m_session.selection().group();
    m_ratios->setMarkedGroup(group);
    m_keeps->setMarkedGroup(group);
    const QScopedValueRollback<bool> following(m_following, true);
    const int column = std::max(0, m_table->currentIndex().column()); // where keys have led
    m_table->selectionModel()->clear();
    if (const int row = rowOfGroup(group); row >= 0)
        m_table->setCurrentIndex(m_proxy->index(row, column));
}

int CompareView::rowOfGroup(int group) const
{
    const std::vector<ComparedGroup>& groups = m_model->groups();
    for (int row = 0; group >= 0 && row < static_cast<int>(groups.size()); ++row) {
        if (groupNamed(groups[row].name) == group)
            return m_proxy->mapFromSource(m_model->index(row, 0)).row();
    }
    return -1;
}

void CompareView::onRowChosen(const QModelIndex& current)
{
    const QModelIndex index = m_proxy->mapToSource(current);
    if (index.isValid() && !m_following)
        m_session.selection().setGroup(groupNamed(m_model->groups()[index.row()].name));
}

} // namespace pleat::ui
