// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/channel_rules.h"

namespace pleat::ops {

namespace {

std::int64_t rank(const graph::Graph& graph, graph::ValueId value)
{
    return static_cast<std::int64_t>(graph.value(value).shape.size());
}

} // namespace

void passThrough(
    const graph::Graph& graph, ChannelRules& rules, graph::ValueId out, graph::ValueId in)
{
    for (std::int64_t axis = 0; axis < rank(graph, in); ++axis) {
        if (rules.tracked({in, axis}))
            rules.same({out, axis}, {in, axis});
    }
}

void freezeTracked(
    const graph::Graph& graph, ChannelRules& rules, graph::ValueId value, const std::string& reason)
{
    for (std::int64_t axis = 0; axis < rank(graph, value); ++axis) {
        if (rules.tracked({value, axis}))
            rules.freeze({value, axis}, reason);
    }
}

void freezeNode(const graph::Graph& graph, ChannelRules& rules, const graph::Node& node,
    const std::string& reason)
{
    graph::forEachInput(node, [&](graph::ValueId id) {
        if (graph.value(id).kind == graph::ValueKind::Parameter) {
            for (std::int64_t axis = 0; axis < rank(graph, id); ++axis) {
                if (!rules.tracked({id, axis}))
                    rules.produce({id, axis});
            }
        }
        freezeTracked(graph, rules, id, reason);
    });
    for (graph::ValueId id : node.outputs) {
        for (std::int64_t axis = 1; axis < rank(graph, id); ++axis) {
            rules.produce({id, axis});
            rules.freeze({id, axis}, reason);
        }
    }
}

} // namespace pleat::ops
