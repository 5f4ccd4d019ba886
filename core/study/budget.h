// SPDX-License-Identifier: GPL-3.0-or-later
// Distributing a budget over the groups of a network.
#pragma once

#include "core/study/group_statistics.h"

#include <cstdint>
#include <vector>

namespace pleat::study {

enum class BudgetTarget
{
    Parameters,
    Macs
};

struct BudgetOptions
{
    BudgetTarget target = BudgetTarget::Parameters;
    double fraction = 0.5; ///< of the original that may remain, above 0 up to 1
    std::int64_t multiple = 1; ///< k is a multiple of it, or n
    double floor = 0; ///< share of its channels that every group keeps at least, 0 to 1
    GroupSelection selection = GroupSelection::All;
};

/// Names the field and what is allowed if an option is out of range.
Result<void> checkBudget(const BudgetOptions& options);

/// Every unlocked foldable group of the selection gets the k at which the output is predicted to
/// suffer least (evaluate/predicted_damage.h) while the network stays within the budget; all other
/// groups keep the k of `base`. From the trees alone, in milliseconds. `statistics` (index = group)
/// must hold those groups. ErrorCode::Usage for options out of range, ErrorCode::Impossible if the
/// budget cannot be met; the message says what is possible.
Result<fold::Plan> distributeBudget(const Model& model,
    const std::vector<GroupStatisticsPtr>& statistics, const BudgetOptions& options,
    fold::Plan base);

} // namespace pleat::study
