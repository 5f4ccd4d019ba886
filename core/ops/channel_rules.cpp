// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/channel_rules.h"

#include <ATen/core/ivalue_inl.h>

namespace pleat::ops {

std::int64_t rankOf(const graph::Graph& graph, graph::ValueId value)
{
    return static_cast<std::int64_t>(graph.value(value).shape.size());
}

std::int64_t extentOf(const graph::Graph& graph, Axis axis)
{
    return graph.value(axis.value).shape.at(static_cast<std::size_t>(axis.axis));
}

graph::ValueId tensorArgument(const graph::Graph& graph, const graph::Node& node, std::size_t index)
{
    if (index >= node.arguments.size() || !node.arguments[index].isValue()
        || !graph.value(node.arguments[index].value).isTensor)
        return {};
    return node.arguments[index].value;
}

std::int64_t axisArgument(const graph::Node& node, std::size_t index, std::int64_t rank)
{
    const c10::IValue axis = graph::constantArgument(node, index);
    if (!axis.isInt())
        return -1;
    return axis.toInt() < 0 ? axis.toInt() + rank : axis.toInt();
}

void sameInAll(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules, Axis out,
    const std::vector<Axis>& operands)
{
    bool known = false;
    bool unknown = false;
    for (Axis operand : operands) {
        if (!rules.tracked(operand)) {
            unknown = true;
            continue;
        }
        known = true;
        rules.same(out, operand);
    }
    if (known && unknown && extentOf(graph, out) > 1)
        rules.freeze(out, node.op.name + " joins them with positions that are no channels");
}

void broadcast(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules,
    const std::vector<graph::ValueId>& operands)
{
    const graph::ValueId result = node.outputs[0];
    const std::int64_t rank = rankOf(graph, result);
    for (std::int64_t axis = 0; axis < rank; ++axis) {
        const Axis out{result, axis};
        std::vector<Axis> aligned;
        for (graph::ValueId operand : operands) {
            const Axis own{operand, axis - (rank - rankOf(graph, operand))};
            if (own.axis >= 0 && extentOf(graph, own) == extentOf(graph, out))
                aligned.push_back(own);
        }
        sameInAll(graph, node, rules, out, aligned);
    }
}

void passThrough(
    const graph::Graph& graph, ChannelRules& rules, graph::ValueId out, graph::ValueId in)
{
    for (std::int64_t axis = 0; axis < rankOf(graph, in); ++axis)
        rules.same({out, axis}, {in, axis});
}

void freezeTracked(
    const graph::Graph& graph, ChannelRules& rules, graph::ValueId value, const std::string& reason)
{
    for (std::int64_t axis = 0; axis < rankOf(graph, value); ++axis) {
        if (rules.tracked({value, axis}))
            rules.freeze({value, axis}, reason);
    }
    // A list has no axes of its own: it holds parts of what its maker read.
    const graph::Value& known = graph.value(value);
    if (!known.isTensor && !known.fromSizes && known.producer.valid())
        graph::forEachInput(graph.node(known.producer),
            [&](graph::ValueId id) { freezeTracked(graph, rules, id, reason); });
}

void freezeNode(const graph::Graph& graph, ChannelRules& rules, const graph::Node& node,
    const std::string& reason)
{
    graph::forEachInput(node, [&](graph::ValueId id) { freezeTracked(graph, rules, id, reason); });
    for (graph::ValueId id : node.outputs) {
        for (std::int64_t axis = 1; axis < rankOf(graph, id); ++axis) {
            rules.produce({id, axis});
            rules.freeze({id, axis}, reason);
        }
    }
}

} // namespace pleat::ops
