// SPDX-License-Identifier: GPL-3.0-or-later
// Measures of a clustering, all from the Gram matrix of the features, and the k that they suggest.
#pragma once

#include "core/base/result.h"
#include "core/base/stage_context.h"
#include "core/cluster/merge_tree.h"

#include <Eigen/Core>

#include <cstdint>
#include <limits>
#include <map>
#include <vector>

namespace pleat::cluster {

/// Up to this many channels every measure is exact.
inline constexpr std::int64_t kMeasuredInFull = 4096;
/// Channels, and clusters, that are looked at beyond.
inline constexpr std::int64_t kSampled = 2048;

/// Both are NaN unless 2 <= k <= n - 1, where they are defined (sklearn refuses the rest).
struct ClusterQuality
{
    /// Mean over the channels of (b - a) / max(a, b), with the mean Euclidean distance a to the
    /// rest of its own cluster and b to the nearest other one; 0 for singletons and where both are
    /// 0 (Rousseeuw 1987).
    double silhouette = std::numeric_limits<double>::quiet_NaN();
    /// Mean over the clusters i of max_j (S_i + S_j) / M_ij, with the mean distance S of members
    /// to their centroid and the distance M of centroids; coinciding centroids count as infinitely
    /// far, as in sklearn (Davies and Bouldin 1979). Smaller is better.
    double daviesBouldin = std::numeric_limits<double>::quiet_NaN();
    /// Estimated: silhouettes of a sample of channels (against all), and above kSampled clusters
    /// the maxima of a sample of clusters (against all).
    bool sampled = false;
    bool operator==(const ClusterQuality&) const = default;
};

/// `labels` [n] in [0, k), no cluster empty. Of a large group a sample is drawn from
/// StageContext::seed. Distances below what the Gram matrix resolves count as 0, so equal rows are
/// equal. The bits do not depend on the thread count. Polls for cancel after each row.
Result<ClusterQuality> quality(
    const Eigen::MatrixXd& gram, const Labels& labels, const StageContext& context);
/// The same of several clusterings, with the distances computed once for all: O(n^2) each.
Result<std::vector<ClusterQuality>> qualities(
    const Eigen::MatrixXd& gram, const std::vector<Labels>& labels, const StageContext& context);

/// Within-cluster sum of squares of any labelling.
double inertia(const Eigen::MatrixXd& gram, const Labels& labels);

/// The k at which the curve inertia(k), index k-1, bends most: the largest distance below the
/// chord from (1, inertia(1)) to (n, inertia(n)) ("kneedle", Satopaa et al. 2011).
std::int64_t elbow(const std::vector<double>& inertiaForEveryK);
/// The k with the largest silhouette among those measured, the smaller of equal ones; NaNs do not
/// count. 0 if nothing was measured.
std::int64_t bestSilhouette(const std::map<std::int64_t, double>& silhouetteOfK);
/// The smallest k whose inertia is at most `target` (0 to 1) of that of one cluster; n if none is.
std::int64_t kForError(const std::vector<double>& inertiaForEveryK, double target);

/// About `count` values of k from 2 to n - 1 to measure, denser at the small end, ascending.
std::vector<std::int64_t> measuredK(std::int64_t channels, int count = 24);

/// Sizes of the clusters, index = label.
std::vector<std::int64_t> clusterSizes(const Labels& labels);

} // namespace pleat::cluster
