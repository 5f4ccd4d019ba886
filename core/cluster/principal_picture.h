// SPDX-License-Identifier: GPL-3.0-or-later
// The plane in which the rows of a group differ most.
#pragma once

#include "core/base/result.h"
#include "core/base/stage_context.h"

#include <Eigen/Core>

namespace pleat::cluster {

/// The first two principal coordinates [n, 2] of the rows, largest entry positive (the first of
/// equal ones), and the share of the rows' variance on each. Zeros where rows do not differ.
struct Picture
{
    Eigen::MatrixXd coordinates;
    double share[2] = {0, 0};
};

/// From the Gram matrix [n, n], which is neither changed nor copied: the two leading eigenpairs of
/// its centred form by Lanczos' method with blocks of two and full reorthogonalisation (Golub and
/// Van Loan, section 10.3), until both residuals are below 1e-11 of the largest eigenvalue. Up to
/// 600 channels that always happens; beyond, a spectrum without a gap may end the search earlier,
/// with the best plane among 600 directions. The start is fixed and the bits do not depend on the
/// thread count. Polls for cancel about every 10 ms.
Result<Picture> principalPicture(const Eigen::MatrixXd& gram, const StageContext& context);

} // namespace pleat::cluster
