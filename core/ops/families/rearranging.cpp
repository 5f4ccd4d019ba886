// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that give the same elements another shape or order of axes. Sizes that name a width are
// rewritten after a fold.
#include "core/ops/operator_family.h"

#include <ATen/core/ivalue_inl.h>
#include <ATen/core/jit_type.h>

#include <numeric>
#include <set>

namespace pleat::ops {

namespace {

bool isPermutation(const std::string& name)
{
    static const std::set<std::string> kNames = {"aten::permute", "aten::transpose", "aten::t",
        "aten::swapaxes", "aten::swapdims", "aten::movedim", "aten::moveaxis", "aten::numpy_T"};
    return kNames.contains(name);
}

/// order[i] = axis of the input that becomes axis i; empty if the axes are computed.
std::vector<std::int64_t> permutation(const graph::Node& node, std::int64_t rank)
{
    const std::string& name = node.op.name;
    std::vector<std::int64_t> order(static_cast<std::size_t>(rank));
    std::iota(order.begin(), order.end(), 0);
    if (name == "aten::permute") {
        order = graph::intListArgument(node, 1);
        for (std::int64_t& axis : order)
            axis += axis < 0 ? rank : 0;
        return order;
    }
    if (name == "aten::t" || name == "aten::numpy_T")
        return {order.rbegin(), order.rend()};
    if (name == "aten::movedim" || name == "aten::moveaxis") {
        const std::int64_t from = axisArgument(node, 1, rank);
        const std::int64_t to = axisArgument(node, 2, rank);
        if (from < 0 || to < 0 || from >= rank || to >= rank)
            return {};
        order.erase(order.begin() + from);
        order.insert(order.begin() + to, from);
        return order;
    }
    const std::int64_t a = axisArgument(node, 1, rank);
    const std::int64_t b = axisArgument(node, 2, rank);
    if (a < 0 || b < 0 || a >= rank || b >= rank)
        return {};
    std::swap(order[static_cast<std::size_t>(a)], order[static_cast<std::size_t>(b)]);
    return order;
}

/// An axis that is only repeated holds equal entries: whatever it meets decides what they are.
void coupleExpand(
    const graph::Graph& graph, ChannelRules& rules, graph::ValueId out, graph::ValueId in)
{
    const std::int64_t added = rankOf(graph, out) - rankOf(graph, in);
    for (std::int64_t axis = 0; axis < rankOf(graph, out); ++axis) {
        const Axis from{in, axis - added};
        const bool kept = from.axis >= 0 && extentOf(graph, from) == extentOf(graph, {out, axis});
        if (kept)
            rules.same({out, axis}, from);
        else
            rules.produce({out, axis});
    }
}

/// The shape is that of `other`, axis by axis from the last: widths must go together.
void coupleShape(
    const graph::Graph& graph, const graph::Node& node, ChannelRules& rules, graph::ValueId other)
{
    const graph::ValueId out = node.outputs[0];
    for (std::int64_t axis = 0; axis < rankOf(graph, out); ++axis) {
        const Axis from{other, axis - rankOf(graph, out) + rankOf(graph, other)};
        if (from.axis < 0)
            continue;
        if (rules.tracked({out, axis}) && rules.tracked(from))
            rules.same({out, axis}, from);
        for (Axis one : {Axis{out, axis}, from}) {
            if (rules.tracked(one) && rules.tracked({out, axis}) != rules.tracked(from))
                rules.freeze(one, node.op.name + " takes their number from another tensor");
        }
    }
}

/// Every entry of one axis several times in a row.
void coupleInterleaved(
    const graph::Graph& graph, const graph::Node& node, ChannelRules& rules, graph::ValueId in)
{
    const graph::ValueId out = node.outputs[0];
    const c10::IValue copies = graph::constantArgument(node, 1);
    const std::int64_t along = axisArgument(node, 2, rankOf(graph, in));
    if (!copies.isInt() || along < 0)
        return freezeNode(graph, rules, node, node.op.name + " by computed numbers");
    for (std::int64_t axis = 0; axis < rankOf(graph, in); ++axis) {
        if (axis == along)
            rules.repeat({out, axis}, {in, axis}, copies.toInt());
        else
            rules.same({out, axis}, {in, axis});
    }
}

/// A shape that is no list of sizes: that of another tensor (view_as, or view(y.size())), or one
/// that cannot be rewritten.
void coupleComputedShape(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    if (node.arguments.size() < 2 || !node.arguments[1].isValue())
        return;
    graph::ValueId other = tensorArgument(graph, node, 1);
    const graph::Value& shape = graph.value(node.arguments[1].value);
    const bool list = !other.valid() && shape.type->kind() == c10::TypeKind::ListType;
    if (list && shape.producer.valid() && graph.node(shape.producer).op.name == "aten::size")
        other = tensorArgument(graph, graph.node(shape.producer), 0);
    if (other.valid() && other != node.arguments[0].value)
        coupleShape(graph, node, rules, other);
    else if (!other.valid() && list)
        freezeTracked(graph, rules, node.outputs[0], node.op.name + " to a computed shape");
}

/// tensor.repeat: the whole axis again and again.
void coupleCopies(
    const graph::Graph& graph, ChannelRules& rules, graph::ValueId out, graph::ValueId in)
{
    const std::int64_t added = rankOf(graph, out) - rankOf(graph, in);
    for (std::int64_t axis = 0; axis < rankOf(graph, in); ++axis) {
        const Axis from{in, axis};
        const auto copies = extentOf(graph, {out, axis + added}) / extentOf(graph, from);
        if (rules.tracked(from))
            rules.concat(
                {out, axis + added}, std::vector<Axis>(static_cast<std::size_t>(copies), from));
    }
}

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId in = tensorArgument(graph, node, 0);
    if (!in.valid())
        return freezeNode(graph, rules, node, node.op.name + " of a constant");
    const graph::ValueId out = node.outputs[0];
    if (isPermutation(node.op.name)) {
        const auto order = permutation(node, rankOf(graph, in));
        if (static_cast<std::int64_t>(order.size()) != rankOf(graph, out))
            return freezeNode(graph, rules, node, node.op.name + " of computed axes");
        for (std::size_t axis = 0; axis < order.size(); ++axis)
            rules.same({out, static_cast<std::int64_t>(axis)}, {in, order[axis]});
        return;
    }
    if (node.op.name == "aten::expand" || node.op.name == "aten::expand_as"
        || node.op.name == "aten::broadcast_to")
        coupleExpand(graph, rules, out, in);
    else if (node.op.name == "aten::repeat")
        coupleCopies(graph, rules, out, in);
    else if (node.op.name == "aten::repeat_interleave")
        coupleInterleaved(graph, node, rules, in);
    else
        rules.reshape(out, in);
    coupleComputedShape(graph, node, rules);
}

void resize(const graph::Graph& graph, graph::Node& node, Resizing& resizing)
{
    static const std::set<std::string> kNamesShape = {
        "aten::view", "aten::reshape", "aten::_unsafe_view", "aten::expand", "aten::broadcast_to"};
    if (kNamesShape.contains(node.op.name))
        resizeShape(graph, node, 1, node.outputs[0], 0, resizing);
    else if (node.op.name == "aten::unflatten")
        resizeShape(graph, node, 2, node.outputs[0],
            axisArgument(node, 1, rankOf(graph, node.arguments[0].value)), resizing);
}

} // namespace

extern const OperatorFamily family_rearranging;
const OperatorFamily family_rearranging{
    {"aten::view", "aten::reshape", "aten::_unsafe_view", "aten::view_as", "aten::reshape_as",
        "aten::flatten", "aten::unflatten", "aten::squeeze", "aten::unsqueeze", "aten::permute",
        "aten::transpose", "aten::t", "aten::swapaxes", "aten::swapdims", "aten::movedim",
        "aten::moveaxis", "aten::numpy_T", "aten::expand", "aten::expand_as", "aten::broadcast_to",
        "aten::repeat", "aten::repeat_interleave"},
    couple, resize};

} // namespace pleat::ops
