// SPDX-License-Identifier: GPL-3.0-or-later
// One function per command; each prints its result on stdout.
#pragma once

#include "app/command_line/terminal.h"
#include "core/study/group_statistics.h"

#include <optional>
#include <string>
#include <vector>

namespace pleat::app {

/// How to cluster; what is given overrides the recipe.
struct ClusterFlags
{
    std::optional<std::string> method, features;
    std::vector<double> weights; ///< incoming, outgoing; empty: not given
    std::optional<std::int64_t> starts;

    cluster::ClusterOptions over(cluster::ClusterOptions base) const;
};

struct InspectOptions
{
    std::string model;
    bool text = false; ///< graph and groups in full
    bool clusters = false; ///< what the tree of each group says about every k
    ClusterFlags clustering;
};

struct FoldOptions
{
    std::string model;
    std::string output;
    std::optional<double> keep, params, macs; ///< shares, 0 to 1; one of them or a recipe
    std::vector<std::string> groupSizes; ///< "NAME=K", over `keep` or the recipe
    std::string recipe; ///< path
    std::int64_t multiple = 1; ///< of a budget: k is a multiple of it
    double floor = 0; ///< of a budget: share of channels that every group keeps
    ClusterFlags clustering;
    std::optional<std::string> reduction, repair, probe; ///< override the recipe
    std::optional<std::int64_t> samples, images;
    std::string savedImages; ///< path of the .npy for the probe's images
    std::string groups = "all";
    std::string measure; ///< path of data
    std::string reportFolder;
    bool fuseNorms = false; ///< write BatchNorms into the layers before them
};

struct EvalOptions
{
    std::string model;
    std::string data;
    std::string against; ///< path of another model
    std::int64_t samples = 0;
};

/// Prints errors itself, since weights whose graph is unknown are listed all the same. Returns the
/// exit code.
int inspect(
    const InspectOptions& options, const CommonOptions& common, const StageContext& context);
Result<void> foldModel(
    const FoldOptions& options, const CommonOptions& common, const StageContext& context);
Result<void> evaluate(
    const EvalOptions& options, const CommonOptions& common, const StageContext& context);

} // namespace pleat::app
