// SPDX-License-Identifier: GPL-3.0-or-later
// BatchNorm and InstanceNorm act on each channel separately; GroupNorm mixes within groups, which
// move as wholes; LayerNorm mixes all channels, which therefore stay.
#include "core/ops/layer_views.h"
#include "core/ops/operator_family.h"

#include <ATen/core/ivalue_inl.h>

namespace pleat::ops {

namespace {

/// Vectors at arguments [first, last] have one entry per channel.
void coupleVectors(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules,
    Axis channels, std::size_t first, std::size_t last)
{
    for (std::size_t index = first; index <= last; ++index) {
        const graph::ValueId vector = tensorArgument(graph, node, index);
        if (vector.valid() && rules.tracked(channels))
            rules.same({vector, 0}, channels);
        else if (vector.valid() && rules.tracked({vector, 0}))
            rules.freeze({vector, 0}, node.op.name + " of positions that are no channels");
    }
}

void freezeSpace(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId in = node.arguments[0].value;
    for (std::int64_t axis = 2; axis < rankOf(graph, in); ++axis) {
        if (rules.tracked({in, axis}))
            rules.freeze({in, axis}, node.op.name + " mixes along this axis");
    }
}

void coupleBatchNorm(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    if (batchNormView(graph, node)->training)
        return freezeNode(graph, rules, node,
            "BatchNorm takes the statistics of the batch (traced in training mode, or without "
            "running statistics)");
    const graph::ValueId in = node.arguments[0].value;
    passThrough(graph, rules, node.outputs[0], in);
    coupleVectors(graph, node, rules, {in, 1}, 1, 4);
}

void coupleInstanceNorm(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId in = node.arguments[0].value;
    freezeSpace(graph, node, rules);
    passThrough(graph, rules, node.outputs[0], in);
    coupleVectors(graph, node, rules, {in, 1}, 1, 4);
}

void coupleGroupNorm(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const c10::IValue groups = graph::constantArgument(node, 1);
    if (!groups.isInt())
        return freezeNode(graph, rules, node, "GroupNorm with computed groups");
    const Axis channels{node.arguments[0].value, 1};
    freezeSpace(graph, node, rules);
    if (rules.tracked(channels) && groups.toInt() == 1)
        rules.freeze(channels, "GroupNorm over all channels mixes them");
    else if (rules.tracked(channels))
        rules.blocks(channels, groups.toInt());
    passThrough(graph, rules, node.outputs[0], channels.value);
    coupleVectors(graph, node, rules, channels, 2, 3);
}

void coupleLayerNorm(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId in = node.arguments[0].value;
    const std::int64_t rank = rankOf(graph, in);
    const auto normalised = static_cast<std::int64_t>(graph::intListArgument(node, 1).size());
    if (normalised == 0)
        return freezeNode(graph, rules, node, "LayerNorm over a computed shape");
    passThrough(graph, rules, node.outputs[0], in);
    for (std::int64_t i = 0; i < normalised; ++i) {
        const Axis axis{in, rank - normalised + i};
        for (std::size_t index : {std::size_t{2}, std::size_t{3}}) {
            const graph::ValueId affine = tensorArgument(graph, node, index);
            if (affine.valid() && rules.tracked(axis))
                rules.same({affine, i}, axis);
        }
        if (rules.tracked(axis))
            rules.freeze(axis, "LayerNorm mixes these channels");
    }
}

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    if (!tensorArgument(graph, node, 0).valid() || rankOf(graph, node.arguments[0].value) < 2)
        return freezeNode(graph, rules, node, node.op.name + " of a constant or vector");
    if (node.op.name == "aten::batch_norm")
        coupleBatchNorm(graph, node, rules);
    else if (node.op.name == "aten::instance_norm")
        coupleInstanceNorm(graph, node, rules);
    else if (node.op.name == "aten::group_norm")
        coupleGroupNorm(graph, node, rules);
    else
        coupleLayerNorm(graph, node, rules);
}

void resize(const graph::Graph& graph, graph::Node& node, Resizing& resizing)
{
    if (node.op.name == "aten::group_norm")
        resizeCount(graph, node, 1, {node.arguments[0].value, 1}, resizing);
}

} // namespace

extern const OperatorFamily family_normalisation;
const OperatorFamily family_normalisation{
    {"aten::batch_norm", "aten::instance_norm", "aten::group_norm", "aten::layer_norm",
        "aten::rms_norm"},
    couple, resize};

} // namespace pleat::ops
