// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a size touches no channel: sizes that belong to the network are constants by now.
#include "core/ops/operator_family.h"

namespace pleat::ops {

extern const OperatorFamily family_sizes;
const OperatorFamily family_sizes{
    {"aten::size", "aten::len", "aten::numel", "prim::NumToTensor", "aten::Int",
        "aten::floor_divide", "aten::floordiv", "aten::ScalarImplicit", "aten::IntImplicit"},
    [](const graph::Graph& graph, const graph::Node& node, ChannelRules& rules) {
        const bool sizesOnly = node.outputs.size() == 1 && graph.value(node.outputs[0]).fromSizes;
        if (!sizesOnly)
            freezeNode(graph, rules, node, node.op.name + " of tensor values has no coupling rule");
    }};

} // namespace pleat::ops
