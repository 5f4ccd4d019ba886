// SPDX-License-Identifier: GPL-3.0-or-later
// The Gram matrix of feature rows: distances, similarities, Ward tree and picture come from it.
#pragma once

#include "core/base/result.h"
#include "core/base/stage_context.h"

#include <ATen/core/Tensor.h>
#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <limits>
#include <limits>
#include <vector>

namespace pleat::cluster {

/// G = F F^T in double, for F given as blocks [n, d_i] of columns (float or double tensors).
/// Computed in tiles of fixed size, one thread each, so the bits do not depend on the thread count.
/// Polls for cancel about every 20 ms; progress is reported by the calling thread.
Result<Eigen::MatrixXd> gramMatrix(
    const std::vector<at::Tensor>& blocks, const StageContext& context);

/// The Gram matrix of the same rows with their mean taken away: the same distances, and its trace
/// is the inertia of one cluster.
Eigen::MatrixXd centredGram(const Eigen::MatrixXd& gram);

/// Of rows i and j, in [-1, 1]; NaN where one of them is zero.
inline double cosine(const Eigen::MatrixXd& gram, Eigen::Index i, Eigen::Index j)
{
    const double norms = std::sqrt(gram(i, i) * gram(j, j));
    return norms > 0 ? std::clamp(gram(i, j) / norms, -1.0, 1.0)
                     : std::numeric_limits<double>::quiet_NaN();
}

/// A squared distance that is a difference of entries of a Gram matrix carries their rounding: of
/// the order of the machine's epsilon times the squared norms, whose sum is `scale`. Below 64 of
/// those, a distance of 1.2e-7 of the norms, float weights cannot tell rows apart either, and the
/// sums in tiles err by a few epsilons only: such distances are 0.
inline constexpr double kUnresolved = 64 * std::numeric_limits<double>::epsilon();
constexpr double resolvedSquare(double squared, double scale)
{
    return squared > kUnresolved * scale ? squared : 0;
}

} // namespace pleat::cluster
