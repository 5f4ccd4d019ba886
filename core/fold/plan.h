// SPDX-License-Identifier: GPL-3.0-or-later
// The plan: what a person edits. Small, comparable, JSON on disk (a recipe).
#pragma once

#include "core/base/result.h"
#include "core/cluster/cluster_options.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace pleat::fold {

/// The choice for one channel group.
struct GroupChoice
{
    std::int64_t k = 0; ///< channels kept, 1..n; n leaves the group as it is
    bool locked = false; ///< spared by changes that touch many groups
    bool operator==(const GroupChoice&) const = default;
};

/// Keyed by group name; groups that are absent keep all their channels.
struct Plan
{
    std::map<std::string, GroupChoice> groups;
    cluster::ClusterOptions clustering;
    /// What becomes of the channels that are not kept: "fold" merges them, "prune" drops those with
    /// the smallest features, "best" takes for each group what changes the features less.
    std::string reduction = "fold";
    std::string repair = "ar"; ///< one method or a chain, "ls+bn"
    std::string probe; ///< "inversion", "noise", "data:PATH" or empty
    std::int64_t samples = 256; ///< images drawn for the probe and for measuring
    std::int64_t images = 128; ///< that deep inversion makes
    std::uint64_t seed = 0;
    bool operator==(const Plan&) const = default;
};

/// floor(keep * n + 1e-9), at least 1. 0 < keep <= 1.
std::int64_t channelsForKeep(double keep, std::int64_t channels);

/// A recipe is a plan, the hash of the weights that it was made for and that of what came of it.
struct Recipe
{
    Plan plan;
    std::string modelHash; ///< SHA-256, lower-case hex; may be empty
    std::string modelName; ///< for people
    /// Inverted images that belong to the plan: a file beside the recipe; empty: none were saved.
    std::string probeFile = {};
    std::string pleatVersion = {}; ///< that wrote it; may be empty
    std::string resultHash = {}; ///< of the folded weights; empty unless a run of the plan is known
    std::map<std::string, std::int64_t> channels = {}; ///< of groups in the plan, as far as known
    /// JSON object of the keys that this program does not know, also within groups; written back.
    std::string unknown = {};
};

/// Versioned JSON with a stable key order.
std::string toJson(const Recipe& recipe);
/// Errors name the field, its value and what is allowed (ErrorCode::Unreadable).
Result<Recipe> recipeFromJson(const std::string& text, const std::string& where);

} // namespace pleat::fold
