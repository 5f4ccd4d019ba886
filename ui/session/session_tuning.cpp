// SPDX-License-Identifier: GPL-3.0-or-later
// Session: what a person does by hand, one group at a time or many by a rule.
#include "ui/session/session.h"

#include "ui/session/core_text.h"
#include "ui/session/plan_command.h"

#include <algorithm>

namespace pleat::ui {

namespace {

QString nameOf(const study::GroupInfo& group)
{
    return QString::fromStdString(group.name);
}

} // namespace

std::optional<std::int64_t> Session::previousK(int group) const
{
    if (m_undo.index() == 0)
        return std::nullopt; // also while a model is replaced
    const study::GroupInfo& details = info().groups.at(group);
    const std::int64_t now = kOf(group);
    for (int edit = m_undo.index() - 1; edit >= 0; --edit) {
        const auto* command = dynamic_cast<const PlanCommand*>(m_undo.command(edit));
        if (!command)
            continue;
        const auto found = command->before().groups.find(details.name);
        const std::int64_t before =
            found == command->before().groups.end() ? details.channels : found->second.k;
        if (before != now)
            return before;
    }
    return std::nullopt;
}

/// Says why if it does.
bool Session::refuses(int group)
{
    if (group < 0 || group >= static_cast<int>(info().groups.size()))
        return true;
    const study::GroupInfo& details = info().groups[group];
    if (!details.foldable)
        Q_EMIT editRefused(tr("%1 is frozen: %2").arg(nameOf(details), coreText(details.frozen)));
    else if (lockedOf(group))
        Q_EMIT editRefused(tr("%1 is locked. Unlock it (L) to change its k.").arg(nameOf(details)));
    return !details.foldable || lockedOf(group);
}

void Session::requestK(int group, std::int64_t k, Gesture gesture)
{
    if (!refuses(group))
        setK(group, snapped(group, k), gesture);
    else if (gesture == Gesture::Begin)
        ++m_gesture; // what continues this gesture must not extend the one before
}

void Session::requestKKeepingParameters(
    int group, std::int64_t k, const fold::Plan& from, Gesture gesture)
{
    if (refuses(group)) {
        m_gesture += gesture == Gesture::Begin;
        return;
    }
    push(
        study::withParametersKept(*m_model, from, group, snapped(group, k), m_snap),
        [name = nameOf(info().groups[group])] {
            return tr("k of %1 at equal parameters").arg(name);
        },
        gesture);
}

void Session::setSnap(int multiple)
{
    if (multiple == m_snap)
        return;
    m_snap = std::max(1, multiple);
    Q_EMIT snapChanged();
}

std::int64_t Session::snapped(int group, std::int64_t k) const
{
    return study::snappedChannels(k, info().groups.at(group).channels, m_snap);
}

std::vector<int> Session::similarTo(int group) const
{
    std::vector<int> similar;
    if (!foldable(group))
        return similar;
    const study::GroupInfo& details = info().groups[group];
    for (int other = 0; other < static_cast<int>(info().groups.size()); ++other) {
        const study::GroupInfo& candidate = info().groups[other];
        if (other != group && candidate.foldable && !lockedOf(other)
            && candidate.channels == details.channels && candidate.inner == details.inner)
            similar.push_back(other);
    }
    return similar;
}

void Session::applyToSimilar(int group)
{
    fold::Plan after = m_plan;
    for (const int other : similarTo(group))
        after.groups[info().groups[other].name].k = kOf(group);
    if (after != m_plan)
        push(
            after,
            [name = nameOf(info().groups[group])] {
                return tr("k of groups similar to %1").arg(name);
            },
            Gesture::Begin);
}

Result<void> Session::applyPreset(study::Preset preset, const study::BudgetOptions& options)
{
    if (!m_model)
        return {};
    std::vector<study::Silhouettes> measured;
    for (int group = 0; group < static_cast<int>(m_derived.size()); ++group)
        measured.push_back(silhouettes(group));
    const Result<fold::Plan> set =
        study::presetPlan(*m_model, allStatistics(), measured, preset, options, m_plan);
    if (!set)
        return set.error();
    const auto what = [preset] {
        const QString names[] = {tr("preset uniform"), tr("preset by inertia"),
            tr("preset by elbow"), tr("preset by silhouette"), tr("preset protect first and last")};
        return names[static_cast<int>(preset)];
    };
    push(*set, what, Gesture::Begin);
    return {};
}

} // namespace pleat::ui
