// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cluster_method.h"
#include "core/cluster/k_means.h"
#include "core/cluster/linkage.h"

namespace pleat::cluster {

namespace {

/// From Ward's clusters: nothing is drawn, and the result is never worse than Ward's.
Result<Labels> partition(const Eigen::MatrixXd& gram, const MergeTree& tree, std::int64_t k,
    const ClusterOptions&, const StageContext& context)
{
    return kMeans(gram, tree.cut(k), k, context);
}

} // namespace

extern const ClusterMethod cluster_kmeans{"kmeans", "k-means from Ward", wardTree, partition};

} // namespace pleat::cluster
