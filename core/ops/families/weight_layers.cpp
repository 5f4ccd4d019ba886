// SPDX-License-Identifier: GPL-3.0-or-later
// Convolution and linear: rows of the weight make the output's channels, columns read the input's.
// In a grouped convolution whole groups move; a depthwise one ties its input to its output.
#include "core/ops/layer_views.h"
#include "core/ops/weight_layer_rules.h"

namespace pleat::ops {

namespace {

void coupleDense(const WeightLayerView& view, ChannelRules& rules, Axis in, Axis out, Axis rows,
    Axis columns, const std::string& name)
{
    rules.produce(rows);
    rules.produce(columns);
    rules.role(view.weight, rows.axis, Role::Producer);
    rules.role(view.weight, columns.axis, Role::Consumer);
    rules.same(out, rows);
    if (rules.tracked(in))
        rules.same(in, columns);
    else if (rules.tracked(columns))
        rules.freeze(columns, name + " reads positions, not channels");
}

void coupleGrouped(const WeightLayerView& view, ChannelRules& rules, Axis in, Axis out, Axis first)
{
    rules.produce(out);
    rules.produce(first);
    rules.role(view.weight, first.axis, Role::Producer);
    rules.sameBlocks(in, out, view.groups);
    const Axis side = view.transposed ? in : out;
    if (rules.tracked(side))
        rules.same(first, side);
    else if (rules.tracked(first))
        rules.freeze(first, "a grouped convolution reads positions, not channels");
}

void resize(const graph::Graph& graph, graph::Node& node, Resizing& resizing)
{
    const auto view = weightLayerView(graph, node);
    if (view && view->groups > 1)
        resizeCount(graph, node, view->groupsArgument, {view->input, view->channelAxis}, resizing);
}

} // namespace

void coupleWeightLayer(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const auto view = weightLayerView(graph, node);
    if (!view)
        return freezeNode(graph, rules, node, node.op.name + " of a constant");
    if (!view->weight.valid() || !view->biasIsParameter || view->groups < 1)
        return freezeNode(graph, rules, node, "the weights of " + node.op.name + " are computed");
    const graph::Parameter& parameter = graph.parameter(view->weight);
    const bool convolution = node.op.name.find("conv") != std::string::npos;
    const std::int64_t inputRank = rankOf(graph, view->input);
    if (convolution ? inputRank != rankOf(graph, parameter.value) : inputRank < 2)
        return freezeNode(graph, rules, node,
            node.op.name + " without a batch axis has no coupling rule (" + parameter.name + ")");
    const Axis in{view->input, view->channelAxis};
    const Axis out{node.outputs[0], view->channelAxis};
    const Axis first{parameter.value, 0};
    const Axis second{parameter.value, 1};
    if (view->groups != 1)
        coupleGrouped(*view, rules, in, out, first);
    else if (view->transposed)
        coupleDense(*view, rules, in, out, second, first, parameter.name);
    else
        coupleDense(*view, rules, in, out, first, second, parameter.name);
    if (view->bias.valid())
        rules.same({graph.parameter(view->bias).value, 0}, out);
    for (std::int64_t axis = 2; convolution && axis < inputRank; ++axis) {
        if (rules.tracked({view->input, axis}))
            rules.freeze({view->input, axis}, node.op.name + " mixes along this axis");
    }
    // The axes before the channels go on as they are; channels may have been laid into the batch.
    for (std::int64_t axis = 0; axis < view->channelAxis; ++axis)
        rules.same({node.outputs[0], axis}, {view->input, axis});
}

std::vector<Axis> axesOf(const graph::Graph& graph, graph::ValueId value, std::int64_t except)
{
    std::vector<Axis> axes;
    for (std::int64_t axis = 0; axis < rankOf(graph, value); ++axis) {
        if (axis != except)
            axes.push_back({value, axis});
    }
    return axes;
}

std::vector<Axis> weightLayerMacs(const graph::Graph& graph, const graph::Node& node)
{
    const auto view = weightLayerView(graph, node);
    if (!view || !view->weight.valid())
        return {};
    const bool convolution = node.op.name.find("conv") != std::string::npos;
    std::vector<Axis> axes = axesOf(
        graph, view->transposed && convolution ? view->input : node.outputs[0], view->channelAxis);
    for (const Axis axis : axesOf(graph, graph.parameter(view->weight).value))
        axes.push_back(axis);
    return axes;
}

extern const OperatorFamily family_weight_layers;
const OperatorFamily family_weight_layers{
    {"aten::_convolution", "aten::_convolution_mode", "aten::convolution", "aten::conv1d",
        "aten::conv2d", "aten::conv3d", "aten::conv_transpose1d", "aten::conv_transpose2d",
        "aten::conv_transpose3d", "aten::linear", "aten::addmm"},
    coupleWeightLayer, resize, weightLayerMacs};

} // namespace pleat::ops
