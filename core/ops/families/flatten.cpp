// SPDX-License-Identifier: GPL-3.0-or-later
// Flatten lays the axes of an image behind each other: channel i becomes H*W neighbouring features.
#include "core/ops/operator_family.h"

#include <ATen/core/ivalue_inl.h>

namespace pleat::ops {

namespace {

/// Axes [first, last] of the input become axis `first` of the output.
void coupleRange(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules,
    std::int64_t first, std::int64_t last)
{
    const graph::ValueId in = node.arguments[0].value;
    const graph::ValueId out = node.outputs[0];
    const auto& shape = graph.value(in).shape;
    for (std::int64_t axis = 0; axis < static_cast<std::int64_t>(shape.size()); ++axis) {
        if (!rules.tracked({in, axis}) || (axis > first && axis <= last))
            continue;
        if (axis != first) {
            rules.same({out, axis < first ? axis : axis - (last - first)}, {in, axis});
            continue;
        }
        std::int64_t inner = 1;
        for (std::int64_t next = first + 1; next <= last; ++next)
            inner *= shape[static_cast<std::size_t>(next)];
        rules.repeat({out, first}, {in, axis}, inner);
    }
    for (std::int64_t axis = first + 1; axis <= last; ++axis) {
        if (rules.tracked({in, axis}) && shape[static_cast<std::size_t>(axis)] > 1)
            rules.freeze({in, axis}, "flattened behind another axis");
    }
}

/// A view that names the size of an axis keeps that size after a fold, so the axis must keep it
/// too.
void freezeNamedAxes(
    const graph::Graph& graph, const graph::Node& node, ChannelRules& rules, std::int64_t first)
{
    const graph::Argument& target = node.arguments[1];
    for (std::int64_t axis = 0; axis < first; ++axis) {
        const bool computed = !target.items.empty()
            && target.items[static_cast<std::size_t>(axis)].isValue()
            && graph.value(target.items[static_cast<std::size_t>(axis)].value).fromSizes;
        if (!computed && rules.tracked({node.arguments[0].value, axis}))
            rules.freeze(
                {node.arguments[0].value, axis}, node.op.name + " names the size of this axis");
    }
}

/// view and reshape count as flatten when they end in -1 and keep every axis before it.
bool viewIsFlatten(const graph::Graph& graph, const graph::Node& node, std::int64_t& first)
{
    const auto& in = graph.value(node.arguments[0].value).shape;
    const auto& out = graph.value(node.outputs[0]).shape;
    if (out.empty() || in.size() < out.size())
        return false;
    first = static_cast<std::int64_t>(out.size()) - 1;
    for (std::int64_t axis = 0; axis < first; ++axis) {
        if (in[static_cast<std::size_t>(axis)] != out[static_cast<std::size_t>(axis)])
            return false;
    }
    const graph::Argument& target = node.arguments[1];
    if (target.constant.isIntList())
        return target.constant.toIntVector().back() == -1;
    return !target.items.empty() && target.items.back().constant.isInt()
        && target.items.back().constant.toInt() == -1;
}

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const auto rank = static_cast<std::int64_t>(graph.value(node.arguments[0].value).shape.size());
    std::int64_t first = 0;
    if (node.op.name != "aten::flatten") {
        if (!viewIsFlatten(graph, node, first))
            return freezeNode(
                graph, rules, node, node.op.name + " that is no flatten has no coupling rule");
        freezeNamedAxes(graph, node, rules, first);
        return coupleRange(graph, node, rules, first, rank - 1);
    }
    const c10::IValue start = graph::constantArgument(node, 1);
    const c10::IValue end = graph::constantArgument(node, 2);
    if (!start.isInt() || !end.isInt())
        return freezeNode(graph, rules, node, "flatten over computed axes has no coupling rule");
    first = start.toInt() < 0 ? start.toInt() + rank : start.toInt();
    coupleRange(graph, node, rules, first, end.toInt() < 0 ? end.toInt() + rank : end.toInt());
}

} // namespace

extern const OperatorFamily family_flatten;
const OperatorFamily family_flatten{{"aten::flatten", "aten::view", "aten::reshape"}, couple};

} // namespace pleat::ops
