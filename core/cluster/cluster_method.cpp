// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/cluster_method.h"

#include <iterator>

namespace pleat::cluster {

#include "cluster_methods.inc"

std::vector<const ClusterMethod*> clusterMethods()
{
    return {std::begin(kRegistered), std::end(kRegistered)};
}

Result<const ClusterMethod*> findClusterMethod(const std::string& id)
{
    std::string known;
    for (const ClusterMethod* method : kRegistered) {
        if (method->id == id)
            return method;
        known += (known.empty() ? "" : ", ") + method->id;
    }
    return Error{
        ErrorCode::Usage, "unknown clusterer \"" + id + "\"", "cluster", "known are " + known};
}

Result<MergeTree> mergeTree(
    const ClusterMethod& method, const Eigen::MatrixXd& gram, const StageContext& context)
{
    bool finite = true;
    for (Eigen::Index i = 0; i < gram.cols() && finite && !context.cancelled(); ++i)
        finite = gram.col(i).allFinite();
    if (!finite)
        return Error{ErrorCode::Unreadable, "the weights hold NaN or infinity", "clustering",
            "the network is broken; train or convert it again"};
    if (gram.rows() == 0)
        return Error{ErrorCode::Internal, "no channels to cluster", "clustering", ""};
    return method.tree(gram, context);
}

Result<Labels> clusterAt(const ClusterMethod& method, const Eigen::MatrixXd& gram,
    const MergeTree& tree, std::int64_t k, const ClusterOptions& options,
    const StageContext& context)
{
    if (method.hierarchical() || k == 1 || k == tree.channels())
        return tree.cut(k);
    auto labels = method.partition(gram, tree, k, options, context);
    return labels ? Result<Labels>(byFirstAppearance(*labels)) : labels;
}

} // namespace pleat::cluster
