// SPDX-License-Identifier: GPL-3.0-or-later
// The Gram matrix of feature rows: distances, similarities, Ward tree and picture come from it.
#pragma once

#include "core/base/result.h"
#include "core/base/stage_context.h"

#include <ATen/core/Tensor.h>
#include <Eigen/Core>

namespace pleat::cluster {

/// G = F F^T in double, for F given as blocks [n, d_i] of columns (float or double tensors).
/// Computed in tiles of fixed size, one thread each, so the bits do not depend on the thread count.
/// Polls for cancel after each tile.
Result<Eigen::MatrixXd> gramMatrix(
    const std::vector<at::Tensor>& blocks, const StageContext& context);

/// The Gram matrix of the same rows with their mean taken away: the same distances, and its trace
/// is the inertia of one cluster.
Eigen::MatrixXd centredGram(const Eigen::MatrixXd& gram);

/// The first two principal coordinates [n, 2] of the rows, largest entry positive, and the share of
/// the rows' variance on each.
struct Picture
{
    Eigen::MatrixXd coordinates;
    double share[2] = {0, 0};
};
Picture principalPicture(const Eigen::MatrixXd& gram);

} // namespace pleat::cluster
