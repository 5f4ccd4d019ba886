// SPDX-License-Identifier: GPL-3.0-or-later
// k-means that sees the Gram matrix of the rows only, never the rows: what a point has to do with a
// mean is a sum over the matrix.
#pragma once

#include "core/base/result.h"
#include "core/base/stage_context.h"
#include "core/cluster/merge_tree.h"

#include <Eigen/Core>

namespace pleat::cluster {

/// Moves single points between clusters until no move lowers the inertia (Hartigan 1975, chapter 4;
/// Telgarsky and Vattani 2010): taking x out of a cluster of N points with mean m saves
/// N/(N-1) ||x - m||^2, putting it into one adds N/(N+1) ||x - m||^2. A local optimum of these
/// moves is one of Lloyd's iteration too, but not the other way round.
///
/// `gram` is [n, n], `start` uses each label in [0, k) at least once. The result has exactly k
/// clusters, none empty (a point alone in its cluster stays), and no more inertia than the start.
/// Points move in the order of their index, ties go to the lowest cluster, one thread: the same
/// input gives the same labels. O(n k) for a sweep and O(n) for a move after O(n^2) to begin with,
/// memory for n k numbers. Polls for cancel at every point.
Result<Labels> kMeans(
    const Eigen::MatrixXd& gram, const Labels& start, std::int64_t k, const StageContext& context);

/// The best, by inertia, of `starts` runs of kMeans() from seeds of k-means++ (Arthur and
/// Vassilvitskii 2007, section 2.2): each next seed is a row drawn with a probability in proportion
/// to its squared distance from the nearest seed, and every row begins with its nearest seed. Of 2 +
/// ln k rows drawn for each seed the one that leaves the least sum of squared distances is kept
/// (section 7 there). Of equals the first run counts; fewer than one start are one. If all rows left
/// equal a seed, the next seed is the first of them: exactly k clusters on any rows.
///
/// Draws from StageContext::seed by a generator whose numbers the C++ standard fixes.
Result<Labels> kMeansPlusPlus(
    const Eigen::MatrixXd& gram, std::int64_t k, std::int64_t starts, const StageContext& context);

} // namespace pleat::cluster
