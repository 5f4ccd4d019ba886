// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/presets.h"

#include "core/cluster/quality.h"
#include "core/study/model_content.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace pleat::study {

namespace {

using Widths = coupling::CostModel::Widths;

constexpr int kHalvings = 60; // of an interval, to the last bit of a double

bool lockedIn(const fold::Plan& plan, const GroupInfo& group)
{
    const auto found = plan.groups.find(group.name);
    return found != plan.groups.end() && found->second.locked;
}

/// Groups that a rule may change.
std::vector<std::size_t> freeGroups(
    const ModelInfo& info, const fold::Plan& plan, GroupSelection selection)
{
    std::vector<std::size_t> groups;
    for (std::size_t g = 0; g < info.groups.size(); ++g) {
        const GroupInfo& group = info.groups[g];
        if (group.foldable && !lockedIn(plan, group)
            && (selection == GroupSelection::All || group.inner))
            groups.push_back(g);
    }
    return groups;
}

/// Down to a multiple, but never to nothing.
std::int64_t floored(std::int64_t k, std::int64_t channels, std::int64_t multiple)
{
    if (k >= channels)
        return channels;
    return std::max(std::min(multiple, channels), k / multiple * multiple);
}

/// `widthsAt(t)` grows with t from 0 to 1: those of the largest t that costs at most `goal`.
Widths largestWithin(const coupling::CostModel& cost, std::int64_t goal,
    const std::function<Widths(double)>& widthsAt)
{
    Widths whole = widthsAt(1);
    if (cost.at(whole) <= goal)
        return whole;
    double low = 0;
    double high = 1;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = (low + high) / 2;
        (cost.at(widthsAt(middle)) <= goal ? low : high) = middle;
    }
    return widthsAt(low);
}

/// What the rules share: the free groups, their limits and how a k becomes allowed.
class Rule
{
public:
    Rule(const Model& model, const std::vector<GroupStatisticsPtr>& statistics,
        const BudgetOptions& options, const fold::Plan& base)
        : m_info(model.info())
        , m_statistics(statistics)
        , m_options(options)
        , m_start(keptChannels(m_info, base))
        , m_free(freeGroups(m_info, base, options.selection))
    {
    }

    const std::vector<std::size_t>& groups() const { return m_free; }

    /// The first and the last foldable group of the network keep all; locked ones stay.
    void protectEnds()
    {
        const auto foldable = [](const GroupInfo& group) { return group.foldable; };
        const auto& all = m_info.groups;
        const auto first = std::find_if(all.begin(), all.end(), foldable) - all.begin();
        const auto last = all.rend() - std::find_if(all.rbegin(), all.rend(), foldable) - 1;
        const auto isEnd = [&](std::size_t g) {
            return static_cast<std::ptrdiff_t>(g) == first
                || static_cast<std::ptrdiff_t>(g) == last;
        };
        for (const std::size_t g : m_free) {
            if (isEnd(g))
                m_start[g] = all[g].channels;
        }
        m_free.erase(std::remove_if(m_free.begin(), m_free.end(), isEnd), m_free.end());
    }

    Widths atShare(double share) const
    {
        return widthsOf([&](std::size_t g) {
            return share > 0 ? fold::channelsForKeep(share, m_info.groups[g].channels) : 1;
        });
    }

    Widths atInertia(double target) const
    {
        return widthsOf([&](std::size_t g) {
            return target > 0 ? cluster::kForError(m_statistics[g]->tree.inertia(), target)
                              : m_info.groups[g].channels;
        });
    }

    Widths widthsOf(const std::function<std::int64_t(std::size_t)>& wanted) const
    {
        Widths widths = m_start;
        for (const std::size_t g : m_free) {
            const std::int64_t n = m_info.groups[g].channels;
            const auto least = static_cast<std::int64_t>(
                std::ceil(m_options.floor * static_cast<double>(n) - 1e-9));
            const std::int64_t k = floored(wanted(g), n, m_options.multiple);
            const std::int64_t raised =
                (least + m_options.multiple - 1) / m_options.multiple * m_options.multiple;
            widths[g] = std::min(n, k < least ? raised : k);
        }
        return widths;
    }

private:
    const ModelInfo& m_info;
    const std::vector<GroupStatisticsPtr>& m_statistics;
    const BudgetOptions& m_options;
    Widths m_start;
    std::vector<std::size_t> m_free;
};

Result<void> checkKnown(const ModelInfo& info, const Rule& rule,
    const std::vector<GroupStatisticsPtr>& statistics, const std::vector<Silhouettes>& silhouettes,
    Preset preset)
{
    for (const std::size_t g : rule.groups()) {
        if (needsTrees(preset) && (g >= statistics.size() || !statistics[g]))
            return Error{
                ErrorCode::Internal, "the group was not analysed", info.groups[g].name, ""};
        if (preset == Preset::Silhouette
            && (g >= silhouettes.size() || cluster::bestSilhouette(silhouettes[g]) == 0))
            return Error{
                ErrorCode::Internal, "no silhouette was measured", info.groups[g].name, ""};
    }
    return {};
}

/// What a budget limits, and how much of it may remain.
struct Purse
{
    const coupling::CostModel& cost;
    std::int64_t goal;
    const char* what;
};

Purse purseOf(const Model::Content& content, const BudgetOptions& options)
{
    const bool macs = options.target == BudgetTarget::Macs;
    const std::int64_t whole = macs ? content.info.macs : content.info.parameters;
    return {macs ? content.macCost : content.parameterCost,
        static_cast<std::int64_t>(std::floor(options.fraction * static_cast<double>(whole) + 1e-9)),
        macs ? "budget of MACs" : "budget of parameters"};
}

/// Widths within the budget under the rule.
Result<Widths> spend(const Purse& purse, const std::function<Widths(double)>& widthsAt)
{
    Widths widths = largestWithin(purse.cost, purse.goal, widthsAt);
    if (const std::int64_t least = purse.cost.at(widths); least > purse.goal)
        return Error{ErrorCode::Impossible,
            "the network cannot get smaller than " + std::to_string(least) + ", asked for are "
                + std::to_string(purse.goal),
            purse.what, "ask for more, or lower the floor, the multiple or the locks"};
    return widths;
}

Result<Widths> widthsBy(Preset preset, const Rule& rule, const Purse& purse,
    const std::vector<GroupStatisticsPtr>& statistics, const std::vector<Silhouettes>& silhouettes)
{
    switch (preset) {
    case Preset::Elbow:
        return rule.widthsOf(
            [&](std::size_t g) { return cluster::elbow(statistics[g]->tree.inertia()); });
    case Preset::Silhouette:
        return rule.widthsOf(
            [&](std::size_t g) { return cluster::bestSilhouette(silhouettes[g]); });
    case Preset::Inertia:
        return spend(purse, [&](double t) { return rule.atInertia(1 - t); });
    case Preset::Uniform:
    case Preset::ProtectEnds:
        break;
    }
    return spend(purse, [&](double t) { return rule.atShare(t); });
}

void setWidths(fold::Plan& plan, const ModelInfo& info, const std::vector<std::size_t>& groups,
    const Widths& widths)
{
    for (const std::size_t g : groups)
        plan.groups[info.groups[g].name].k = widths[g];
}

/// One step more in each group, in turn, as long as it fits.
void fillUp(const coupling::CostModel& cost, const ModelInfo& info,
    const std::vector<std::size_t>& groups, std::int64_t goal, std::int64_t multiple,
    Widths& widths)
{
    for (bool grown = true; grown;) {
        grown = false;
        for (const std::size_t g : groups) {
            const std::int64_t before = widths[g];
            widths[g] = std::min(info.groups[g].channels, before / multiple * multiple + multiple);
            if (widths[g] > before && cost.at(widths) <= goal)
                grown = true;
            else
                widths[g] = before;
        }
    }
}

} // namespace

bool meetsBudget(Preset preset)
{
    return preset != Preset::Elbow && preset != Preset::Silhouette;
}

bool needsTrees(Preset preset)
{
    return preset == Preset::Elbow || preset == Preset::Inertia;
}

std::int64_t snappedChannels(std::int64_t k, std::int64_t channels, std::int64_t multiple)
{
    const std::int64_t wanted = std::clamp<std::int64_t>(k, 1, channels);
    if (multiple <= 1)
        return wanted;
    const std::int64_t below = wanted / multiple * multiple;
    const std::int64_t above = std::min(channels, below + multiple);
    return below >= 1 && wanted - below < above - wanted ? below : above;
}

Result<fold::Plan> presetPlan(const Model& model, const std::vector<GroupStatisticsPtr>& statistics,
    const std::vector<Silhouettes>& silhouettes, Preset preset, const BudgetOptions& options,
    fold::Plan base)
{
    if (auto checked = checkBudget(options); !checked)
        return checked.error();
    const ModelInfo& info = model.info();
    Rule rule(model, statistics, options, base);
    const std::vector<std::size_t> changed = rule.groups();
    if (auto known = checkKnown(info, rule, statistics, silhouettes, preset); !known)
        return known.error();
    if (preset == Preset::ProtectEnds)
        rule.protectEnds();
    const auto widths =
        widthsBy(preset, rule, purseOf(model.content(), options), statistics, silhouettes);
    if (!widths)
        return widths.error();
    setWidths(base, info, changed, *widths);
    return base;
}

fold::Plan withParametersKept(
    const Model& model, const fold::Plan& base, int group, std::int64_t k, std::int64_t multiple)
{
    const ModelInfo& info = model.info();
    const coupling::CostModel& cost = model.content().parameterCost;
    Widths widths = keptChannels(info, base);
    const Widths before = widths;
    const std::int64_t goal = cost.at(before);
    const auto moved = static_cast<std::size_t>(group);
    widths[moved] = std::clamp<std::int64_t>(k, 1, info.groups[moved].channels);
    std::vector<std::size_t> others = freeGroups(info, base, GroupSelection::All);
    others.erase(std::remove(others.begin(), others.end(), moved), others.end());
    double largest = 1; // factor at which the last of them has all its channels
    for (const std::size_t g : others)
        largest = std::max(
            largest, static_cast<double>(info.groups[g].channels) / static_cast<double>(before[g]));
    const auto widthsAt = [&](double t) {
        Widths scaled = widths;
        for (const std::size_t g : others) {
            const auto wanted = static_cast<std::int64_t>(
                std::floor(t * largest * static_cast<double>(before[g]) + 1e-9));
            scaled[g] = wanted == before[g]
                ? wanted
                : floored(wanted, info.groups[g].channels, std::max<std::int64_t>(1, multiple));
        }
        return scaled;
    };
    if (widths != before) {
        widths = largestWithin(cost, goal, widthsAt);
        fillUp(cost, info, others, goal, std::max<std::int64_t>(1, multiple), widths);
    }
    fold::Plan plan = base;
    others.push_back(moved);
    setWidths(plan, info, others, widths);
    return plan;
}

} // namespace pleat::study
