// SPDX-License-Identifier: GPL-3.0-or-later
// k for the whole network under a budget: which groups give channels, so that the output suffers
// least.
#pragma once

#include "core/base/result.h"
#include "core/coupling/cost_model.h"

#include <cstdint>
#include <vector>

namespace pleat::fold {

/// One group as the search sees it; the same order as Coupling::groups.
struct BudgetGroup
{
    /// [n], index k-1: predicted damage at k; falls with k, 0 at n. Empty: the group stays as it
    /// is.
    std::vector<double> damage;
    std::int64_t least = 1; ///< k never falls below
};

/// Widths within the budget that cost at most `goal`. Greedy: the step with the least damage per
/// saved unit of cost comes first; then what was overshot is given back. With a damage that is
/// convex in k and a cost that is linear this is the optimum; the cost is a product of widths, so
/// savings are taken anew after each step. k stays a multiple of `multiple` or n. Deterministic,
/// O(steps log groups). ErrorCode::Impossible, with the least possible cost, if the goal cannot be
/// met.
Result<coupling::CostModel::Widths> distribute(const coupling::CostModel& cost,
    const coupling::CostModel::Widths& start, const std::vector<BudgetGroup>& groups,
    std::int64_t goal, std::int64_t multiple);

} // namespace pleat::fold
