// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/session.h"

#include "ui/session/plan_command.h"

#include <algorithm>

namespace pleat::ui {

Session::Session(QObject* parent)
    : QObject(parent)
{
}

void Session::setModel(study::ModelPtr model)
{
    m_model = std::move(model);
    m_undo.clear();
    m_plan = {};
    m_cost = m_model ? study::predictedCost(*m_model, m_plan) : study::Cost{};
    m_derived.assign(info().groups.size(), {});
    m_currentGroup = -1;
    m_labels.clear();
    m_run = nullptr;
    m_runPlan = {};
    m_runStale = false;
    m_measured.clear();
    m_hoveredChannel = -1;
    Q_EMIT modelChanged();
    Q_EMIT currentGroupChanged(m_currentGroup);
    Q_EMIT planChanged();
    Q_EMIT runChanged();
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
    push(after, tr("k of %1").arg(QString::fromStdString(details.name)), gesture);
}

void Session::setLocked(int group, bool locked)
{
    if (!foldable(group))
        return;
    const study::GroupInfo& details = info().groups[group];
    fold::Plan after = m_plan;
    setChoice(after, details, {kOf(group), locked});
    push(after,
        (locked ? tr("lock of %1") : tr("unlock of %1")).arg(QString::fromStdString(details.name)),
        Gesture::Begin);
}

void Session::resetGroup(int group)
{
    if (!foldable(group))
        return;
    const study::GroupInfo& details = info().groups[group];
    fold::Plan after = m_plan;
    setChoice(after, details, {details.channels, false});
    push(after, tr("reset of %1").arg(QString::fromStdString(details.name)), Gesture::Begin);
}

void Session::setRepair(const QString& method)
{
    fold::Plan after = m_plan;
    after.repair = method.toStdString();
    after.probe = probeFor(after.repair);
    push(after, tr("repair %1").arg(method), Gesture::Begin);
}

std::string Session::probeFor(const std::string& repair) const
{
    const bool probed = study::repairNeedsProbe(repair) && !info().dataPath.empty();
    return probed ? "data:" + info().dataPath : "";
}

void Session::setUniform(double keep, study::GroupSelection selection)
{
    const QString what = selection == study::GroupSelection::Inner ? tr("inner groups to %1 %")
                                                                   : tr("all groups to %1 %");
    push(study::uniformPlan(info(), keep, selection, m_plan), what.arg(keep * 100, 0, 'g', 3),
        Gesture::Begin);
}

void Session::replacePlan(const fold::Plan& plan, const QString& what)
{
    push(plan, what, Gesture::Begin);
}

void Session::push(const fold::Plan& after, const QString& what, Gesture gesture)
{
    if (gesture == Gesture::Begin)
        ++m_gesture;
    const fold::Plan plan = withoutUntouched(after, info());
    if (plan != m_plan)
        m_undo.push(new PlanCommand(*this, plan, m_gesture, what));
}

void Session::applyPlan(const fold::Plan& plan)
{
    m_plan = plan;
    m_cost = m_model ? study::predictedCost(*m_model, m_plan) : study::Cost{};
    for (int group = 0; group < static_cast<int>(m_derived.size()); ++group)
        refreshRatio(group);
    refreshLabels();
    refreshStale();
    Q_EMIT planChanged();
}

const study::GroupInfo* Session::currentInfo() const
{
    return m_currentGroup < 0 ? nullptr : &info().groups[m_currentGroup];
}

void Session::setCurrentGroup(int group)
{
    if (group < 0 || group >= static_cast<int>(info().groups.size()))
        group = -1;
    if (group == m_currentGroup)
        return;
    m_currentGroup = group;
    m_hoveredChannel = -1;
    m_labels.clear();
    Q_EMIT currentGroupChanged(group);
    refreshLabels();
}

void Session::setStatistics(int group, study::GroupStatisticsPtr statistics)
{
    m_derived.at(group) = {};
    m_derived.at(group).statistics = std::move(statistics);
    refreshRatio(group);
    Q_EMIT statisticsChanged(group);
    if (group == m_currentGroup)
        refreshLabels();
}

study::GroupStatisticsPtr Session::statistics(int group) const
{
    return group < 0 || group >= static_cast<int>(m_derived.size()) ? nullptr
                                                                    : m_derived[group].statistics;
}

void Session::setFailure(int group, const QString& why)
{
    m_derived.at(group).failure = why;
    Q_EMIT statisticsChanged(group);
}

QString Session::failure(int group) const
{
    return group < 0 || group >= static_cast<int>(m_derived.size()) ? QString()
                                                                    : m_derived[group].failure;
}

std::vector<study::GroupStatisticsPtr> Session::allStatistics() const
{
    std::vector<study::GroupStatisticsPtr> all;
    for (const Derived& derived : m_derived)
        all.push_back(derived.statistics);
    return all;
}

void Session::refreshRatio(int group)
{
    Derived& derived = m_derived[group];
    const std::int64_t k = kOf(group);
    if (!derived.statistics || derived.ratioK == k)
        return;
    derived.ratioK = k;
    derived.ratio = k == info().groups[group].channels
        ? 1.0
        : study::cutGroup(*derived.statistics, k).predictedRatio;
}

void Session::refreshLabels()
{
    const study::GroupStatisticsPtr known = statistics(m_currentGroup);
    std::vector<std::int32_t> labels;
    if (known)
        labels = known->tree.cut(kOf(m_currentGroup));
    if (labels == m_labels)
        return;
    m_labels = std::move(labels);
    Q_EMIT labelsChanged();
}

std::optional<double> Session::predictedRatio(int group) const
{
    const Derived& derived = m_derived.at(group);
    return derived.statistics ? std::optional(derived.ratio) : std::nullopt;
}

Session::MedianRatio Session::medianPredictedRatio() const
{
    MedianRatio median;
    std::vector<double> ratios;
    for (int group = 0; group < static_cast<int>(m_derived.size()); ++group) {
        median.total += info().groups[group].foldable;
        if (const std::optional<double> ratio = predictedRatio(group))
            ratios.push_back(*ratio);
    }
    median.known = static_cast<int>(ratios.size());
    if (ratios.empty())
        return median;
    std::sort(ratios.begin(), ratios.end());
    const std::size_t middle = ratios.size() / 2;
    median.ratio =
        ratios.size() % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
    return median;
}

void Session::setSilhouette(int group, std::int64_t k, double silhouette)
{
    m_derived.at(group).silhouettes[k] = silhouette;
    Q_EMIT silhouettesChanged(group);
}

const std::map<std::int64_t, double>& Session::silhouettes(int group) const
{
    return m_derived.at(group).silhouettes;
}

void Session::setRun(study::RunPtr run, fold::Plan plan)
{
    m_run = std::move(run);
    m_runPlan = std::move(plan);
    m_measured =
        m_run ? measuredByGroup(info(), m_run->report()) : std::vector<std::optional<double>>();
    refreshStale();
    Q_EMIT runChanged();
}

void Session::refreshStale()
{
    m_runStale = m_run && withoutLocks(m_runPlan, info()) != withoutLocks(m_plan, info());
}

std::optional<double> Session::measuredRatio(int group) const
{
    return group >= 0 && group < static_cast<int>(m_measured.size()) ? m_measured[group]
                                                                     : std::nullopt;
}

void Session::setHoveredChannel(int channel)
{
    if (channel == m_hoveredChannel)
        return;
    m_hoveredChannel = channel;
    Q_EMIT hoveredChannelChanged(channel);
}

} // namespace pleat::ui
