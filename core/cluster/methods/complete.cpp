// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cluster_method.h"
#include "core/cluster/linkage.h"

#include <algorithm>

namespace pleat::cluster {

namespace {

/// Distance of the farthest pair.
double update(const LinkageStep& step)
{
    return std::max(step.toA, step.toB);
}

Result<MergeTree> tree(const Eigen::MatrixXd& gram, const StageContext& context)
{
    return linkageTree(gram, {false, update}, context);
}

} // namespace

extern const ClusterMethod cluster_complete{"complete", "Complete linkage", tree};

} // namespace pleat::cluster
