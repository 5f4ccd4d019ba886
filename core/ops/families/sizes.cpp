// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a size touches no channel: sizes that belong to the network are constants by now. Fresh
// tensors hold positions.
#include "core/ops/operator_family.h"

namespace pleat::ops {

namespace {

bool makesFreshTensor(const std::string& name)
{
    return name == "aten::zeros" || name == "aten::ones" || name == "aten::full"
        || name == "aten::empty" || name == "aten::arange" || name == "aten::linspace"
        || name == "aten::new_zeros" || name == "aten::new_ones" || name == "aten::new_full";
}

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const bool sizesOnly = node.outputs.size() == 1 && graph.value(node.outputs[0]).fromSizes;
    if (!sizesOnly && !makesFreshTensor(node.op.name))
        freezeNode(graph, rules, node, node.op.name + " of tensor values has no coupling rule");
}

} // namespace

extern const OperatorFamily family_sizes;
const OperatorFamily family_sizes{
    {"aten::size", "aten::len", "aten::numel", "prim::NumToTensor", "aten::Int",
        "aten::floor_divide", "aten::floordiv", "aten::ScalarImplicit", "aten::IntImplicit",
        "aten::zeros", "aten::ones", "aten::full", "aten::empty", "aten::arange", "aten::linspace",
        "aten::new_zeros", "aten::new_ones", "aten::new_full"},
    couple};

} // namespace pleat::ops
