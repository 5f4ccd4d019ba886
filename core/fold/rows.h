// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic on the rows of a weight [rows, ...], one row per output channel. In double.
#pragma once

#include "core/coupling/layout.h"
#include "core/ops/layer_views.h"

#include <ATen/core/Tensor.h>

namespace pleat::fold {

/// Below this standard deviation a channel counts as constant and is not rescaled.
inline constexpr double kConstantChannelStd = 1e-6;

/// A stored weight as rows [out, in/groups, ...], and back. They differ where the weight is stored
/// transposed: [in, out/groups, ...].
at::Tensor toRows(const at::Tensor& weight, const ops::WeightLayerView& view);
at::Tensor fromRows(const at::Tensor& rows, const ops::WeightLayerView& view, std::int64_t groups);

/// [extent of the layout, d] -> [n, all that belongs to a channel]: one row per channel of the
/// group.
at::Tensor channelRows(
    const at::Tensor& byIndex, const coupling::Layout& layout, int group, std::int64_t channels);

/// [rows] Euclidean norms.
at::Tensor rowNorms(const at::Tensor& weight);
/// Each row times its factor [rows].
at::Tensor scaledRows(const at::Tensor& weight, const at::Tensor& factors);
/// Each row scaled so that its norm is its std [rows]: what the channel is for white input. Zero
/// rows stay zero.
at::Tensor rowsWithStd(const at::Tensor& weight, const at::Tensor& std);

} // namespace pleat::fold
