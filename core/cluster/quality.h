// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of a clustering, all from the Gram matrix of the features.
#pragma once

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace pleat::cluster {

/// [n] silhouette of each channel, Euclidean; 0 for singletons, as in Rousseeuw 1987 and sklearn.
std::vector<double> silhouettes(
    const Eigen::MatrixXd& gram, const std::vector<std::int32_t>& labels);

/// Mean silhouette; NaN unless 2 <= k <= n - 1 (sklearn refuses those too).
double meanSilhouette(const Eigen::MatrixXd& gram, const std::vector<std::int32_t>& labels);

/// Within-cluster sum of squares of any labelling.
double inertia(const Eigen::MatrixXd& gram, const std::vector<std::int32_t>& labels);

/// The k at which the curve inertia(k), index k-1, bends most: the largest distance below the
/// chord from (1, inertia(1)) to (n, inertia(n)) ("kneedle", Satopaa et al. 2011).
std::int64_t elbow(const std::vector<double>& inertiaForEveryK);

/// Sizes of the clusters, index = label.
std::vector<std::int64_t> clusterSizes(const std::vector<std::int32_t>& labels);

} // namespace pleat::cluster
