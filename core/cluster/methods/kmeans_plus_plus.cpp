// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cluster_method.h"
#include "core/cluster/k_means.h"
#include "core/cluster/linkage.h"

namespace pleat::cluster {

namespace {

Result<Labels> partition(const Eigen::MatrixXd& gram, const MergeTree&, std::int64_t k,
    const ClusterOptions& options, const StageContext& context)
{
    return kMeansPlusPlus(gram, k, options.starts, context);
}

} // namespace

extern const ClusterMethod cluster_kmeans_plus_plus{
    "kmeans++", "k-means from drawn starts", wardTree, partition};

} // namespace pleat::cluster
