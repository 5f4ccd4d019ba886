// SPDX-License-Identifier: GPL-3.0-or-later
// Adding two computed values forces the same clustering on both (residual connections).
#include "core/ops/operator_family.h"

namespace pleat::ops {

namespace {

bool isComputed(const graph::Graph& graph, const graph::Argument& argument)
{
    return argument.isValue() && graph.value(argument.value).isTensor
        && graph.value(argument.value).kind != graph::ValueKind::Parameter;
}

bool isScalar(const graph::Graph& graph, const graph::Argument& argument)
{
    if (argument.isValue())
        return !graph.value(argument.value).isTensor || graph.value(argument.value).shape.empty();
    return !argument.constant.isTensor() || argument.constant.toTensor().dim() == 0;
}

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::Argument& left = node.arguments[0];
    const graph::Argument& right = node.arguments[1];
    const graph::ValueId out = node.outputs[0];
    if (isComputed(graph, left) && isScalar(graph, right))
        return passThrough(graph, rules, out, left.value);
    const bool twoComputed = isComputed(graph, left) && isComputed(graph, right);
    if (!twoComputed || graph.value(left.value).shape != graph.value(right.value).shape)
        return freezeNode(graph, rules, node,
            node.op.name + " with a broadcast or constant operand has no coupling rule");
    const auto rank = static_cast<std::int64_t>(graph.value(out).shape.size());
    for (std::int64_t axis = 0; axis < rank; ++axis) {
        if (!rules.tracked({left.value, axis}) && !rules.tracked({right.value, axis}))
            continue;
        rules.same({left.value, axis}, {right.value, axis});
        rules.same({out, axis}, {left.value, axis});
        rules.joined({out, axis});
    }
}

} // namespace

extern const OperatorFamily family_addition;
const OperatorFamily family_addition{{"aten::add", "aten::sub"}, couple};

} // namespace pleat::ops
