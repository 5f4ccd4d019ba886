// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/quality.h"

#include "core/base/on_threads.h"
#include "core/cluster/gram.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

namespace pleat::cluster {

namespace {

/// `count` of 0..total-1 in ascending order; all of them if there are not more.
std::vector<Eigen::Index> drawn(std::int64_t total, std::int64_t count, std::uint64_t seed)
{
    std::vector<Eigen::Index> indices(static_cast<std::size_t>(total));
    std::iota(indices.begin(), indices.end(), 0);
    if (count >= total)
        return indices;
    std::mt19937_64 random(seed);
    for (std::int64_t i = 0; i < count; ++i) // Fisher and Yates, its first steps
        std::swap(indices[static_cast<std::size_t>(i)],
            indices[static_cast<std::size_t>(i)
                + random() % static_cast<std::uint64_t>(total - i)]);
    indices.resize(static_cast<std::size_t>(count));
    std::sort(indices.begin(), indices.end());
    return indices;
}

bool measurable(std::size_t clusters, Eigen::Index channels)
{
    return clusters >= 2 && static_cast<Eigen::Index>(clusters) < channels;
}

/// Silhouettes of some channels of one clustering, from their distances to all.
class SilhouetteSum
{
public:
    explicit SilhouetteSum(const Labels& labels)
        : m_labels(labels)
        , m_sizes(clusterSizes(labels))
        , m_sums(m_sizes.size())
    {
    }

    void add(Eigen::Index channel, const Eigen::ArrayXd& distances)
    {
        std::fill(m_sums.begin(), m_sums.end(), 0.0);
        for (std::size_t j = 0; j < m_labels.size(); ++j)
            m_sums[static_cast<std::size_t>(m_labels[j])] +=
                distances[static_cast<Eigen::Index>(j)];
        const auto own = static_cast<std::size_t>(m_labels[static_cast<std::size_t>(channel)]);
        ++m_count;
        if (m_sizes[own] < 2)
            return;
        const double inside = m_sums[own] / static_cast<double>(m_sizes[own] - 1);
        m_sums[own] = std::numeric_limits<double>::infinity();
        double outside = std::numeric_limits<double>::infinity();
        for (std::size_t c = 0; c < m_sums.size(); ++c)
            outside = std::min(outside, m_sums[c] / static_cast<double>(m_sizes[c]));
        const double larger = std::max(inside, outside);
        m_total += larger > 0 ? (outside - inside) / larger : 0;
    }
    double mean() const { return m_total / m_count; }

private:
    const Labels& m_labels;
    std::vector<std::int64_t> m_sizes;
    std::vector<double> m_sums; ///< of the distances to each cluster
    double m_total = 0, m_count = 0;
};

/// Centroids of one clustering by their inner products.
class Centroids
{
public:
    Centroids(const Eigen::MatrixXd& gram, const Labels& labels, const StageContext& context)
        : m_gram(gram)
        , m_labels(labels)
        , m_context(context)
        , m_clusters(clusterSizes(labels).size())
    {
        for (std::size_t i = 0; i < labels.size(); ++i)
            m_clusters[static_cast<std::size_t>(labels[i])].members.push_back(
                static_cast<Eigen::Index>(i));
        for (Cluster& cluster : m_clusters)
            measure(cluster);
    }

    /// max_b (S_a + S_b) / M_ab
    double worstRatio(std::size_t a) const
    {
        const Cluster& own = m_clusters[a];
        Eigen::ArrayXd sums = Eigen::ArrayXd::Zero(m_gram.rows());
        for (std::size_t i = 0; i < own.members.size() && !m_context.cancelled(); ++i)
            sums += m_gram.col(own.members[i]).array();
        std::vector<double> products(m_clusters.size(), 0.0);
        for (std::size_t j = 0; j < m_labels.size(); ++j)
            products[static_cast<std::size_t>(m_labels[j])] += sums[static_cast<Eigen::Index>(j)];
        double worst = 0;
        for (std::size_t b = 0; b < m_clusters.size(); ++b) {
            const Cluster& other = m_clusters[b];
            const double apart = resolvedSquare(
                own.squaredNorm + other.squaredNorm - 2 * products[b] / (own.size() * other.size()),
                own.scale + other.scale);
            if (b != a && apart > 0)
                worst = std::max(worst, (own.spread + other.spread) / std::sqrt(apart));
        }
        return worst;
    }
    std::size_t count() const { return m_clusters.size(); }

private:
    struct Cluster
    {
        std::vector<Eigen::Index> members;
        double scale = 0; ///< mean squared norm of the members
        double squaredNorm = 0; ///< of the centroid
        double spread = 0; ///< mean distance of the members to the centroid
        double size() const { return static_cast<double>(members.size()); }
    };

    void measure(Cluster& cluster) const
    {
        std::vector<double> products; // of each member and the centroid
        for (const Eigen::Index i : cluster.members) {
            double sum = 0;
            for (const Eigen::Index j : cluster.members)
                sum += m_gram(j, i);
            products.push_back(sum / cluster.size());
            cluster.squaredNorm += products.back() / cluster.size();
            cluster.scale += m_gram(i, i) / cluster.size();
            if (m_context.cancelled())
                return;
        }
        for (std::size_t i = 0; i < products.size(); ++i) {
            const double own = m_gram(cluster.members[i], cluster.members[i]);
            cluster.spread += std::sqrt(resolvedSquare(
                                  own - 2 * products[i] + cluster.squaredNorm, own + cluster.scale))
                / cluster.size();
        }
    }

    const Eigen::MatrixXd& m_gram;
    const Labels& m_labels;
    const StageContext& m_context;
    std::vector<Cluster> m_clusters;
};

double daviesBouldin(const Eigen::MatrixXd& gram, const Labels& labels, std::int64_t most,
    const StageContext& context)
{
    const Centroids centroids(gram, labels, context);
    const auto chosen = drawn(static_cast<std::int64_t>(centroids.count()), most, context.seed);
    double sum = 0;
    for (std::size_t c = 0; c < chosen.size() && !context.cancelled(); ++c)
        sum += centroids.worstRatio(static_cast<std::size_t>(chosen[c]));
    return sum / static_cast<double>(chosen.size());
}

/// What one thread measures: some of the clusterings, each from beginning to end, so that nothing
/// depends on how they are shared out.
class Measurement
{
public:
    Measurement(const Eigen::MatrixXd& gram, const StageContext& context, bool reports)
        : m_gram(gram)
        , m_context(context)
        , m_reports(reports)
        , m_most(gram.rows() > kMeasuredInFull ? kSampled : gram.rows())
    {
    }

    void add(const Labels& labels, ClusterQuality& result)
    {
        m_labels.push_back(&labels);
        m_sums.emplace_back(labels);
        m_results.push_back(&result);
    }

    void run()
    {
        if (m_results.empty())
            return;
        addSilhouettes();
        for (std::size_t i = 0; i < m_results.size() && !m_context.cancelled(); ++i) {
            m_results[i]->silhouette = m_sums[i].mean();
            m_results[i]->daviesBouldin = daviesBouldin(m_gram, *m_labels[i], m_most, m_context);
            m_results[i]->sampled = m_most < m_gram.rows();
            report(i + 1, m_results.size(), 0.5);
        }
    }

private:
    void addSilhouettes()
    {
        const auto channels = drawn(m_gram.rows(), m_most, m_context.seed);
        const Eigen::ArrayXd norms = m_gram.diagonal();
        for (std::size_t c = 0; c < channels.size() && !m_context.cancelled(); ++c) {
            const Eigen::Index i = channels[c];
            const Eigen::ArrayXd scale = norms + norms[i];
            const Eigen::ArrayXd squares = scale - 2 * m_gram.col(i).array();
            const Eigen::ArrayXd distances =
                (squares > kUnresolved * scale).select(squares, 0.0).sqrt();
            for (SilhouetteSum& sum : m_sums)
                sum.add(i, distances);
            if (c % 64 == 63)
                report(c + 1, channels.size(), 0);
        }
    }

    void report(std::size_t done, std::size_t all, double before) const
    {
        if (m_reports)
            m_context.progress("clustering", "quality",
                before + 0.5 * static_cast<double>(done) / static_cast<double>(all));
    }

    const Eigen::MatrixXd& m_gram;
    const StageContext& m_context;
    bool m_reports;
    std::int64_t m_most; ///< channels and clusters that are looked at
    std::vector<const Labels*> m_labels;
    std::vector<SilhouetteSum> m_sums;
    std::vector<ClusterQuality*> m_results;
};

} // namespace

Result<std::vector<ClusterQuality>> qualities(
    const Eigen::MatrixXd& gram, const std::vector<Labels>& labels, const StageContext& context)
{
    std::vector<ClusterQuality> results(labels.size());
    onThreads(static_cast<int>(labels.size()), [&](int worker, int workers) {
        Measurement measurement(gram, context, worker == 0);
        for (auto i = static_cast<std::size_t>(worker); i < labels.size();
             i += static_cast<std::size_t>(workers)) {
            if (measurable(clusterSizes(labels[i]).size(), gram.rows()))
                measurement.add(labels[i], results[i]);
        }
        measurement.run();
    });
    if (context.cancelled())
        return cancelledError();
    return results;
}

Result<ClusterQuality> quality(
    const Eigen::MatrixXd& gram, const Labels& labels, const StageContext& context)
{
    auto results = qualities(gram, {labels}, context);
    return results ? Result<ClusterQuality>(results->front()) : results.error();
}

std::vector<std::int64_t> measuredK(std::int64_t channels, int count)
{
    std::set<std::int64_t> values;
    const double last = static_cast<double>(channels - 1);
    for (int i = 0; i < count && last >= 2; ++i) {
        const double t = count > 1 ? static_cast<double>(i) / (count - 1) : 0;
        // Between linear and logarithmic: the elbow lies at the small end, the choice often not.
        values.insert(std::llround(2 + (last - 2) * std::pow(t, 1.6)));
    }
    return {values.begin(), values.end()};
}

std::vector<std::int64_t> clusterSizes(const Labels& labels)
{
    const std::int32_t k = labels.empty() ? 0 : *std::max_element(labels.begin(), labels.end()) + 1;
    std::vector<std::int64_t> sizes(static_cast<std::size_t>(k), 0);
    for (std::int32_t label : labels)
        ++sizes[static_cast<std::size_t>(label)];
    return sizes;
}

double inertia(const Eigen::MatrixXd& gram, const Labels& labels)
{
    const std::vector<std::int64_t> sizes = clusterSizes(labels);
    std::vector<double> within(sizes.size(), 0.0);
    double total = 0;
    for (Eigen::Index i = 0; i < gram.rows(); ++i) {
        total += gram(i, i);
        const std::int32_t label = labels[static_cast<std::size_t>(i)];
        for (Eigen::Index j = 0; j < gram.cols(); ++j) {
            if (labels[static_cast<std::size_t>(j)] == label)
                within[static_cast<std::size_t>(label)] += gram(j, i); // symmetric; stored so
        }
    }
    for (std::size_t c = 0; c < sizes.size(); ++c)
        total -= within[c] / static_cast<double>(sizes[c]);
    return std::max(0.0, total);
}

std::int64_t elbow(const std::vector<double>& inertiaForEveryK)
{
    const auto n = static_cast<std::int64_t>(inertiaForEveryK.size());
    if (n < 3 || !(inertiaForEveryK.front() > 0))
        return std::max<std::int64_t>(1, n);
    std::int64_t best = n;
    double deepest = 0;
    for (std::int64_t k = 1; k <= n; ++k) {
        const double along = static_cast<double>(k - 1) / static_cast<double>(n - 1);
        const double depth = (1 - along)
            - inertiaForEveryK[static_cast<std::size_t>(k - 1)] / inertiaForEveryK.front();
        if (depth > deepest) {
            deepest = depth;
            best = k;
        }
    }
    return best;
}

std::int64_t bestSilhouette(const std::map<std::int64_t, double>& silhouetteOfK)
{
    std::int64_t best = 0;
    double largest = -std::numeric_limits<double>::infinity();
    for (const auto& [k, silhouette] : silhouetteOfK) { // ascending
        if (silhouette > largest) {
            largest = silhouette;
            best = k;
        }
    }
    return best;
}

std::int64_t kForError(const std::vector<double>& inertiaForEveryK, double target)
{
    const auto n = static_cast<std::int64_t>(inertiaForEveryK.size());
    for (std::int64_t k = 1; k < n; ++k) {
        if (inertiaForEveryK[static_cast<std::size_t>(k - 1)] <= target * inertiaForEveryK.front())
            return k;
    }
    return n;
}

} // namespace pleat::cluster
