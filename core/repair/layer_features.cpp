// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/repair/layer_features.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/constant_pad_nd.h>

namespace pleat::repair {

std::optional<FeatureView> featureView(
    const graph::Graph& graph, const graph::Node& node, const ops::WeightLayerView& view)
{
    FeatureView features;
    features.channelAxis = view.channelAxis;
    if (node.op.name.find("conv") == std::string::npos)
        return features;
    const auto window = ops::windowView(graph, node);
    if (!window || view.groups < 1)
        return std::nullopt;
    features.groups = view.groups;
    features.kernel = graph.parameter(view.weight).tensor.sizes().slice(2).vec();
    features.window = *window;
    return features;
}

at::Tensor patches(const at::Tensor& input, const FeatureView& view)
{
    if (view.kernel.empty())
        return channelColumns(input, view);
    const auto axes = static_cast<std::int64_t>(view.kernel.size());
    std::vector<std::int64_t> pad; // from the last axis on
    for (std::size_t axis = view.kernel.size(); axis-- > 0;) {
        pad.push_back(view.window.padBefore[axis]);
        pad.push_back(view.window.padAfter[axis]);
    }
    at::Tensor windows = at::constant_pad_nd(input, pad);
    for (std::int64_t axis = 0; axis < axes; ++axis) {
        const auto i = static_cast<std::size_t>(axis);
        const std::int64_t dilation = view.window.dilation[i];
        windows =
            windows.unfold(2 + axis, dilation * (view.kernel[i] - 1) + 1, view.window.stride[i])
                .slice(-1, 0, c10::nullopt, dilation);
    }
    // [N, C, out..., kernel...] -> [C, kernel..., N, out...]
    std::vector<std::int64_t> order{1};
    for (std::int64_t axis = 0; axis < axes; ++axis)
        order.push_back(2 + axes + axis);
    order.push_back(0);
    for (std::int64_t axis = 0; axis < axes; ++axis)
        order.push_back(2 + axis);
    const at::Tensor columns = windows.permute(order).to(at::kDouble).contiguous();
    std::int64_t depth = input.size(1) / view.groups;
    for (const std::int64_t extent : view.kernel)
        depth *= extent;
    return columns.reshape({view.groups, depth, -1});
}

at::Tensor channelColumns(const at::Tensor& tensor, const FeatureView& view)
{
    const at::Tensor channels =
        tensor.transpose(0, view.channelAxis).to(at::kDouble).contiguous().flatten(1);
    return channels.reshape({view.groups, tensor.size(view.channelAxis) / view.groups, -1});
}

} // namespace pleat::repair
