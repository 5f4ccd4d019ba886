// SPDX-License-Identifier: GPL-3.0-or-later
// What one row of a weight layer reads and writes, as columns: the layer is then a matrix product
// per convolution group, whatever its kind.
#pragma once

#include "core/ops/layer_views.h"

#include <ATen/core/Tensor.h>

#include <optional>

namespace pleat::repair {

/// How a layer turns its input into columns.
struct FeatureView
{
    std::int64_t groups = 1; ///< convolution groups g
    std::int64_t channelAxis = 1; ///< of input and output
    std::vector<std::int64_t> kernel; ///< empty: a linear layer
    ops::WindowView window;
};

/// Nothing for layers that are no plain product of patches: transposed convolutions, sizes that
/// are computed.
std::optional<FeatureView> featureView(
    const graph::Graph& graph, const graph::Node& node, const ops::WeightLayerView& view);

/// Input of the layer -> [g, d, m] double, d = in/g times the kernel in the order of the weight's
/// columns, m = images times positions of the output. Padding counts as zeros.
at::Tensor patches(const at::Tensor& input, const FeatureView& view);

/// Input or output of the layer -> [g, channels/g, m] double.
at::Tensor channelColumns(const at::Tensor& tensor, const FeatureView& view);

} // namespace pleat::repair
