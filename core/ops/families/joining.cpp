// SPDX-License-Identifier: GPL-3.0-or-later
// Concatenation lays channels behind each other; stacking keeps them and adds an axis.
#include "core/ops/operator_family.h"

#include <ATen/core/ivalue_inl.h>

namespace pleat::ops {

namespace {

std::vector<graph::ValueId> listedTensors(const graph::Graph& graph, const graph::Node& node)
{
    std::vector<graph::ValueId> result;
    for (const graph::Argument& item : node.arguments[0].items) {
        if (!item.isValue() || !graph.value(item.value).isTensor)
            return {};
        result.push_back(item.value);
    }
    return result;
}

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const auto parts = listedTensors(graph, node);
    const graph::ValueId out = node.outputs[0];
    const std::int64_t rank = rankOf(graph, out);
    const std::int64_t along = axisArgument(node, 1, rank);
    if (parts.empty() || along < 0)
        return freezeNode(graph, rules, node, node.op.name + " of a computed list");
    const bool stack = node.op.name == "aten::stack";
    for (std::int64_t axis = 0; axis < rank; ++axis) {
        std::vector<Axis> axes;
        for (graph::ValueId part : parts)
            axes.push_back({part, stack && axis > along ? axis - 1 : axis});
        if (axis != along)
            sameInAll(graph, node, rules, {out, axis}, axes);
        else if (!stack)
            rules.concat({out, axis}, axes);
    }
}

} // namespace

extern const OperatorFamily family_joining;
const OperatorFamily family_joining{
    {"aten::cat", "aten::concat", "aten::concatenate", "aten::stack"}, couple};

} // namespace pleat::ops
