// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/merge_tree.h"

#include "core/base/result.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>

namespace pleat::cluster {

namespace {

/// Root of a node in a forest with path halving.
std::int32_t root(std::vector<std::int32_t>& parent, std::int32_t node)
{
    while (parent[static_cast<std::size_t>(node)] != node) {
        auto& up = parent[static_cast<std::size_t>(node)];
        up = parent[static_cast<std::size_t>(up)];
        node = up;
    }
    return node;
}

std::vector<std::int32_t> forest(std::size_t size)
{
    std::vector<std::int32_t> parent(size);
    std::iota(parent.begin(), parent.end(), 0);
    return parent;
}

/// Leaves from left to right, without recursion: trees may be as deep as n.
std::vector<std::int32_t> leavesOf(const std::vector<Merge>& merges, std::int64_t channels)
{
    std::vector<std::int32_t> order;
    std::vector<std::int32_t> stack{
        static_cast<std::int32_t>(channels + static_cast<std::int64_t>(merges.size()) - 1)};
    while (!stack.empty()) {
        const std::int32_t node = stack.back();
        stack.pop_back();
        if (node < channels) {
            order.push_back(node);
            continue;
        }
        const Merge& merge = merges[static_cast<std::size_t>(node - channels)];
        stack.push_back(merge.right);
        stack.push_back(merge.left);
    }
    return order;
}

/// Sums of the Gram matrix within and between clusters, as they merge.
class MergedSums
{
public:
    MergedSums(const Eigen::MatrixXd& gram, const StageContext& context)
        : m_gram(gram)
        , m_context(context)
        , m_members(static_cast<std::size_t>(gram.rows()))
        , m_within(m_members.size())
    {
        for (std::size_t i = 0; i < m_members.size(); ++i) {
            m_members[i] = {static_cast<std::int32_t>(i)};
            m_within[i] = gram(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(i));
        }
    }

    /// Merges the clusters in slots `a` and `b` into slot `a`; returns the growth of inertia.
    double merge(std::size_t a, std::size_t b)
    {
        double between = 0;
        for (const std::int32_t j : m_members[b]) {
            if (m_context.cancelled())
                break;
            for (const std::int32_t i : m_members[a])
                between += m_gram(i, j);
        }
        const auto sizeA = static_cast<double>(m_members[a].size());
        const auto sizeB = static_cast<double>(m_members[b].size());
        const double squared = m_within[a] / (sizeA * sizeA) + m_within[b] / (sizeB * sizeB)
            - 2 * between / (sizeA * sizeB);
        m_within[a] += m_within[b] + 2 * between;
        m_members[a].insert(m_members[a].end(), m_members[b].begin(), m_members[b].end());
        m_members[b] = {};
        return std::max(0.0, sizeA * sizeB / (sizeA + sizeB) * squared);
    }
    std::int32_t size(std::size_t slot) const
    {
        return static_cast<std::int32_t>(m_members[slot].size());
    }

private:
    const Eigen::MatrixXd& m_gram;
    const StageContext& m_context;
    std::vector<std::vector<std::int32_t>> m_members; ///< of each slot
    std::vector<double> m_within; ///< sum of the Gram matrix over the slot's pairs
};

} // namespace

MergeTree::MergeTree(std::vector<Merge> merges)
    : m_channels(static_cast<std::int64_t>(merges.size()) + 1)
    , m_merges(std::move(merges))
    , m_leafOrder(leavesOf(m_merges, m_channels))
    , m_inertia(static_cast<std::size_t>(m_channels), 0.0)
    , m_largest(static_cast<std::size_t>(m_channels), 1)
{
    double height = 0;
    for (std::size_t i = 0; i < m_merges.size(); ++i) {
        const std::size_t k = m_merges.size() - i; // clusters left after merge i
        m_inertia[k - 1] = m_inertia[k] + m_merges[i].inertiaIncrease;
        m_largest[k - 1] = std::max<std::int64_t>(m_largest[k], m_merges[i].size);
        height = std::max(height, m_merges[i].height);
        m_drawnHeights.push_back(height);
    }
}

void MergeTree::checkRange(std::int64_t k) const
{
    if (k < 1 || k > m_channels)
        throw LogicError("k = " + std::to_string(k) + " of " + std::to_string(m_channels));
}

Labels MergeTree::cut(std::int64_t k) const
{
    checkRange(k);
    auto parent = forest(static_cast<std::size_t>(m_channels) + m_merges.size());
    for (std::int64_t i = 0; i < m_channels - k; ++i) {
        const Merge& merge = m_merges[static_cast<std::size_t>(i)];
        const auto made = static_cast<std::int32_t>(m_channels + i);
        parent[static_cast<std::size_t>(merge.left)] =
            parent[static_cast<std::size_t>(merge.right)] = made;
    }
    Labels roots;
    for (std::int32_t channel = 0; channel < m_channels; ++channel)
        roots.push_back(root(parent, channel));
    return byFirstAppearance(roots);
}

double MergeTree::relativeInertia(std::int64_t k) const
{
    checkRange(k);
    const double total = m_inertia.front();
    return total > 0 ? m_inertia[static_cast<std::size_t>(k - 1)] / total : 0;
}

std::int64_t MergeTree::largestCluster(std::int64_t k) const
{
    checkRange(k);
    return m_largest[static_cast<std::size_t>(k - 1)];
}

MergeTree treeOf(
    const std::vector<RawMerge>& raw, const Eigen::MatrixXd& gram, const StageContext& context)
{
    const auto n = static_cast<std::int32_t>(raw.size()) + 1;
    MergedSums sums(gram, context);
    auto parent = forest(static_cast<std::size_t>(n)); // roots are slots of `sums`
    std::vector<std::int32_t> nodes(parent.size()); // number of the cluster in a slot
    std::iota(nodes.begin(), nodes.end(), 0);
    std::vector<Merge> merges;
    for (const RawMerge& merge : raw) {
        const auto a = static_cast<std::size_t>(root(parent, merge.a));
        const auto b = static_cast<std::size_t>(root(parent, merge.b));
        parent[b] = static_cast<std::int32_t>(a);
        const double increase = sums.merge(a, b);
        merges.push_back({std::min(nodes[a], nodes[b]), std::max(nodes[a], nodes[b]), merge.height,
            increase, sums.size(a)});
        nodes[a] = n + static_cast<std::int32_t>(merges.size()) - 1;
    }
    return MergeTree(std::move(merges));
}

Labels byFirstAppearance(const Labels& labels)
{
    std::unordered_map<std::int32_t, std::int32_t> names;
    Labels renamed;
    for (const std::int32_t label : labels)
        renamed.push_back(
            names.try_emplace(label, static_cast<std::int32_t>(names.size())).first->second);
    return renamed;
}

} // namespace pleat::cluster
