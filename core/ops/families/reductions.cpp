// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that sum, compare or normalise along axes: channels there must stay as they are, since
// merging would change how often each counts; all other axes go on.
#include "core/ops/operator_family.h"

#include <ATen/core/ivalue_inl.h>

#include <map>
#include <set>

namespace pleat::ops {

namespace {

/// Index of the argument that holds the axes.
const std::map<std::string, std::size_t>& axesArguments()
{
    static const std::map<std::string, std::size_t> kArguments = {{"aten::mean", 1},
        {"aten::sum", 1}, {"aten::amax", 1}, {"aten::amin", 1}, {"aten::var", 1}, {"aten::std", 1},
        {"aten::prod", 1}, {"aten::max", 1}, {"aten::min", 1}, {"aten::argmax", 1},
        {"aten::argmin", 1}, {"aten::logsumexp", 1}, {"aten::norm", 2},
        {"aten::linalg_vector_norm", 2}, {"aten::softmax", 1}, {"aten::log_softmax", 1},
        {"aten::_softmax", 1}};
    return kArguments;
}

std::set<std::int64_t> reducedAxes(const graph::Node& node, std::int64_t rank)
{
    // Without an overload name these take no axes; what stands there is a dtype or a flag.
    static const std::set<std::string> kWithoutAxes = {"aten::mean", "aten::sum", "aten::prod",
        "aten::var", "aten::std", "aten::max", "aten::min"};
    const bool all = node.op.overload_name.empty() && kWithoutAxes.contains(node.op.name);
    std::vector<std::int64_t> axes;
    const std::size_t index = axesArguments().at(node.op.name);
    const c10::IValue one = graph::constantArgument(node, index);
    if (!all && one.isInt())
        axes = {one.toInt()};
    else if (!all)
        axes = graph::intListArgument(node, index);
    std::set<std::int64_t> result;
    for (std::int64_t axis : axes)
        result.insert(axis < 0 ? axis + rank : axis);
    for (std::int64_t axis = 0; axes.empty() && axis < rank; ++axis)
        result.insert(axis);
    return result;
}

std::string reason(const std::string& name)
{
    if (name.find("softmax") != std::string::npos)
        return "softmax over these channels";
    return name + " over these channels";
}

void couple(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules)
{
    const graph::ValueId in = tensorArgument(graph, node, 0);
    if (!in.valid())
        return freezeNode(graph, rules, node, node.op.name + " of a constant");
    if (node.op.overload_name == "other") // the larger of two tensors
        return broadcast(graph, node, rules, {in, tensorArgument(graph, node, 1)});
    const std::int64_t rank = rankOf(graph, in);
    const std::set<std::int64_t> reduced = reducedAxes(node, rank);
    std::int64_t next = 0;
    for (std::int64_t axis = 0; axis < rank; ++axis) {
        const bool over = reduced.contains(axis);
        if (over && rules.tracked({in, axis}))
            rules.freeze({in, axis}, reason(node.op.name));
        for (graph::ValueId out : node.outputs) {
            const bool keepsRank = rankOf(graph, out) == rank;
            if (keepsRank && extentOf(graph, {out, axis}) == extentOf(graph, {in, axis}))
                rules.same({out, axis}, {in, axis});
            else if (!keepsRank && !over && next < rankOf(graph, out))
                rules.same({out, next}, {in, axis});
        }
        next += over ? 0 : 1;
    }
}

std::vector<std::string> names()
{
    std::vector<std::string> result;
    for (const auto& [name, index] : axesArguments())
        result.push_back(name);
    return result;
}

} // namespace

extern const OperatorFamily family_reductions;
const OperatorFamily family_reductions{names(), couple};

} // namespace pleat::ops
