// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic on the rows of a weight [rows, ...], one row per output channel. In double.
#pragma once

#include <ATen/core/Tensor.h>

namespace pleat::fold {

/// Below this standard deviation a channel counts as constant and is not rescaled.
inline constexpr double kConstantChannelStd = 1e-6;

/// [rows] Euclidean norms.
at::Tensor rowNorms(const at::Tensor& weight);
/// Each row times its factor [rows].
at::Tensor scaledRows(const at::Tensor& weight, const at::Tensor& factors);
/// Each row scaled so that its norm is its std [rows]: what the channel is for white input. Zero
/// rows stay zero.
at::Tensor rowsWithStd(const at::Tensor& weight, const at::Tensor& std);

} // namespace pleat::fold
