// SPDX-License-Identifier: GPL-3.0-or-later
// The merge tree of a group: one tree holds a clustering for every k.
#pragma once

#include "core/base/stage_context.h"

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace pleat::cluster {

/// Cluster of each channel, [n], in [0, k), numbered by first appearance.
using Labels = std::vector<std::int32_t>;

/// One merge. Nodes 0..n-1 are channels; merge i creates node n + i (scipy's convention).
struct Merge
{
    std::int32_t left = 0;
    std::int32_t right = 0;
    double height = 0; ///< distance at which the method merges, as scipy defines it
    double inertiaIncrease = 0; ///< growth of the within-cluster sum of squares, >= 0
    std::int32_t size = 0;
};

/// Immutable after construction, so it may be read from any thread.
class MergeTree
{
public:
    MergeTree() = default;
    /// `merges` in the order in which k falls; n = merges.size() + 1.
    explicit MergeTree(std::vector<Merge> merges);

    std::int64_t channels() const { return m_channels; }
    const std::vector<Merge>& merges() const { return m_merges; }

    /// 1 <= k <= n.
    Labels cut(std::int64_t k) const;
    /// Channels in the order of the dendrogram's leaves: the clusters of every cut are contiguous.
    const std::vector<std::int32_t>& leafOrder() const { return m_leafOrder; }
    /// [n], index k-1: within-cluster sum of squares of the cut at k.
    const std::vector<double>& inertia() const { return m_inertia; }
    /// The same as a share of that of one cluster, 0 to 1; 0 where all rows are equal.
    double relativeInertia(std::int64_t k) const;
    /// Channels in the largest cluster of the cut at k.
    std::int64_t largestCluster(std::int64_t k) const;
    /// Height at which merge i is drawn: never below an earlier one, though centroids may come
    /// closer.
    double drawnHeight(std::size_t merge) const { return m_drawnHeights.at(merge); }

private:
    void checkRange(std::int64_t k) const;

    std::int64_t m_channels = 0;
    std::vector<Merge> m_merges;
    std::vector<std::int32_t> m_leafOrder;
    std::vector<double> m_inertia;
    std::vector<std::int64_t> m_largest; ///< index k-1
    std::vector<double> m_drawnHeights;
};

/// Two clusters that a method merged, each named by any of its channels.
struct RawMerge
{
    std::int32_t a = 0;
    std::int32_t b = 0;
    double height = 0;
};

/// Numbers the merges, in the order given, and takes the growth of inertia from the Gram matrix
/// [n, n]: |A||B|/(|A|+|B|) ||cA - cB||^2, in O(n^2) for all of them. Once cancelled, the growth is
/// no longer computed and the tree must not be used.
MergeTree treeOf(const std::vector<RawMerge>& merges, const Eigen::MatrixXd& gram,
    const StageContext& context = {});

/// Labels renamed by first appearance: equal partitions become equal labels.
Labels byFirstAppearance(const Labels& labels);

} // namespace pleat::cluster
