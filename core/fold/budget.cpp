// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fold/budget.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <string>

namespace pleat::fold {

namespace {

using Widths = coupling::CostModel::Widths;

// A step takes at most this share of a group's channels: fine enough to be exact where groups are
// small, and few steps where they are large.
constexpr std::int64_t kStepsPerWidth = 128;

/// The search; widths shrink step by step.
class Distribution
{
public:
    Distribution(const coupling::CostModel& cost, const Widths& start,
        const std::vector<BudgetGroup>& groups, std::int64_t multiple)
        : m_cost(cost)
        , m_groups(groups)
        , m_multiple(multiple)
        , m_start(start)
        , m_kept(start)
        , m_now(cost.at(start))
    {
    }

    /// False if no step is left and the goal is not met.
    bool shrinkTo(std::int64_t goal)
    {
        for (std::size_t g = 0; g < m_groups.size(); ++g)
            offer(g);
        while (m_now > goal && !m_queue.empty()) {
            const Step step = m_queue.top();
            m_queue.pop();
            // Neighbours may have shrunk since: a saving only falls, so the price only rises, and a
            // step that is still the cheapest at its new price is the cheapest.
            const Step fresh = stepOf(step.group);
            if (!m_queue.empty() && fresh < m_queue.top()) {
                m_queue.push(fresh);
                continue;
            }
            m_kept[fresh.group] = fresh.k;
            m_now -= fresh.saved;
            offer(fresh.group);
        }
        return m_now <= goal;
    }

    /// Raises widths again while the cost stays within the goal, most damage undone per cost first.
    void fillUpTo(std::int64_t goal)
    {
        while (true) {
            std::size_t best = m_groups.size();
            double most = 0;
            std::int64_t spent = 0;
            for (std::size_t g = 0; g < m_groups.size(); ++g) {
                const std::int64_t k = above(g);
                const std::int64_t price = k > 0 ? -m_cost.saving(m_kept, g, k) : 0;
                if (k == 0 || m_now + price > goal)
                    continue;
                const double undone = (damage(g, m_kept[g]) - damage(g, k))
                    / std::max(1.0, static_cast<double>(price));
                if (best == m_groups.size() || undone > most) {
                    best = g;
                    most = undone;
                    spent = price;
                }
            }
            if (best == m_groups.size())
                return;
            m_kept[best] = above(best);
            m_now += spent;
        }
    }

    const Widths& kept() const { return m_kept; }
    std::int64_t cost() const { return m_now; }

private:
    struct Step
    {
        double price = 0; ///< damage per saved unit of cost
        std::size_t group = 0;
        std::int64_t k = 0;
        std::int64_t saved = 0;
        /// For a queue with the cheapest on top; ties go to the first group.
        bool operator<(const Step& other) const
        {
            return price != other.price ? price > other.price : group > other.group;
        }
    };

    double damage(std::size_t group, std::int64_t k) const
    {
        return m_groups[group].damage[static_cast<std::size_t>(k - 1)];
    }

    /// The next width below; 0 if there is none.
    std::int64_t below(std::size_t group) const
    {
        if (m_groups[group].damage.empty())
            return 0;
        const std::int64_t now = m_kept[group];
        const std::int64_t k =
            (now - std::max<std::int64_t>(1, now / kStepsPerWidth)) / m_multiple * m_multiple;
        return k >= std::max<std::int64_t>(1, m_groups[group].least) ? k : 0;
    }

    /// The next width above; 0 if there is none.
    std::int64_t above(std::size_t group) const
    {
        if (m_groups[group].damage.empty() || m_kept[group] >= m_start[group])
            return 0;
        return std::min(m_start[group], (m_kept[group] / m_multiple + 1) * m_multiple);
    }

    Step stepOf(std::size_t group)
    {
        const std::int64_t k = below(group);
        const std::int64_t saved = m_cost.saving(m_kept, group, k);
        const double caused = damage(group, k) - damage(group, m_kept[group]);
        return {saved > 0 ? caused / static_cast<double>(saved)
                          : std::numeric_limits<double>::infinity(),
            group, k, saved};
    }

    void offer(std::size_t group)
    {
        if (below(group) > 0)
            m_queue.push(stepOf(group));
    }

    const coupling::CostModel& m_cost;
    const std::vector<BudgetGroup>& m_groups;
    std::int64_t m_multiple;
    Widths m_start;
    Widths m_kept;
    std::int64_t m_now;
    std::priority_queue<Step> m_queue;
};

} // namespace

Result<Widths> distribute(const coupling::CostModel& cost, const Widths& start,
    const std::vector<BudgetGroup>& groups, std::int64_t goal, std::int64_t multiple)
{
    Distribution distribution(cost, start, groups, multiple);
    if (!distribution.shrinkTo(goal))
        return Error{ErrorCode::Impossible,
            "the network cannot get smaller than " + std::to_string(distribution.cost()) + " of "
                + std::to_string(cost.at(start)) + ", asked for are " + std::to_string(goal),
            "budget", "ask for more, or lower the floor, the multiple or the locks"};
    distribution.fillUpTo(goal);
    return distribution.kept();
}

} // namespace pleat::fold
