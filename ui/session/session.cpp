// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/session.h"

#include "ui/session/plan_command.h"
#include "ui/session/remove_runs_command.h"
#include "ui/session/rename_run_command.h"
#include "ui/session/settings.h"

#include <algorithm>
#include <utility>

namespace pleat::ui {

Session::Session(QObject* parent)
    : QObject(parent)
{
    // First of all to hear of it: views that follow find the clustering of the new group.
    connect(&m_selection, &Selection::groupChanged, this,
        [this](int group) { m_clustering = clusteringOf(group); });
    connect(&m_selection, &Selection::runsChanged, this, &Session::refreshRun);
    connect(&m_runs, &RunHistory::changed, this, &Session::forgetRemovedRuns);
}

void Session::setModel(study::ModelPtr model)
{
    m_runs.clear(); // while the groups are there that those who hear of it show
    m_model = std::move(model);
    m_undo.clear();
    m_plan = {};
    m_plan.seed = static_cast<std::uint64_t>(Settings().value(Preference::Seed));
    refreshCost();
    m_derived.assign(info().groups.size(), {});
    m_shelf.clear();
    refreshMethod();
    m_probes.clear();
    m_lastSource = "inversion";
    m_selection.reset(static_cast<int>(info().groups.size()));
    Q_EMIT modelChanged();
    Q_EMIT planChanged();
    Q_EMIT probeChanged();
}

const study::ModelInfo& Session::info() const
{
    static const study::ModelInfo kNone;
    return m_model ? m_model->info() : kNone;
}

bool Session::foldable(int group) const
{
    return group >= 0 && group < static_cast<int>(info().groups.size())
        && info().groups[group].foldable;
}

std::int64_t Session::kOf(int group) const
{
    const study::GroupInfo& details = info().groups.at(group);
    const auto found = m_plan.groups.find(details.name);
    return found == m_plan.groups.end() ? details.channels : found->second.k;
}

bool Session::lockedOf(int group) const
{
    const auto found = m_plan.groups.find(info().groups.at(group).name);
    return found != m_plan.groups.end() && found->second.locked;
}

namespace {

/// Groups that keep everything are left out, so that equal choices make equal plans.
void setChoice(fold::Plan& plan, const study::GroupInfo& group, fold::GroupChoice choice)
{
    if (choice.k == group.channels && !choice.locked)
        plan.groups.erase(group.name);
    else
        plan.groups[group.name] = choice;
}

fold::Plan withoutUntouched(fold::Plan plan, const study::ModelInfo& info)
{
    for (const study::GroupInfo& group : info.groups) {
        const auto found = plan.groups.find(group.name);
        if (found != plan.groups.end())
            setChoice(plan, group, fold::GroupChoice(found->second));
    }
    return plan;
}

fold::Plan withoutLocks(fold::Plan plan, const study::ModelInfo& info)
{
    for (auto& [name, choice] : plan.groups)
        choice.locked = false;
    return withoutUntouched(std::move(plan), info);
}

Wording nameOfChange(const cluster::ClusterOptions& before, const cluster::ClusterOptions& after)
{
    if (after.method != before.method)
        return [method = QString::fromStdString(after.method)] {
            return Session::tr("clusterer %1").arg(method);
        };
    if (after.features.set != before.features.set)
        return [set = QString::fromStdString(after.features.set)] {
            return Session::tr("features %1").arg(set);
        };
    if (after.starts != before.starts)
        return [starts = after.starts] { return Session::tr("starts: %1").arg(starts); };
    return [] { return Session::tr("weights of the features"); };
}

/// Mean over the layers of each group after repair.
std::vector<std::optional<double>> measuredByGroup(
    const study::ModelInfo& info, const study::RunReport& report)
{
    std::map<std::string, std::pair<double, int>> sums;
    for (const study::LayerReport& layer : report.layers) {
        if (!layer.repaired)
            continue;
        auto& [sum, count] = sums[layer.group];
        sum += *layer.repaired;
        ++count;
    }
    std::vector<std::optional<double>> measured(info.groups.size());
    for (std::size_t group = 0; group < measured.size(); ++group) {
        const auto found = sums.find(info.groups[group].name);
        if (found != sums.end())
            measured[group] = found->second.first / found->second.second;
    }
    return measured;
}

} // namespace

void Session::setK(int group, std::int64_t k, Gesture gesture)
{
    if (!foldable(group) || lockedOf(group))
        return;
    const study::GroupInfo& details = info().groups[group];
    fold::Plan after = m_plan;
    setChoice(after, details, {std::clamp<std::int64_t>(k, 1, details.channels), false});
    push(
        after, [name = QString::fromStdString(details.name)] { return tr("k of %1").arg(name); },
        gesture);
}

void Session::setLocked(int group, bool locked)
{
    if (!foldable(group))
        return;
    const study::GroupInfo& details = info().groups[group];
    fold::Plan after = m_plan;
    setChoice(after, details, {kOf(group), locked});
    push(
        after,
        [name = QString::fromStdString(details.name), locked] {
            return (locked ? tr("lock of %1") : tr("unlock of %1")).arg(name);
        },
        Gesture::Begin);
}

void Session::resetGroup(int group)
{
    if (!foldable(group))
        return;
    const study::GroupInfo& details = info().groups[group];
    fold::Plan after = m_plan;
    setChoice(after, details, {details.channels, false});
    push(
        after,
        [name = QString::fromStdString(details.name)] { return tr("reset of %1").arg(name); },
        Gesture::Begin);
}

void Session::setUniform(double keep, study::GroupSelection selection)
{
    const auto what = [keep, inner = selection == study::GroupSelection::Inner] {
        return (inner ? tr("inner groups to %1 %") : tr("all groups to %1 %"))
            .arg(keep * 100, 0, 'g', 3);
    };
    push(study::uniformPlan(info(), keep, selection, m_plan), what, Gesture::Begin);
}

Result<void> Session::distribute(const study::BudgetOptions& options)
{
    if (!m_model)
        return {};
    const Result<fold::Plan> spent =
        study::distributeBudget(*m_model, allStatistics(), options, m_plan);
    if (!spent)
        return spent.error();
    const auto what = [options] {
        return (options.target == study::BudgetTarget::Macs
                ? tr("budget of %1 % of the MACs")
                : tr("budget of %1 % of the parameters"))
            .arg(options.fraction * 100, 0, 'g', 4);
    };
    push(*spent, what, Gesture::Begin);
    return {};
}

Result<void> Session::setClustering(const cluster::ClusterOptions& options, Gesture gesture)
{
    fold::Plan after = m_plan;
    after.clustering = options;
    if (m_model) {
        if (Result<void> fits = study::checkPlan(info(), after); !fits)
            return fits;
    }
    push(after, nameOfChange(m_plan.clustering, options), gesture);
    return {};
}

void Session::setSeed(std::uint64_t seed, Gesture gesture)
{
    fold::Plan after = m_plan;
    after.seed = seed;
    push(
        after, [seed] { return tr("seed %1").arg(seed); }, gesture);
}

void Session::rewordEdits()
{
    // The stack shows its commands const; these are the ones that the session put there.
    for (int edit = 0; edit < m_undo.count(); ++edit)
        const_cast<WordedCommand*>(static_cast<const WordedCommand*>(m_undo.command(edit)))
            ->reword();
}

void Session::replacePlan(const fold::Plan& plan, const Wording& what)
{
    push(plan, what, Gesture::Begin);
}

void Session::push(const fold::Plan& after, const Wording& what, Gesture gesture)
{
    if (gesture == Gesture::Begin)
        ++m_gesture;
    const fold::Plan plan = withoutUntouched(after, info());
    if (plan != m_plan)
        m_undo.push(new PlanCommand(*this, plan, m_gesture, what));
}

void Session::removeRuns(const std::vector<int>& runs)
{
    std::vector<int> known = runs;
    std::erase_if(known, [this](int run) { return !m_runs.find(run); });
    if (!known.empty())
        m_undo.push(new RemoveRunsCommand(*this, std::move(known)));
}

void Session::renameRun(int run, const QString& name)
{
    const PastRun* past = m_runs.find(run);
    const QString wanted = name.trimmed();
    if (past && !wanted.isEmpty() && wanted != past->name)
        m_undo.push(new RenameRunCommand(*this, run, wanted));
}

void Session::takePlan(int run)
{
    if (const PastRun* past = m_runs.find(run))
        replacePlan(past->run->plan(), [name = past->name] { return tr("plan of %1").arg(name); });
}

void Session::applyPlan(const fold::Plan& plan)
{
    const cluster::ClusterOptions before = std::exchange(m_plan, plan).clustering;
    const bool other = !study::sameStatistics(before, m_plan.clustering);
    if (other) {
        m_shelf.put(before, std::move(m_derived));
        m_derived = m_shelf.take(m_plan.clustering, info().groups.size());
        refreshMethod();
    }
    refreshCost();
    for (int group = 0; group < static_cast<int>(m_derived.size()); ++group)
        refreshRatio(group);
    refreshLabels();
    refreshStale();
    if (other && m_selection.group() >= 0)
        Q_EMIT statisticsChanged(m_selection.group());
    Q_EMIT planChanged();
}

void Session::refreshCost()
{
    m_cost = m_model ? study::predictedCost(*m_model, m_plan) : study::Cost{};
    m_resources = m_model ? study::predictedResources(*m_model, m_plan) : std::nullopt;
}

const study::GroupInfo* Session::currentInfo() const
{
    return m_selection.group() < 0 ? nullptr : &info().groups[m_selection.group()];
}

void Session::addRun(study::RunPtr run)
{
    m_selection.setRuns({m_runs.add(std::move(run))});
}

/// What is gone cannot be looked at: the one selected before it takes its place.
void Session::forgetRemovedRuns()
{
    std::vector<int> runs = m_selection.runs();
    std::erase_if(runs, [this](int run) { return !m_runs.find(run); });
    m_selection.setRuns(std::move(runs));
    refreshRun();
}

void Session::refreshRun()
{
    const PastRun* past = m_runs.find(m_selection.run());
    const study::RunPtr now = past ? past->run : nullptr;
    const bool other = now != std::exchange(m_run, now);
    if (other)
        m_measured =
            m_run ? measuredByGroup(info(), m_run->report()) : std::vector<std::optional<double>>();
    refreshStale();
    const bool older = past && m_selection.runs().size() == 1 && past->id != m_runs.all().back().id;
    const bool looked = std::exchange(m_looksBack, older && m_runStale);
    if (other || looked != m_looksBack)
        Q_EMIT runChanged();
}

void Session::refreshStale()
{
    m_runStale = m_run && withoutLocks(m_run->plan(), info()) != withoutLocks(m_plan, info());
    m_looksBack = m_looksBack && m_runStale;
}

std::optional<double> Session::measuredRatio(int group) const
{
    return group >= 0 && group < static_cast<int>(m_measured.size()) ? m_measured[group]
                                                                     : std::nullopt;
}

} // namespace pleat::ui
