// SPDX-License-Identifier: GPL-3.0-or-later
// Greedy merging of the closest pair of centroids, also known as centroid linkage. It is not
// reducible (a merged centroid may lie nearer to a third than either did), so heights may fall, and
// the nearest-neighbour chain does not apply. Instead each cluster keeps a candidate for its
// nearest, as in the generic algorithm of Muellner 2011, section 3.1.
#include "core/cluster/cluster_method.h"
#include "core/cluster/linkage.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pleat::cluster {

namespace {

class Greedy
{
public:
    Greedy(PairTable squared, Eigen::Index n)
        : m_squared(std::move(squared))
        , m_size(static_cast<std::size_t>(n), 1)
        , m_nearest(m_size.size())
        , m_active(m_size.size())
    {
        std::iota(m_active.begin(), m_active.end(), 0);
        for (const std::int32_t cluster : m_active)
            search(cluster);
    }

    Result<std::vector<RawMerge>> run(const StageContext& context)
    {
        std::vector<RawMerge> merges;
        const std::size_t total = m_active.size();
        while (m_active.size() > 1) {
            if (context.cancelled())
                return cancelledError();
            const std::int32_t b = closest();
            merges.push_back(merge(nearest(b).cluster, b));
            reportMerging(context, m_active.size(), total);
        }
        return merges;
    }

private:
    /// Of a cluster, among those of lower index, so that each pair is kept once.
    struct Nearest
    {
        std::int32_t cluster = -1;
        double squared = INFINITY; ///< its distance, or one that none is below
        bool exact = true;
    };

    Nearest& nearest(std::int32_t cluster) { return m_nearest[static_cast<std::size_t>(cluster)]; }
    double size(std::int32_t cluster) const
    {
        return static_cast<double>(m_size[static_cast<std::size_t>(cluster)]);
    }

    void search(std::int32_t cluster)
    {
        Nearest found;
        for (const std::int32_t other : m_active) {
            if (other >= cluster)
                break;
            const double squared = m_squared.at(cluster, other);
            if (found.cluster < 0 || squared < found.squared)
                found = {other, squared, true};
        }
        nearest(cluster) = found;
    }

    /// The cluster whose nearest is nearest of all, of the lowest index. Searches anew only where a
    /// bound is the least.
    std::int32_t closest()
    {
        while (true) {
            std::int32_t best = m_active[1]; // the first has none below
            for (std::size_t i = 2; i < m_active.size(); ++i) {
                if (nearest(m_active[i]).squared < nearest(best).squared)
                    best = m_active[i];
            }
            if (nearest(best).exact)
                return best;
            search(best);
        }
    }

    /// Of a < b; the merged cluster takes the index `a`.
    RawMerge merge(std::int32_t a, std::int32_t b)
    {
        const double between = m_squared.at(a, b);
        m_active.erase(std::lower_bound(m_active.begin(), m_active.end(), b));
        const double shareA = size(a) / (size(a) + size(b));
        const double shareB = size(b) / (size(a) + size(b));
        for (const std::int32_t c : m_active) {
            if (c == a)
                continue;
            double& squared = m_squared.at(a, c);
            squared = std::max(
                0.0, shareA * squared + shareB * m_squared.at(b, c) - shareA * shareB * between);
            if (c > a)
                replace(nearest(c), a, b, squared);
        }
        m_size[static_cast<std::size_t>(a)] += m_size[static_cast<std::size_t>(b)];
        search(a);
        return {a, b, std::sqrt(between)};
    }

    /// After a and b have become `a`, at the distance `squared` of the cluster that `of` is about.
    static void replace(Nearest& of, std::int32_t a, std::int32_t b, double squared)
    {
        if (squared < of.squared || (squared == of.squared && of.exact && a <= of.cluster))
            of = {a, squared, true};
        else if (of.cluster == a || of.cluster == b)
            of = {a, of.squared, false};
    }

    PairTable m_squared; ///< distances of the centroids (Lance and Williams 1967)
    std::vector<std::int64_t> m_size;
    std::vector<Nearest> m_nearest;
    std::vector<std::int32_t> m_active; ///< sorted
};

Result<MergeTree> tree(const Eigen::MatrixXd& gram, const StageContext& context)
{
    auto merges = Greedy(squaredDistances(gram, context), gram.rows()).run(context);
    return merges ? Result<MergeTree>(treeOf(*merges, gram)) : merges.error();
}

} // namespace

extern const ClusterMethod cluster_greedy{"greedy", "Greedy closest pair", tree};

} // namespace pleat::cluster
