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
    const bool probed = study::repairNeedsProbe(after.repair) && !info().dataPath.empty();
    after.probe = probed ? "data:" + info().dataPath : "";
    push(after, tr("repair %1").arg(method), Gesture::Begin);
}

void Session::setUniform(double keep, study::GroupSelection selection)
{
    push(study::uniformPlan(info(), keep, selection, m_plan),
        tr("all groups to %1 %").arg(keep * 100, 0, 'g', 3), Gesture::Begin);
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
        : study::predictedVarianceRatio(*derived.statistics, derived.statistics->tree.cut(k));
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

Session::MeanRatio Session::meanPredictedRatio() const
{
    MeanRatio mean;
    double sum = 0;
    for (int group = 0; group < static_cast<int>(m_derived.size()); ++group) {
        mean.total += info().groups[group].foldable;
        if (const std::optional<double> ratio = predictedRatio(group)) {
            sum += *ratio;
            ++mean.known;
        }
    }
    mean.ratio = mean.known > 0 ? sum / mean.known : 1;
    return mean;
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
    Q_EMIT runChanged();
}

bool Session::runStale() const
{
    return m_run && m_runPlan != m_plan;
}

std::optional<double> Session::measuredRatio(int group) const
{
    if (!m_run)
        return std::nullopt;
    double sum = 0;
    int count = 0;
    for (const study::LayerReport& layer : m_run->report().layers) {
        if (layer.group == info().groups.at(group).name && layer.repaired) {
            sum += *layer.repaired;
            ++count;
        }
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

void Session::setHoveredChannel(int channel)
{
    if (channel == m_hoveredChannel)
        return;
    m_hoveredChannel = channel;
    Q_EMIT hoveredChannelChanged(channel);
}

} // namespace pleat::ui
