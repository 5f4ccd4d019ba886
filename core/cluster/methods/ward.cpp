// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cluster_method.h"
#include "core/cluster/linkage.h"

namespace pleat::cluster {

namespace {

/// Twice the growth of inertia, which is |A||B|/(|A|+|B|) times the squared distance of the
/// centroids.
double update(const LinkageStep& step)
{
    const double total = step.sizeA + step.sizeB + step.sizeC;
    return ((step.sizeA + step.sizeC) * step.toA + (step.sizeB + step.sizeC) * step.toB
               - step.sizeC * step.between)
        / total;
}

Result<MergeTree> tree(const Eigen::MatrixXd& gram, const StageContext& context)
{
    return linkageTree(gram, {true, update}, context);
}

} // namespace

extern const ClusterMethod cluster_ward{"ward", "Ward", tree};

} // namespace pleat::cluster
