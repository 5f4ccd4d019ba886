// SPDX-License-Identifier: GPL-3.0-or-later
// Convolution and linear: rows of the weight make the output's channels, columns read the input's.
#include "core/ops/layer_views.h"
#include "core/ops/operator_family.h"

namespace pleat::ops {

namespace {

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const auto view = weightLayerView(graph, node);
    if (!view || !view->weight.valid() || !view->biasIsParameter)
        return freezeNode(graph, rules, node, "the weights of " + node.op.name + " are computed");
    const std::string& name = graph.parameter(view->weight).name;
    if (view->transposed)
        return freezeNode(
            graph, rules, node, "transposed convolution has no coupling rule (" + name + ")");
    if (view->groups != 1)
        return freezeNode(
            graph, rules, node, "grouped convolution has no coupling rule (" + name + ")");
    const std::size_t rank = graph.value(graph.parameter(view->weight).value).shape.size();
    const std::size_t inputRank = graph.value(view->input).shape.size();
    const bool linear = node.op.name == "aten::linear";
    if (linear ? (rank != 2 || inputRank < 2) : inputRank != rank)
        return freezeNode(graph, rules, node,
            node.op.name + " without a batch axis has no coupling rule (" + name + ")");
    const Axis in{view->input, view->channelAxis};
    const Axis out{node.outputs[0], view->channelAxis};
    if (!rules.tracked(in)) {
        rules.produce(in);
        rules.freeze(in, "nothing is known about where these channels come from");
    }
    rules.produce(out);
    rules.member(view->weight, 0, Role::Producer, out);
    if (view->bias.valid())
        rules.member(view->bias, 0, Role::PerChannel, out);
    rules.member(view->weight, 1, Role::Consumer, in);
    // A linear layer acts along its last axis only; the others go on as they are.
    for (std::int64_t axis = 1; linear && axis < view->channelAxis; ++axis) {
        if (rules.tracked({view->input, axis}))
            rules.same({node.outputs[0], axis}, {view->input, axis});
    }
}

/// Outputs x (in/groups) x kernel.
std::int64_t layerMacs(const graph::Graph& graph, const graph::Node& node)
{
    const auto view = weightLayerView(graph, node);
    if (!view || !view->weight.valid())
        return 0;
    const auto& weight = graph.value(graph.parameter(view->weight).value).shape;
    const auto& side = graph.value(view->transposed ? view->input : node.outputs[0]).shape;
    std::int64_t positions = 1;
    for (std::size_t axis = 0; axis < side.size(); ++axis)
        positions *= axis == static_cast<std::size_t>(view->channelAxis) ? 1 : side[axis];
    std::int64_t elements = 1;
    for (std::int64_t size : weight)
        elements *= size;
    return positions * elements;
}

} // namespace

extern const OperatorFamily family_weight_layers;
const OperatorFamily family_weight_layers{
    {"aten::_convolution", "aten::convolution", "aten::conv1d", "aten::conv2d", "aten::conv3d",
        "aten::conv_transpose1d", "aten::conv_transpose2d", "aten::conv_transpose3d",
        "aten::linear"},
    couple, layerMacs};

} // namespace pleat::ops
