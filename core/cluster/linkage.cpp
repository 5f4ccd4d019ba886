// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/linkage.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace pleat::cluster {

namespace {

/// Follows nearest neighbours until two are mutual, merges them, goes on.
class Chain
{
public:
    Chain(PairTable distances, Eigen::Index n, const Linkage& linkage)
        : m_distances(std::move(distances))
        , m_linkage(linkage)
        , m_size(static_cast<std::size_t>(n), 1)
        , m_active(m_size.size())
    {
        std::iota(m_active.begin(), m_active.end(), 0);
    }

    Result<std::vector<RawMerge>> run(const StageContext& context)
    {
        std::vector<RawMerge> merges;
        const std::size_t total = m_active.size();
        while (m_active.size() > 1) {
            if (context.cancelled())
                return cancelledError();
            merges.push_back(nextMerge());
            reportMerging(context, m_active.size(), total);
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
        double least = preferred >= 0 ? m_distances.at(tip, preferred) : INFINITY;
        for (const std::int32_t other : m_active) {
            if (other != tip && m_distances.at(tip, other) < least) {
                least = m_distances.at(tip, other);
                best = other;
            }
        }
        return best;
    }

    /// The merged cluster takes the index `a`.
    RawMerge merge(std::int32_t a, std::int32_t b)
    {
        const double between = m_distances.at(a, b);
        m_active.erase(std::lower_bound(m_active.begin(), m_active.end(), b));
        for (const std::int32_t c : m_active) {
            if (c != a)
                m_distances.at(a, c) = std::max(0.0,
                    m_linkage.update({m_distances.at(a, c), m_distances.at(b, c), between, size(a),
                        size(b), size(c)}));
        }
        m_size[static_cast<std::size_t>(a)] += m_size[static_cast<std::size_t>(b)];
        return {a, b, m_linkage.squared ? std::sqrt(between) : between};
    }

    double size(std::int32_t cluster) const
    {
        return static_cast<double>(m_size[static_cast<std::size_t>(cluster)]);
    }

    PairTable m_distances;
    const Linkage& m_linkage;
    std::vector<std::int64_t> m_size;
    std::vector<std::int32_t> m_active; ///< sorted
    std::vector<std::int32_t> m_chain;
};

/// Twice the growth of inertia, which is |A||B|/(|A|+|B|) times the squared distance of the
/// centroids.
double wardUpdate(const LinkageStep& step)
{
    const double total = step.sizeA + step.sizeB + step.sizeC;
    return ((step.sizeA + step.sizeC) * step.toA + (step.sizeB + step.sizeC) * step.toB
               - step.sizeC * step.between)
        / total;
}

} // namespace

void reportMerging(const StageContext& context, std::size_t left, std::size_t total)
{
    constexpr std::size_t kReported = 256;
    const double share = static_cast<double>(left) / static_cast<double>(total);
    if ((total - left) % kReported == 0)
        context.progress("clustering", "tree", 1 - share * share);
}

PairTable squaredDistances(const Eigen::MatrixXd& gram, const StageContext& context)
{
    PairTable distances(gram.rows());
    const Eigen::VectorXd norms = gram.diagonal(); // side by side, not a column apart
    for (Eigen::Index i = 1; i < gram.rows() && !context.cancelled(); ++i) {
        for (Eigen::Index j = 0; j < i; ++j)
            distances.at(i, j) = std::max(0.0, norms[i] + norms[j] - 2 * gram(j, i));
    }
    return distances;
}

Result<MergeTree> linkageTree(
    const Eigen::MatrixXd& gram, const Linkage& linkage, const StageContext& context)
{
    PairTable distances = squaredDistances(gram, context);
    for (Eigen::Index i = 1; i < gram.rows() && !linkage.squared && !context.cancelled(); ++i) {
        for (Eigen::Index j = 0; j < i; ++j)
            distances.at(i, j) = std::sqrt(distances.at(i, j));
    }
    auto merges = Chain(std::move(distances), gram.rows(), linkage).run(context);
    if (!merges)
        return merges.error();
    // The chain finds merges out of order; reducibility makes sorting by height right.
    std::stable_sort(merges->begin(), merges->end(),
        [](const RawMerge& x, const RawMerge& y) { return x.height < y.height; });
    MergeTree tree = treeOf(*merges, gram, context);
    if (context.cancelled())
        return cancelledError();
    return tree;
}

Result<MergeTree> wardTree(const Eigen::MatrixXd& gram, const StageContext& context)
{
    return linkageTree(gram, {true, wardUpdate}, context);
}

} // namespace pleat::cluster
