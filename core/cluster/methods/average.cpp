// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cluster_method.h"
#include "core/cluster/linkage.h"

namespace pleat::cluster {

namespace {

/// Mean distance of the pairs.
double update(const LinkageStep& step)
{
    return (step.sizeA * step.toA + step.sizeB * step.toB) / (step.sizeA + step.sizeB);
}

Result<MergeTree> tree(const Eigen::MatrixXd& gram, const StageContext& context)
{
    return linkageTree(gram, {false, update}, context);
}

} // namespace

extern const ClusterMethod cluster_average{"average", "Average linkage", tree};

} // namespace pleat::cluster
