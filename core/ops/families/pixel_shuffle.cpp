// SPDX-License-Identifier: GPL-3.0-or-later
// Pixel shuffle turns blocks of r*r channels into r x r pixels of one: the blocks move as wholes.
#include "core/ops/operator_family.h"

#include <ATen/core/ivalue_inl.h>

namespace pleat::ops {

namespace {

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId in = tensorArgument(graph, node, 0);
    const c10::IValue factor = graph::constantArgument(node, 1);
    if (!in.valid() || !factor.isInt())
        return freezeNode(graph, rules, node, node.op.name + " by a computed factor");
    const std::int64_t rank = rankOf(graph, in);
    const graph::ValueId out = node.outputs[0];
    const std::int64_t block = factor.toInt() * factor.toInt();
    for (std::int64_t axis = 0; axis < rank; ++axis) {
        if (axis < rank - 3)
            rules.same({out, axis}, {in, axis});
        else if (axis > rank - 3 && rules.tracked({in, axis}))
            rules.freeze({in, axis}, node.op.name + " lays channels out along this axis");
    }
    const Axis from{in, rank - 3};
    const Axis to{out, rank - 3};
    if (!rules.tracked(from))
        return;
    if (node.op.name == "aten::pixel_unshuffle")
        return rules.repeat(to, from, block);
    rules.produce(to);
    if (rules.tracked(to))
        rules.repeat(from, to, block);
    else
        rules.freeze(from, node.op.name + " makes pixels of all channels");
}

} // namespace

extern const OperatorFamily family_pixel_shuffle;
const OperatorFamily family_pixel_shuffle{{"aten::pixel_shuffle", "aten::pixel_unshuffle"}, couple};

} // namespace pleat::ops
