// SPDX-License-Identifier: GPL-3.0-or-later
// Sums, means and extremes over axes.
#include "core/io/onnx/node_import.h"

#include <algorithm>
#include <numeric>

namespace pleat::io {

namespace {

/// All axes if none are given. ReduceSum alone takes them as an input, since opset 13.
Sizes reducedAxes(NodeImport& node)
{
    Sizes axes = node.node().op == "ReduceSum" ? node.attributeOrInput("axes", 12, 1)
                                               : node.integers("axes");
    if (axes.empty()) {
        axes.resize(static_cast<std::size_t>(node.rank(0)));
        std::iota(axes.begin(), axes.end(), 0);
    }
    for (std::int64_t& axis : axes)
        axis = node.axis(axis, node.rank(0));
    return axes;
}

Argument keepsAxes(NodeImport& node)
{
    return constant(node.integer("keepdims", 1) != 0);
}

void sum(NodeImport& node)
{
    const bool none_ = node.node().op == "ReduceSum" && node.integer("noop_with_empty_axes", 0) != 0
        && !node.has(1);
    Argument input = node.tensor(0);
    if (none_)
        return node.set(std::move(input));
    if (node.node().op == "ReduceSumSquare")
        input = node.call("aten::square", "", {input});
    const char* op = node.node().op == "ReduceMean" ? "aten::mean" : "aten::sum";
    const char* overload = node.node().op == "ReduceMean" ? "dim" : "dim_IntList";
    node.set(
        node.call(op, overload, {input, constant(reducedAxes(node)), keepsAxes(node), none()}));
}

void extreme(NodeImport& node)
{
    const char* op = node.node().op == "ReduceMax" ? "aten::amax"
        : node.node().op == "ReduceMin"            ? "aten::amin"
                                                   : "aten::logsumexp";
    node.set(node.call(op, "", {node.tensor(0), constant(reducedAxes(node)), keepsAxes(node)}));
}

void norm(NodeImport& node)
{
    const double order = node.node().op == "ReduceL1" ? 1 : 2;
    node.set(node.call("aten::linalg_vector_norm", "",
        {node.tensor(0), constant(order), constant(reducedAxes(node)), keepsAxes(node), none()}));
}

void product(NodeImport& node)
{
    Sizes axes = reducedAxes(node);
    std::sort(axes.rbegin(), axes.rend()); // the last first: those before it keep their places
    Argument made = node.tensor(0);
    for (std::int64_t axis : axes)
        made = node.call("aten::prod", "dim_int", {made, constant(axis), keepsAxes(node), none()});
    node.set(std::move(made));
}

void place(NodeImport& node)
{
    if (node.integer("select_last_index", 0) != 0)
        node.unsupported(node.node().op + " of the last of equal values");
    const std::int64_t axis = node.axis(node.integer("axis", 0), node.rank(0));
    node.set(node.call(node.node().op == "ArgMax" ? "aten::argmax" : "aten::argmin", "",
        {node.tensor(0), constant(axis), keepsAxes(node)}));
}

void runningSum(NodeImport& node)
{
    if (node.integer("exclusive", 0) != 0 || node.integer("reverse", 0) != 0)
        node.unsupported("CumSum that is exclusive or reverse");
    const Sizes axis = node.knownIntegers(1, "axis");
    if (axis.size() != 1)
        node.damaged("the axis must be one number");
    node.set(node.call(
        "aten::cumsum", "", {node.tensor(0), constant(node.axis(axis[0], node.rank(0))), none()}));
}

} // namespace

extern const OnnxFamily onnx_reductions;
const OnnxFamily onnx_reductions{{{"ReduceMean", sum}, {"ReduceSum", sum}, {"ReduceSumSquare", sum},
    {"ReduceMax", extreme}, {"ReduceMin", extreme}, {"ReduceLogSumExp", extreme},
    {"ReduceL1", norm}, {"ReduceL2", norm}, {"ReduceProd", product}, {"ArgMax", place},
    {"ArgMin", place}, {"CumSum", runningSum}}};

} // namespace pleat::io
