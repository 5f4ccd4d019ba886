// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that treat every element alike, without parameters: channels pass through.
#include "core/ops/operator_family.h"

#include <ATen/core/ivalue_inl.h>

namespace pleat::ops {

namespace {

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    // A second tensor (x * y written as an activation, for instance) would mix two sets of
    // channels.
    std::size_t tensors = 0;
    graph::forEachInput(node, [&](graph::ValueId id) { tensors += graph.value(id).isTensor; });
    for (const graph::Argument& argument : node.arguments)
        tensors += argument.constant.isTensor() && argument.constant.toTensor().dim() > 0;
    if (tensors != 1)
        return freezeNode(
            graph, rules, node, node.op.name + " of several tensors has no coupling rule");
    passThrough(graph, rules, node.outputs[0], node.arguments[0].value);
}

} // namespace

extern const OperatorFamily family_elementwise;
const OperatorFamily family_elementwise{
    {"aten::relu", "aten::relu6", "aten::hardtanh", "aten::leaky_relu", "aten::elu", "aten::celu",
        "aten::selu", "aten::gelu", "aten::silu", "aten::mish", "aten::sigmoid",
        "aten::hardsigmoid", "aten::hardswish", "aten::tanh", "aten::softplus", "aten::clamp",
        "aten::clamp_min", "aten::clamp_max", "aten::abs", "aten::dropout", "aten::feature_dropout",
        "aten::alpha_dropout", "aten::contiguous", "aten::clone", "aten::detach", "aten::alias"},
    couple};

} // namespace pleat::ops
