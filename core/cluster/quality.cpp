// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/quality.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace pleat::cluster {

std::vector<std::int64_t> clusterSizes(const std::vector<std::int32_t>& labels)
{
    const std::int32_t k = labels.empty() ? 0 : *std::max_element(labels.begin(), labels.end()) + 1;
    std::vector<std::int64_t> sizes(static_cast<std::size_t>(k), 0);
    for (std::int32_t label : labels)
        ++sizes[static_cast<std::size_t>(label)];
    return sizes;
}

std::vector<double> silhouettes(
    const Eigen::MatrixXd& gram, const std::vector<std::int32_t>& labels)
{
    const Eigen::Index n = gram.rows();
    const std::vector<std::int64_t> sizes = clusterSizes(labels);
    std::vector<double> result(static_cast<std::size_t>(n), 0.0);
    std::vector<double> sums(sizes.size());
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto own = static_cast<std::size_t>(labels[static_cast<std::size_t>(i)]);
        if (sizes[own] < 2)
            continue;
        std::fill(sums.begin(), sums.end(), 0.0);
        for (Eigen::Index j = 0; j < n; ++j) {
            if (i != j)
                sums[static_cast<std::size_t>(labels[static_cast<std::size_t>(j)])] +=
                    std::sqrt(std::max(0.0, gram(i, i) + gram(j, j) - 2 * gram(i, j)));
        }
        const double inside = sums[own] / static_cast<double>(sizes[own] - 1);
        double outside = std::numeric_limits<double>::infinity();
        for (std::size_t c = 0; c < sizes.size(); ++c) {
            if (c != own)
                outside = std::min(outside, sums[c] / static_cast<double>(sizes[c]));
        }
        const double larger = std::max(inside, outside);
        if (std::isfinite(larger) && larger > 0)
            result[static_cast<std::size_t>(i)] = (outside - inside) / larger;
    }
    return result;
}

double meanSilhouette(const Eigen::MatrixXd& gram, const std::vector<std::int32_t>& labels)
{
    const auto k = static_cast<Eigen::Index>(clusterSizes(labels).size());
    if (k < 2 || k > gram.rows() - 1)
        return std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> each = silhouettes(gram, labels);
    return std::accumulate(each.begin(), each.end(), 0.0) / static_cast<double>(each.size());
}

double inertia(const Eigen::MatrixXd& gram, const std::vector<std::int32_t>& labels)
{
    const std::vector<std::int64_t> sizes = clusterSizes(labels);
    std::vector<double> within(sizes.size(), 0.0);
    double total = 0;
    for (Eigen::Index i = 0; i < gram.rows(); ++i) {
        total += gram(i, i);
        const std::int32_t label = labels[static_cast<std::size_t>(i)];
        for (Eigen::Index j = 0; j < gram.cols(); ++j) {
            if (labels[static_cast<std::size_t>(j)] == label)
                within[static_cast<std::size_t>(label)] += gram(i, j);
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

} // namespace pleat::cluster
