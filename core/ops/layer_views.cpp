// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/layer_views.h"

#include <ATen/core/ivalue_inl.h>

#include <map>

namespace pleat::ops {

namespace {

struct ConvolutionLayout
{
    std::size_t groups; ///< index of the argument
    std::size_t transposed; ///< 0: never
    bool alwaysTransposed = false;
};

const ConvolutionLayout* convolutionLayout(const std::string& name)
{
    static const std::map<std::string, ConvolutionLayout> kLayouts = {
        {"aten::_convolution", {8, 6}},
        {"aten::convolution", {8, 6}},
        {"aten::_convolution_mode", {6, 0}}, // padding="same", traced
        {"aten::conv1d", {6, 0}},
        {"aten::conv2d", {6, 0}},
        {"aten::conv3d", {6, 0}},
        {"aten::conv_transpose1d", {6, 0, true}},
        {"aten::conv_transpose2d", {6, 0, true}},
        {"aten::conv_transpose3d", {6, 0, true}},
    };
    const auto found = kLayouts.find(name);
    return found == kLayouts.end() ? nullptr : &found->second;
}

/// x @ W and addmm(b, x, W) with a parameter W [in, out]: a linear layer that stores its weight
/// transposed.
std::optional<WeightLayerView> productView(const graph::Graph& graph, const graph::Node& node)
{
    const bool added = node.op.name == "aten::addmm";
    if (!added && node.op.name != "aten::matmul" && node.op.name != "aten::mm")
        return std::nullopt;
    const std::size_t input = added ? 1 : 0;
    const graph::ParameterId weight = graph::parameterArgument(graph, node, input + 1);
    if (!node.arguments[input].isValue() || !weight.valid()
        || graph.parameter(weight).tensor.dim() != 2
        || graph.value(node.arguments[input].value).parameter.valid())
        return std::nullopt;
    WeightLayerView view;
    view.input = node.arguments[input].value;
    view.weight = weight;
    view.transposed = true;
    view.channelAxis = static_cast<std::int64_t>(graph.value(node.outputs[0]).shape.size()) - 1;
    if (added) {
        view.bias = graph::parameterArgument(graph, node, 0);
        // Another shape is broadcast, which no bias of a layer is.
        view.biasIsParameter = view.bias.valid()
            && graph.value(graph.parameter(view.bias).value).shape
                == std::vector<std::int64_t>{graph.value(node.outputs[0]).shape.back()};
    }
    return view;
}

} // namespace

std::optional<WeightLayerView> weightLayerView(const graph::Graph& graph, const graph::Node& node)
{
    const ConvolutionLayout* layout = convolutionLayout(node.op.name);
    if (!layout && node.op.name != "aten::linear")
        return productView(graph, node);
    if (!node.arguments[0].isValue())
        return std::nullopt;
    WeightLayerView view;
    view.input = node.arguments[0].value;
    view.weight = graph::parameterArgument(graph, node, 1);
    view.bias = graph::parameterArgument(graph, node, 2);
    const graph::Argument& bias = node.arguments[2];
    view.biasIsParameter = view.bias.valid()
        || (bias.kind == graph::Argument::Kind::Constant && bias.constant.isNone());
    if (layout) {
        const c10::IValue groups = graph::constantArgument(node, layout->groups);
        view.groups = groups.isInt() ? groups.toInt() : 0;
        view.groupsArgument = layout->groups;
        const c10::IValue transposed =
            layout->transposed ? graph::constantArgument(node, layout->transposed) : false;
        view.transposed = layout->alwaysTransposed || (transposed.isBool() && transposed.toBool());
    } else {
        view.channelAxis = static_cast<std::int64_t>(graph.value(node.outputs[0]).shape.size()) - 1;
    }
    return view;
}

std::optional<WindowView> windowView(const graph::Graph& graph, const graph::Node& node)
{
    const auto view = weightLayerView(graph, node);
    if (!view || !convolutionLayout(node.op.name) || view->transposed || !view->weight.valid())
        return std::nullopt;
    const auto kernel = graph.parameter(view->weight).tensor.sizes().slice(2);
    const auto listAt = [&](std::size_t argument) {
        auto list = graph::intListArgument(node, argument);
        return list.size() == 1 ? std::vector<std::int64_t>(kernel.size(), list[0]) : list;
    };
    WindowView window;
    window.stride = listAt(3);
    window.dilation = listAt(5);
    if (window.stride.size() != kernel.size() || window.dilation.size() != kernel.size())
        return std::nullopt;
    const c10::IValue padding = graph::constantArgument(node, 4);
    if (padding.isString()) {
        for (std::size_t axis = 0; axis < kernel.size(); ++axis) {
            const std::int64_t total =
                padding.toStringRef() == "same" ? window.dilation[axis] * (kernel[axis] - 1) : 0;
            window.padBefore.push_back(total / 2); // the odd one goes behind, as PyTorch does
            window.padAfter.push_back(total - total / 2);
        }
        return window;
    }
    window.padBefore = window.padAfter = listAt(4);
    if (window.padBefore.size() != kernel.size())
        return std::nullopt;
    return window;
}

std::optional<BatchNormView> batchNormView(const graph::Graph& graph, const graph::Node& node)
{
    if (node.op.name != "aten::batch_norm" || !node.arguments[0].isValue())
        return std::nullopt;
    BatchNormView view;
    view.input = node.arguments[0].value;
    view.gamma = graph::parameterArgument(graph, node, 1);
    view.beta = graph::parameterArgument(graph, node, 2);
    view.mean = graph::parameterArgument(graph, node, 3);
    view.variance = graph::parameterArgument(graph, node, 4);
    const c10::IValue training = graph::constantArgument(node, 5);
    view.training = !training.isBool() || training.toBool();
    const c10::IValue epsilon = graph::constantArgument(node, 7);
    if (epsilon.isDouble())
        view.epsilon = epsilon.toDouble();
    return view;
}

std::optional<LayerNormView> layerNormView(const graph::Graph& graph, const graph::Node& node)
{
    if (node.op.name != "aten::layer_norm" || graph::intListArgument(node, 1).size() != 1)
        return std::nullopt;
    const LayerNormView view{
        graph::parameterArgument(graph, node, 2), graph::parameterArgument(graph, node, 3)};
    if (!view.gamma.valid() || !view.beta.valid())
        return std::nullopt;
    return view;
}

} // namespace pleat::ops
