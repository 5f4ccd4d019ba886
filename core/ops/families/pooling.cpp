// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that work within a channel, along space: pooling, resizing, padding, rolling. Every
// other axis passes through.
#include "core/ops/operator_family.h"

#include <ATen/core/ivalue_inl.h>

#include <algorithm>
#include <set>

namespace pleat::ops {

namespace {

/// "aten::max_pool2d" -> 2.
std::int64_t spatialAxes(const std::string& name)
{
    const auto digit = name.find_first_of("123");
    return digit == std::string::npos ? 0 : name[digit] - '0';
}

/// Axes along which the operator mixes positions.
std::set<std::int64_t> mixedAxes(const graph::Node& node, std::int64_t rank)
{
    std::set<std::int64_t> mixed;
    const std::string& name = node.op.name;
    if (name.find("pad") != std::string::npos) {
        // Pairs of sizes, from the last axis on.
        const auto padding = graph::intListArgument(node, 1);
        for (std::size_t i = 0; i < padding.size(); ++i) {
            if (padding[i] != 0)
                mixed.insert(rank - 1 - static_cast<std::int64_t>(i / 2));
        }
        return mixed;
    }
    if (name == "aten::roll" || name == "aten::flip") {
        for (std::int64_t axis : graph::intListArgument(node, name == "aten::roll" ? 2 : 1))
            mixed.insert(axis < 0 ? axis + rank : axis);
        return mixed;
    }
    for (std::int64_t i = 0; i < spatialAxes(name); ++i)
        mixed.insert(rank - 1 - i);
    return mixed;
}

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId in = tensorArgument(graph, node, 0);
    if (!in.valid())
        return freezeNode(graph, rules, node, node.op.name + " of a constant");
    const std::int64_t rank = rankOf(graph, in);
    const std::set<std::int64_t> mixed = mixedAxes(node, rank);
    if (mixed.empty() && node.op.name.find("pad") == std::string::npos)
        return freezeNode(graph, rules, node, node.op.name + " over computed axes");
    for (std::int64_t axis = 0; axis < rank; ++axis) {
        if (mixed.contains(axis)) {
            if (rules.tracked({in, axis}))
                rules.freeze({in, axis}, node.op.name + " mixes along this axis");
            continue;
        }
        for (graph::ValueId out : node.outputs) {
            if (graph.value(out).isTensor)
                rules.same({out, axis}, {in, axis});
        }
    }
}

} // namespace

extern const OperatorFamily family_pooling;
const OperatorFamily family_pooling{
    {"aten::max_pool1d", "aten::max_pool2d", "aten::max_pool3d", "aten::max_pool2d_with_indices",
        "aten::avg_pool1d", "aten::avg_pool2d", "aten::avg_pool3d", "aten::adaptive_avg_pool1d",
        "aten::adaptive_avg_pool2d", "aten::adaptive_avg_pool3d", "aten::adaptive_max_pool1d",
        "aten::adaptive_max_pool2d", "aten::adaptive_max_pool3d", "aten::upsample_nearest1d",
        "aten::upsample_nearest2d", "aten::upsample_nearest3d", "aten::_upsample_nearest_exact2d",
        "aten::upsample_linear1d", "aten::upsample_bilinear2d", "aten::upsample_bicubic2d",
        "aten::upsample_trilinear3d", "aten::pad", "aten::constant_pad_nd",
        "aten::reflection_pad1d", "aten::reflection_pad2d", "aten::reflection_pad3d",
        "aten::replication_pad1d", "aten::replication_pad2d", "aten::replication_pad3d",
        "aten::roll", "aten::flip"},
    couple};

} // namespace pleat::ops
