// SPDX-License-Identifier: GPL-3.0-or-later
// Simple rules that set k of the whole network, and what keeps its size while one k is tuned.
#pragma once

#include "core/study/budget.h"

#include <cstdint>
#include <map>
#include <vector>

namespace pleat::study {

enum class Preset
{
    Uniform, ///< the same share of channels in every group
    Inertia, ///< the same relative inertia in every group
    Elbow, ///< the elbow of every group, whatever it costs
    Silhouette, ///< the largest measured silhouette of every group, whatever it costs
    ProtectEnds ///< the first and the last group keep all, the others the same share
};

/// Whether the rule spends a budget, or asks each group for itself.
bool meetsBudget(Preset preset);
/// Whether it reads the trees of the groups.
bool needsTrees(Preset preset);

/// Mean silhouette of the cuts measured so far, by k.
using Silhouettes = std::map<std::int64_t, double>;

/// What is nearest to `k` among the multiples of `multiple` up to n and n itself; the larger of
/// equally near ones.
std::int64_t snappedChannels(std::int64_t k, std::int64_t channels, std::int64_t multiple);

/// Every unlocked foldable group of the selection gets its k by the rule; all other groups keep the
/// k of `base`. With a budget: the largest common share, or the smallest common inertia, that stays
/// within it. `statistics` (index = group) must hold those groups if the rule reads trees, and
/// `silhouettes` something measured if it is Silhouette. ErrorCode::Usage for options out of range,
/// ErrorCode::Impossible if the budget cannot be met. Deterministic; milliseconds.
Result<fold::Plan> presetPlan(const Model& model, const std::vector<GroupStatisticsPtr>& statistics,
    const std::vector<Silhouettes>& silhouettes, Preset preset, const BudgetOptions& options,
    fold::Plan base);

/// `base` with group `group` at `k`, and the other unlocked foldable groups scaled by a common
/// factor, so that the network has as many parameters as under `base`, or fewer by less than one
/// step (a channel, or `multiple` channels) of any scaled group. Where all of them are at 1 or at n
/// the parameters change. Under a millisecond for usual networks.
fold::Plan withParametersKept(
    const Model& model, const fold::Plan& base, int group, std::int64_t k, std::int64_t multiple);

} // namespace pleat::study
