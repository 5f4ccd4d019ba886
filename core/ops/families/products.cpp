// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix products. With a parameter on the right they are linear layers; of two computed matrices
// (attention) the rows and columns go on, and what is summed over must stay as it is.
#include "core/ops/layer_views.h"
#include "core/ops/weight_layer_rules.h"

namespace pleat::ops {

namespace {

struct Operands
{
    graph::ValueId left, right; ///< [..., m, k] and [..., k, n]
    graph::ValueId added; ///< of baddbmm; invalid otherwise
    bool valid() const { return left.valid() && right.valid(); }
};

Operands operands(const graph::Graph& graph, const graph::Node& node)
{
    const std::size_t first = node.op.name == "aten::baddbmm" ? 1 : 0;
    Operands result{tensorArgument(graph, node, first), tensorArgument(graph, node, first + 1), {}};
    if (first == 1)
        result.added = tensorArgument(graph, node, 0);
    return result;
}

/// Axes before the last two, aligned from the last as broadcasting does.
void coupleBatches(
    const graph::Graph& graph, const graph::Node& node, ChannelRules& rules, const Operands& from)
{
    const graph::ValueId out = node.outputs[0];
    const std::int64_t rank = rankOf(graph, out);
    for (std::int64_t axis = 0; axis + 2 < rank; ++axis) {
        std::vector<Axis> aligned;
        for (graph::ValueId operand : {from.left, from.right}) {
            const Axis own{operand, axis - (rank - rankOf(graph, operand))};
            if (own.axis >= 0 && extentOf(graph, own) == extentOf(graph, {out, axis}))
                aligned.push_back(own);
        }
        sameInAll(graph, node, rules, {out, axis}, aligned);
    }
}

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    if (weightLayerView(graph, node))
        return coupleWeightLayer(graph, node, rules);
    const Operands from = operands(graph, node);
    if (!from.valid() || rankOf(graph, from.left) < 2 || rankOf(graph, from.right) < 2)
        return freezeNode(graph, rules, node, node.op.name + " with a vector has no coupling rule");
    const graph::ValueId out = node.outputs[0];
    const std::int64_t rank = rankOf(graph, out);
    const Axis rows{from.left, rankOf(graph, from.left) - 2};
    const Axis columns{from.right, rankOf(graph, from.right) - 1};
    coupleBatches(graph, node, rules, from);
    rules.same({out, rank - 2}, rows);
    rules.same({out, rank - 1}, columns);
    const Axis summed{from.left, rows.axis + 1};
    const Axis summedToo{from.right, columns.axis - 1};
    if (rules.tracked(summed) && rules.tracked(summedToo))
        rules.same(summed, summedToo);
    for (Axis axis : {summed, summedToo}) {
        if (rules.tracked(axis))
            rules.freeze(
                axis, "attention: " + node.op.name + " sums products of them with computed values");
    }
    if (from.added.valid())
        broadcast(graph, node, rules, {from.added, out});
}

std::vector<Axis> productMacs(const graph::Graph& graph, const graph::Node& node)
{
    if (weightLayerView(graph, node))
        return weightLayerMacs(graph, node);
    const Operands from = operands(graph, node);
    if (!from.valid())
        return {};
    std::vector<Axis> axes = axesOf(graph, node.outputs[0]);
    axes.push_back({from.left, rankOf(graph, from.left) - 1});
    return axes;
}

} // namespace

extern const OperatorFamily family_products;
const OperatorFamily family_products{
    {"aten::matmul", "aten::mm", "aten::bmm", "aten::baddbmm"}, couple, nullptr, productMacs};

} // namespace pleat::ops
