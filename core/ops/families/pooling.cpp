// SPDX-License-Identifier: GPL-3.0-or-later
// Pooling works within a channel: the channel axis passes through, space does not matter.
#include "core/ops/operator_family.h"

#include <ATen/core/ivalue_inl.h>

#include <algorithm>

namespace pleat::ops {

namespace {

constexpr std::int64_t kChannelAxis = 1;

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId in = node.arguments[0].value;
    for (std::size_t axis = 2; axis < graph.value(in).shape.size(); ++axis) {
        const Axis space{in, static_cast<std::int64_t>(axis)};
        if (rules.tracked(space))
            rules.freeze(space, node.op.name + " mixes along this axis");
    }
    if (rules.tracked({in, kChannelAxis}))
        rules.same({node.outputs[0], kChannelAxis}, {in, kChannelAxis});
}

/// mean(dim): a global pool when it averages over space and leaves batch and channels alone.
void coupleMean(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId in = node.arguments[0].value;
    const auto rank = static_cast<std::int64_t>(graph.value(in).shape.size());
    std::vector<std::int64_t> over = graph::intListArgument(node, 1);
    for (std::int64_t& axis : over)
        axis += axis < 0 ? rank : 0;
    const bool spaceOnly = !over.empty()
        && std::all_of(
            over.begin(), over.end(), [](std::int64_t axis) { return axis > kChannelAxis; });
    if (!spaceOnly)
        return freezeNode(graph, rules, node, node.op.name + " over channels has no coupling rule");
    couple(graph, node, rules);
}

void coupleByName(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    if (node.op.name == "aten::mean")
        coupleMean(graph, node, rules);
    else
        couple(graph, node, rules);
}

} // namespace

extern const OperatorFamily family_pooling;
const OperatorFamily family_pooling{
    {"aten::max_pool1d", "aten::max_pool2d", "aten::max_pool3d", "aten::avg_pool1d",
        "aten::avg_pool2d", "aten::avg_pool3d", "aten::adaptive_avg_pool1d",
        "aten::adaptive_avg_pool2d", "aten::adaptive_avg_pool3d", "aten::adaptive_max_pool2d",
        "aten::mean"},
    coupleByName};

} // namespace pleat::ops
