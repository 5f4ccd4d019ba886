// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/ward.h"

#include <algorithm>
#include <cmath>
#include <numeric>

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

/// Condensed lower triangle of the merge costs |A||B|/(|A|+|B|) * ||cA - cB||^2.
class Costs
{
public:
    explicit Costs(const Eigen::MatrixXd& gram)
        : m_values(static_cast<std::size_t>(gram.rows() * (gram.rows() - 1) / 2))
    {
        for (Eigen::Index i = 1; i < gram.rows(); ++i) {
            for (Eigen::Index j = 0; j < i; ++j)
                at(i, j) = std::max(0.0, 0.5 * (gram(i, i) + gram(j, j) - 2 * gram(i, j)));
        }
    }
    double& at(Eigen::Index i, Eigen::Index j)
    {
        return i > j ? m_values[static_cast<std::size_t>(i * (i - 1) / 2 + j)]
                     : m_values[static_cast<std::size_t>(j * (j - 1) / 2 + i)];
    }

private:
    std::vector<double> m_values;
};

struct RawMerge
{
    std::int32_t a, b; ///< any channel of either cluster
    double cost;
};

/// Nearest-neighbour chain: follow nearest neighbours until two are mutual, merge them, go on.
class Chain
{
public:
    explicit Chain(const Eigen::MatrixXd& gram)
        : m_costs(gram)
        , m_size(static_cast<std::size_t>(gram.rows()), 1)
    {
        m_active.resize(m_size.size());
        std::iota(m_active.begin(), m_active.end(), 0);
    }

    Result<std::vector<RawMerge>> run(const StageContext& context)
    {
        std::vector<RawMerge> merges;
        while (m_active.size() > 1) {
            if (context.cancelled())
                return cancelledError();
            merges.push_back(nextMerge());
        }
        return merges;
    }

private:
    RawMerge nextMerge()
    {
        if (m_chain.empty())
            m_chain.push_back(m_active.front());
        while (true) {
            const std::int32_t tip = m_chain.back();
            const std::int32_t before = m_chain.size() > 1 ? m_chain[m_chain.size() - 2] : -1;
            const std::int32_t nearest = nearestTo(tip, before);
            if (nearest != before) {
                m_chain.push_back(nearest);
                continue;
            }
            m_chain.resize(m_chain.size() - 2);
            return merge(std::min(tip, before), std::max(tip, before));
        }
    }

    /// Lowest index among the nearest, but `preferred` wins a tie: otherwise the chain could cycle.
    std::int32_t nearestTo(std::int32_t tip, std::int32_t preferred)
    {
        std::int32_t best = preferred;
        double bestCost = preferred >= 0 ? m_costs.at(tip, preferred) : INFINITY;
        for (std::int32_t other : m_active) {
            if (other != tip && m_costs.at(tip, other) < bestCost) {
                bestCost = m_costs.at(tip, other);
                best = other;
            }
        }
        return best;
    }

    /// Lance-Williams update for Ward; the merged cluster takes the index `a`.
    RawMerge merge(std::int32_t a, std::int32_t b)
    {
        const double cost = m_costs.at(a, b);
        const double sizeA = size(a);
        const double sizeB = size(b);
        m_active.erase(std::lower_bound(m_active.begin(), m_active.end(), b));
        for (std::int32_t other : m_active) {
            if (other == a)
                continue;
            const double sizeC = size(other);
            const double updated = ((sizeA + sizeC) * m_costs.at(a, other)
                                       + (sizeB + sizeC) * m_costs.at(b, other) - sizeC * cost)
                / (sizeA + sizeB + sizeC);
            m_costs.at(a, other) = std::max(0.0, updated);
        }
        m_size[static_cast<std::size_t>(a)] += m_size[static_cast<std::size_t>(b)];
        return {a, b, cost};
    }

    double size(std::int32_t cluster) const { return m_size[static_cast<std::size_t>(cluster)]; }

    Costs m_costs;
    std::vector<std::int64_t> m_size;
    std::vector<std::int32_t> m_active; ///< sorted
    std::vector<std::int32_t> m_chain;
};

/// Sorts by cost and gives every cluster its number, n + index of the merge that made it.
std::vector<Merge> numbered(std::vector<RawMerge> raw)
{
    const auto n = static_cast<std::int32_t>(raw.size()) + 1;
    std::stable_sort(raw.begin(), raw.end(),
        [](const RawMerge& x, const RawMerge& y) { return x.cost < y.cost; });
    auto parent = forest(static_cast<std::size_t>(n) + raw.size());
    std::vector<std::int32_t> sizes(parent.size(), 1);
    std::vector<Merge> merges;
    for (const RawMerge& merge : raw) {
        const std::int32_t a = root(parent, merge.a);
        const std::int32_t b = root(parent, merge.b);
        const std::int32_t made = n + static_cast<std::int32_t>(merges.size());
        parent[static_cast<std::size_t>(a)] = parent[static_cast<std::size_t>(b)] = made;
        sizes[static_cast<std::size_t>(made)] =
            sizes[static_cast<std::size_t>(a)] + sizes[static_cast<std::size_t>(b)];
        merges.push_back(
            {std::min(a, b), std::max(a, b), merge.cost, sizes[static_cast<std::size_t>(made)]});
    }
    return merges;
}

} // namespace

WardTree::WardTree(std::vector<Merge> merges)
    : m_channels(static_cast<std::int64_t>(merges.size()) + 1)
    , m_merges(std::move(merges))
    , m_leafOrder(leavesOf(m_merges, m_channels))
    , m_inertia(static_cast<std::size_t>(m_channels), 0.0)
{
    for (std::size_t i = 0; i < m_merges.size(); ++i) {
        const std::size_t k = m_merges.size() - i; // clusters left after merge i
        m_inertia[k - 1] = m_inertia[k] + m_merges[i].inertiaIncrease;
    }
}

std::vector<std::int32_t> WardTree::cut(std::int64_t k) const
{
    if (k < 1 || k > m_channels)
        throw LogicError("cut at k = " + std::to_string(k) + " of " + std::to_string(m_channels));
    auto parent = forest(static_cast<std::size_t>(m_channels) + m_merges.size());
    for (std::int64_t i = 0; i < m_channels - k; ++i) {
        const Merge& merge = m_merges[static_cast<std::size_t>(i)];
        const auto made = static_cast<std::int32_t>(m_channels + i);
        parent[static_cast<std::size_t>(merge.left)] =
            parent[static_cast<std::size_t>(merge.right)] = made;
    }
    std::vector<std::int32_t> labelOfRoot(parent.size(), -1);
    std::vector<std::int32_t> labels(static_cast<std::size_t>(m_channels));
    std::int32_t next = 0;
    for (std::int32_t channel = 0; channel < m_channels; ++channel) {
        auto& label = labelOfRoot[static_cast<std::size_t>(root(parent, channel))];
        if (label < 0)
            label = next++;
        labels[static_cast<std::size_t>(channel)] = label;
    }
    return labels;
}

double WardTree::height(std::size_t merge) const
{
    return std::sqrt(2 * m_merges.at(merge).inertiaIncrease);
}

Result<WardTree> wardTree(const Eigen::MatrixXd& gram, const StageContext& context)
{
    if (!gram.allFinite())
        return Error{ErrorCode::Unreadable, "the weights hold NaN or infinity", "clustering",
            "the network is broken; train or convert it again"};
    if (gram.rows() == 0)
        return Error{ErrorCode::Internal, "no channels to cluster", "clustering", ""};
    auto raw = Chain(gram).run(context);
    if (!raw)
        return raw.error();
    return WardTree(numbered(std::move(*raw)));
}

} // namespace pleat::cluster
