// SPDX-License-Identifier: GPL-3.0-or-later
// Ward's hierarchical clustering: one tree holds the clustering for every k.
#pragma once

#include "core/base/result.h"
#include "core/base/stage_context.h"

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace pleat::cluster {

/// One merge. Nodes 0..n-1 are channels; merge i creates node n + i (scipy's convention).
struct Merge
{
    std::int32_t left = 0;
    std::int32_t right = 0;
    double inertiaIncrease = 0; ///< growth of the within-cluster sum of squares, >= 0
    std::int32_t size = 0;
};

/// Immutable after construction, so it may be read from any thread.
class WardTree
{
public:
    WardTree() = default;
    /// `merges` in order of inertiaIncrease; n = merges.size() + 1.
    explicit WardTree(std::vector<Merge> merges);

    std::int64_t channels() const { return m_channels; }
    const std::vector<Merge>& merges() const { return m_merges; }

    /// Labels in [0, k), numbered by first appearance; 1 <= k <= n.
    std::vector<std::int32_t> cut(std::int64_t k) const;
    /// Channels in the order of the dendrogram's leaves: the clusters of every cut are contiguous.
    const std::vector<std::int32_t>& leafOrder() const { return m_leafOrder; }
    /// [n], index k-1: within-cluster sum of squares of the cut at k.
    const std::vector<double>& inertia() const { return m_inertia; }
    /// Height at which merge i is drawn (scipy's Ward distance, sqrt(2 * inertiaIncrease)).
    double height(std::size_t merge) const;

private:
    std::int64_t m_channels = 0;
    std::vector<Merge> m_merges;
    std::vector<std::int32_t> m_leafOrder;
    std::vector<double> m_inertia;
};

/// Nearest-neighbour chain, O(n^2) time, from the Gram matrix [n, n] of the feature rows.
/// Deterministic: ties go to the lowest index. NaN or infinity is ErrorCode::Unreadable.
Result<WardTree> wardTree(const Eigen::MatrixXd& gram, const StageContext& context);

} // namespace pleat::cluster
