// SPDX-License-Identifier: GPL-3.0-or-later
// Clustering the channels of a group, from the Gram matrix of their features alone. One method per
// file in methods/; adding one is adding a file that defines `cluster_<file name>`.
#pragma once

#include "core/base/result.h"
#include "core/base/stage_context.h"
#include "core/cluster/cluster_options.h"
#include "core/cluster/merge_tree.h"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace pleat::cluster {

/// Every method gives exactly k clusters, none empty, for every 1 <= k <= n, also on equal rows;
/// the same input and seed give the same labels whatever the thread count.
struct ClusterMethod
{
    std::string id; ///< as on the command line: "ward"
    std::string title; ///< for people
    /// The tree of a hierarchical method; of any other the one that previews it and orders the
    /// matrix (Ward's).
    Result<MergeTree> (*tree)(const Eigen::MatrixXd& gram, const StageContext&);
    /// Labels at one k, of a method that has no tree of its own; null for a hierarchical one.
    /// `tree` is the one above. Draws from StageContext::seed.
    Result<Labels> (*partition)(const Eigen::MatrixXd& gram, const MergeTree& tree, std::int64_t k,
        const ClusterOptions&, const StageContext&) = nullptr;

    bool hierarchical() const { return !partition; }
};

/// ErrorCode::Usage, listing the known ids.
Result<const ClusterMethod*> findClusterMethod(const std::string& id);
std::vector<const ClusterMethod*> clusterMethods();

/// ErrorCode::Unreadable on NaN or infinity in the Gram matrix.
Result<MergeTree> mergeTree(
    const ClusterMethod& method, const Eigen::MatrixXd& gram, const StageContext& context);
/// The labels that folding uses. `tree` as mergeTree() made it.
Result<Labels> clusterAt(const ClusterMethod& method, const Eigen::MatrixXd& gram,
    const MergeTree& tree, std::int64_t k, const ClusterOptions& options,
    const StageContext& context);

} // namespace pleat::cluster
