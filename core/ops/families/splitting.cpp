// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that take parts of an axis. A part keeps its channels; boundaries move with a fold.
#include "core/ops/operator_family.h"

#include <ATen/core/ivalue_inl.h>

#include <algorithm>
#include <set>

namespace pleat::ops {

namespace {

bool makesList(const std::string& name)
{
    static const std::set<std::string> kNames = {"aten::chunk", "aten::unsafe_chunk", "aten::split",
        "aten::unsafe_split", "aten::split_with_sizes", "aten::tensor_split", "aten::unbind"};
    return kNames.contains(name);
}

/// Boundaries [3, 5] of an axis of 9 -> sizes [3, 2, 4].
std::vector<std::int64_t> sizesBetween(std::vector<std::int64_t> boundaries, std::int64_t extent)
{
    boundaries.push_back(extent);
    std::vector<std::int64_t> sizes;
    std::int64_t begin = 0;
    for (std::int64_t boundary : boundaries) {
        const std::int64_t end =
            std::clamp(boundary < 0 ? boundary + extent : boundary, begin, extent);
        sizes.push_back(end - begin);
        begin = end;
    }
    return sizes;
}

/// Sizes of the parts of a chunk or split; empty if they are computed.
std::vector<std::int64_t> partSizes(const graph::Node& node, std::int64_t extent)
{
    const bool sections = node.op.name == "aten::tensor_split";
    const c10::IValue count = graph::constantArgument(node, 1);
    const auto listed = graph::intListArgument(node, 1);
    if (!count.isInt())
        return sections && !listed.empty() ? sizesBetween(listed, extent) : listed;
    std::vector<std::int64_t> sizes;
    for (std::int64_t i = 0; sections && i < count.toInt(); ++i)
        sizes.push_back(extent / count.toInt() + (i < extent % count.toInt() ? 1 : 0));
    if (sections)
        return sizes;
    const bool pieces = node.op.name.find("chunk") != std::string::npos;
    const std::int64_t size = pieces ? (extent + count.toInt() - 1) / count.toInt() : count.toInt();
    for (std::int64_t begin = 0; begin < extent; begin += size)
        sizes.push_back(std::min(size, extent - begin));
    return sizes;
}

/// `out` lacks `axis`, which was indexed away.
void coupleWithout(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules,
    graph::ValueId out, graph::ValueId in, std::int64_t axis)
{
    if (rules.tracked({in, axis}))
        rules.freeze({in, axis}, node.op.name + " picks single channels");
    for (std::int64_t other = 0; other < rankOf(graph, in); ++other) {
        if (other != axis)
            rules.same({out, other < axis ? other : other - 1}, {in, other});
    }
}

/// `out` is the part of `axis` that begins at `begin`.
void couplePart(const graph::Graph& graph, ChannelRules& rules, graph::ValueId out,
    graph::ValueId in, std::int64_t axis, std::int64_t begin)
{
    for (std::int64_t other = 0; other < rankOf(graph, in); ++other) {
        if (other == axis)
            rules.split({out, axis}, {in, axis}, begin);
        else
            rules.same({out, other}, {in, other});
    }
}

/// `out` is item `index` of the list that `maker` made.
void coupleItem(const graph::Graph& graph, const graph::Node& maker, ChannelRules& rules,
    graph::ValueId out, std::int64_t index)
{
    const graph::ValueId in = maker.arguments[0].value;
    const std::int64_t rank = rankOf(graph, in);
    if (maker.op.name == "aten::unbind")
        return coupleWithout(graph, maker, rules, out, in, axisArgument(maker, 1, rank));
    const std::int64_t axis = axisArgument(maker, 2, rank);
    const auto sizes = partSizes(maker, extentOf(graph, {in, axis}));
    std::int64_t begin = 0;
    for (std::int64_t part = 0; part < index; ++part)
        begin += sizes.at(static_cast<std::size_t>(part));
    couplePart(graph, rules, out, in, axis, begin);
}

/// Whether axis and parts of a splitting node are known.
bool splitsAtConstants(const graph::Graph& graph, const graph::Node& node)
{
    const graph::ValueId in = tensorArgument(graph, node, 0);
    const bool unbind = node.op.name == "aten::unbind";
    const std::int64_t axis =
        in.valid() ? axisArgument(node, unbind ? 1 : 2, rankOf(graph, in)) : -1;
    return axis >= 0 && (unbind || !partSizes(node, extentOf(graph, {in, axis})).empty());
}

/// All parts have boundaries, also those that nobody reads.
void coupleBoundaries(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId in = node.arguments[0].value;
    const Axis axis{in, axisArgument(node, 2, rankOf(graph, in))};
    std::int64_t position = 0;
    for (std::int64_t size : partSizes(node, extentOf(graph, axis))) {
        position += size;
        if (position < extentOf(graph, axis))
            rules.boundary(axis, position);
    }
}

void coupleItems(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::Node* maker = nullptr;
    if (!node.arguments.empty() && node.arguments[0].isValue()) {
        const graph::Value& list = graph.value(node.arguments[0].value);
        if (list.fromSizes)
            return;
        if (list.producer.valid() && makesList(graph.node(list.producer).op.name))
            maker = &graph.node(list.producer);
    }
    const bool unpack = node.op.name == "prim::ListUnpack";
    const c10::IValue index = graph::constantArgument(node, 1);
    if (!maker || !splitsAtConstants(graph, *maker) || (!unpack && !index.isInt()))
        return freezeNode(graph, rules, node, "items of a list that no split made");
    if (unpack) {
        for (std::size_t i = 0; i < node.outputs.size(); ++i)
            coupleItem(graph, *maker, rules, node.outputs[i], static_cast<std::int64_t>(i));
        return;
    }
    if (index.toInt() < 0)
        return freezeNode(graph, rules, node, "an item counted from the end");
    coupleItem(graph, *maker, rules, node.outputs[0], index.toInt());
}

void coupleGlu(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId in = node.arguments[0].value;
    const graph::ValueId out = node.outputs[0];
    const std::int64_t axis = axisArgument(node, 1, rankOf(graph, in));
    // The gate is the second half; both halves unite in the output.
    couplePart(graph, rules, out, in, axis, 0);
    rules.split({out, axis}, {in, axis}, extentOf(graph, {out, axis}));
}

/// First index of a slice or narrow; -1 if it is computed.
std::int64_t firstIndex(const graph::Node& node, std::int64_t extent)
{
    const c10::IValue start = graph::constantArgument(node, 2);
    if (start.isNone() && node.arguments[2].kind == graph::Argument::Kind::Constant)
        return 0;
    if (!start.isInt())
        return -1;
    return std::clamp<std::int64_t>(
        start.toInt() < 0 ? start.toInt() + extent : start.toInt(), 0, extent);
}

void coupleSlice(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId in = node.arguments[0].value;
    const graph::ValueId out = node.outputs[0];
    const std::int64_t axis = axisArgument(node, 1, rankOf(graph, in));
    const c10::IValue step = graph::constantArgument(node, 4);
    const std::int64_t begin = firstIndex(node, extentOf(graph, {in, axis}));
    const bool strided = node.op.name == "aten::slice" && !(step.isInt() && step.toInt() == 1);
    if (rules.tracked({in, axis}) && (strided || begin < 0))
        rules.freeze({in, axis}, node.op.name + " picks single channels");
    for (std::int64_t other = 0; other < rankOf(graph, in); ++other) {
        if (other != axis)
            rules.same({out, other}, {in, other});
    }
    if (!strided && begin >= 0)
        rules.split({out, axis}, {in, axis}, begin);
}

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    if (node.op.name == "prim::ListUnpack" || node.op.name == "aten::__getitem__")
        return coupleItems(graph, node, rules);
    const graph::ValueId in = tensorArgument(graph, node, 0);
    if (!in.valid())
        return freezeNode(graph, rules, node, node.op.name + " of a constant");
    const std::int64_t rank = rankOf(graph, in);
    if (makesList(node.op.name)) {
        if (!splitsAtConstants(graph, node))
            freezeNode(graph, rules, node, node.op.name + " into computed parts");
        else if (node.op.name != "aten::unbind")
            coupleBoundaries(graph, node, rules);
        return;
    }
    if (axisArgument(node, 1, rank) < 0)
        return freezeNode(graph, rules, node, node.op.name + " of a computed axis");
    if (node.op.name == "aten::select")
        return coupleWithout(graph, node, rules, node.outputs[0], in, axisArgument(node, 1, rank));
    if (node.op.name == "aten::glu")
        return coupleGlu(graph, node, rules);
    coupleSlice(graph, node, rules);
}

void resizeParts(const graph::Graph& graph, graph::Node& node, Resizing& resizing, Axis axis)
{
    std::int64_t begin = 0;
    std::vector<std::int64_t> after;
    for (std::int64_t size : partSizes(node, extentOf(graph, axis))) {
        after.push_back(resizing.position(axis, begin + size) - resizing.position(axis, begin));
        begin += size;
    }
    node.op = {"aten::split_with_sizes", ""}; // parts need not be equal any more
    node.arguments[1] = graph::Argument::ofConstant(after);
}

void resizeSlice(const graph::Graph& graph, graph::Node& node, Resizing& resizing, Axis axis)
{
    const std::int64_t extent = extentOf(graph, axis);
    const std::int64_t begin = firstIndex(node, extent);
    if (begin < 0)
        return;
    const std::int64_t end = begin + extentOf(graph, {node.outputs[0], axis.axis});
    const std::int64_t newBegin = resizing.position(axis, begin);
    const std::int64_t newEnd = resizing.position(axis, end);
    if (graph::constantArgument(node, 2).isInt()) // may count from the end
        node.arguments[2] = graph::Argument::ofConstant(newBegin);
    if (node.op.name == "aten::narrow")
        node.arguments[3] = graph::Argument::ofConstant(newEnd - newBegin);
    else if (end < extent)
        node.arguments[3] = graph::Argument::ofConstant(newEnd);
}

void resize(const graph::Graph& graph, graph::Node& node, Resizing& resizing)
{
    const graph::ValueId in = tensorArgument(graph, node, 0);
    const bool parts = makesList(node.op.name) && node.op.name != "aten::unbind";
    const bool slice = node.op.name == "aten::slice" || node.op.name == "aten::narrow";
    if (!in.valid() || (!parts && !slice))
        return;
    const Axis axis{in, axisArgument(node, parts ? 2 : 1, rankOf(graph, in))};
    if (axis.axis < 0 || !changes(graph, resizing, axis))
        return;
    if (parts)
        resizeParts(graph, node, resizing, axis);
    else
        resizeSlice(graph, node, resizing, axis);
}

} // namespace

extern const OperatorFamily family_splitting;
const OperatorFamily family_splitting{
    {"aten::chunk", "aten::unsafe_chunk", "aten::split", "aten::unsafe_split",
        "aten::split_with_sizes", "aten::tensor_split", "aten::unbind", "aten::slice",
        "aten::narrow", "aten::select", "aten::glu", "prim::ListUnpack", "aten::__getitem__"},
    couple, resize};

} // namespace pleat::ops
