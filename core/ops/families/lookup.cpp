// SPDX-License-Identifier: GPL-3.0-or-later
// Tables and indexing: the axis that is looked up stays as it is, the others go on.
#include "core/ops/operator_family.h"

#include <ATen/core/ivalue_inl.h>

namespace pleat::ops {

namespace {

void freezeLookedUp(const graph::Node& node, ChannelRules& rules, Axis axis)
{
    if (rules.tracked(axis))
        rules.freeze(axis, node.op.name + " picks along this axis");
}

void coupleEmbedding(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId table = tensorArgument(graph, node, 0);
    const graph::ValueId out = node.outputs[0];
    freezeLookedUp(node, rules, {table, 0});
    rules.same({out, rankOf(graph, out) - 1}, {table, 1});
    const graph::ParameterId parameter = graph.value(table).parameter;
    if (parameter.valid())
        rules.role(parameter, 1, Role::Producer);
}

/// x[:, i, :] with one tensor of indices: its axes stand where the looked-up axis was.
void coupleIndex(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules,
    std::int64_t axis, std::int64_t indexRank)
{
    const graph::ValueId in = node.arguments[0].value;
    const graph::ValueId out = node.outputs[0];
    freezeLookedUp(node, rules, {in, axis});
    for (std::int64_t other = 0; other < rankOf(graph, in); ++other) {
        if (other != axis)
            rules.same({out, other < axis ? other : other + indexRank - 1}, {in, other});
    }
}

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId in = tensorArgument(graph, node, 0);
    if (!in.valid())
        return freezeNode(graph, rules, node, node.op.name + " of a constant");
    if (node.op.name == "aten::embedding")
        return coupleEmbedding(graph, node, rules);
    if (node.op.name == "aten::index_select") {
        const std::int64_t axis = axisArgument(node, 1, rankOf(graph, in));
        return axis < 0 ? freezeNode(graph, rules, node, node.op.name + " of a computed axis")
                        : coupleIndex(graph, node, rules, axis, 1);
    }
    const auto& indices = node.arguments[1].items;
    std::int64_t axis = -1;
    graph::ValueId index;
    for (std::size_t i = 0; i < indices.size(); ++i) {
        if (!indices[i].isValue())
            continue;
        if (index.valid())
            return freezeNode(graph, rules, node, "aten::index with several tensors of indices");
        axis = static_cast<std::int64_t>(i);
        index = indices[i].value;
    }
    if (!index.valid()
        || rankOf(graph, in) - 1 + rankOf(graph, index) != rankOf(graph, node.outputs[0]))
        return freezeNode(graph, rules, node, "aten::index by a mask or a computed list");
    coupleIndex(graph, node, rules, axis, rankOf(graph, index));
}

} // namespace

extern const OperatorFamily family_lookup;
const OperatorFamily family_lookup{
    {"aten::embedding", "aten::index", "aten::index_select"}, couple};

} // namespace pleat::ops
