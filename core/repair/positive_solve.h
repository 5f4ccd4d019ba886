// SPDX-License-Identifier: GPL-3.0-or-later
// Positive definite systems that can be cancelled while they are solved.
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>

#include <stop_token>

namespace pleat::repair {

/// X with X A = B: `matrix` A [g, d, d] symmetric positive definite, `rows` B [g, r, d]. Blocked
/// Cholesky; `stop` is polled per block. ErrorCode::Impossible if A is not positive definite.
Result<at::Tensor> solvePositive(
    const at::Tensor& matrix, const at::Tensor& rows, const std::stop_token& stop);

} // namespace pleat::repair
