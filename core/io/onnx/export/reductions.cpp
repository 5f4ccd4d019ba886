// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx/node_export.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace pleat::io {

namespace {

/// Empty: all of them.
Sizes reducedAxes(const NodeExport& node)
{
    return node.has("dim") ? node.axes("dim", node.rank("self")) : Sizes();
}

/// ReduceSum takes its axes as an input since opset 13, the others until 18 as an attribute.
std::string reduce(
    NodeExport& node, const std::string& op, const std::string& x, const Sizes& axes, bool keep)
{
    const OnnxAttribute keepdims{"keepdims", std::int64_t{keep}};
    if (op == "ReduceSum")
        return node.emit(op, {x, axes.empty() ? "" : node.list(axes)}, {keepdims});
    if (axes.empty())
        return node.emit(op, {x}, {keepdims});
    return node.emit(op, {x}, {{"axes", axes}, keepdims});
}

std::string reduce(NodeExport& node, const std::string& op, const std::string& x)
{
    return reduce(node, op, x, reducedAxes(node), node.flag("keepdim"));
}

void convertReduction(NodeExport& node)
{
    static const std::map<std::string, const char*> kOps = {{"aten::mean", "ReduceMean"},
        {"aten::sum", "ReduceSum"}, {"aten::prod", "ReduceProd"}, {"aten::amax", "ReduceMax"},
        {"aten::amin", "ReduceMin"}, {"aten::logsumexp", "ReduceLogSumExp"}};
    const std::string x = node.tensor("self", node.result().type);
    node.set(reduce(node, kOps.at(node.op()), x));
}

std::string position(NodeExport& node, const char* op, bool keep)
{
    std::string x = node.tensor("self");
    std::int64_t axis = 0;
    if (node.has("dim"))
        axis = node.axis("dim", node.rank("self"));
    else
        x = node.emit("Reshape", {x, node.list(Sizes{-1})});
    if (!node.has("dim")) // of all elements, a number
        return node.emit(op, {x}, {{"axis", axis}, {"keepdims", 0}});
    return node.emit(op, {x}, {{"axis", axis}, {"keepdims", std::int64_t{keep}}});
}

void convertPosition(NodeExport& node)
{
    node.set(
        position(node, node.op() == "aten::argmax" ? "ArgMax" : "ArgMin", node.flag("keepdim")));
}

/// max and min are three operators each: of two tensors, of everything, along an axis.
void convertMax(NodeExport& node)
{
    const bool maximum = node.op() == "aten::max";
    if (node.has("other")) {
        const at::ScalarType type = node.result().type;
        return node.set(node.emit(
            maximum ? "Max" : "Min", {node.tensor("self", type), node.tensor("other", type)}));
    }
    node.set(reduce(node, maximum ? "ReduceMax" : "ReduceMin", node.tensor("self")));
    if (node.resultCount() > 1 && node.wants(1))
        node.set(1, position(node, maximum ? "ArgMax" : "ArgMin", node.flag("keepdim")));
}

std::int64_t reducedCount(const NodeExport& node, const Sizes& axes)
{
    const TensorFacts in = node.facts("self");
    std::int64_t count = 1;
    for (std::int64_t axis = 0; axis < in.rank(); ++axis) {
        if (!axes.empty() && std::find(axes.begin(), axes.end(), axis) == axes.end())
            continue;
        if (!in.fixed(static_cast<std::size_t>(axis)))
            node.unsupported("over the batch");
        count *= in.shape[static_cast<std::size_t>(axis)];
    }
    return count;
}

/// The mean squared distance from the mean, times n / (n - correction).
void convertVariance(NodeExport& node)
{
    const Sizes axes = reducedAxes(node);
    const std::string x = node.tensor("self");
    const std::string mean = reduce(node, "ReduceMean", x, axes, true);
    const std::string distance = node.emit("Sub", {x, mean});
    std::string y = reduce(
        node, "ReduceMean", node.emit("Mul", {distance, distance}), axes, node.flag("keepdim"));
    const std::int64_t correction =
        node.has("unbiased") ? std::int64_t{node.flag("unbiased")} : node.integer("correction", 1);
    if (correction != 0) {
        const auto count = static_cast<double>(reducedCount(node, axes));
        y = node.emit("Mul",
            {y,
                node.scalar(
                    count / (count - static_cast<double>(correction)), node.result().type)});
    }
    node.set(node.op() == "aten::std" ? node.emit("Sqrt", {y}) : y);
}

void convertNorm(NodeExport& node)
{
    const double order = node.has("p") ? node.number("p") : node.number("ord", 2);
    const std::string x = node.tensor("self", node.result().type);
    if (order == 1 || order == 2)
        return node.set(reduce(node, order == 1 ? "ReduceL1" : "ReduceL2", x));
    const std::string size = node.emit("Abs", {x});
    if (std::isinf(order))
        return node.set(reduce(node, order > 0 ? "ReduceMax" : "ReduceMin", size));
    if (order == 0)
        node.unsupported("a count of what is not zero");
    const at::ScalarType type = node.result().type;
    const std::string sum =
        reduce(node, "ReduceSum", node.emit("Pow", {size, node.scalar(order, type)}));
    node.set(node.emit("Pow", {sum, node.scalar(1 / order, type)}));
}

void convertCumulativeSum(NodeExport& node)
{
    const auto axis = static_cast<double>(node.axis("dim", node.rank("self")));
    node.set(node.emit(
        "CumSum", {node.tensor("self", node.result().type), node.scalar(axis, at::kLong)}));
}

/// any and all as the largest and the smallest of zeros and ones.
void convertAnyAll(NodeExport& node)
{
    const std::string flags = node.cast(node.tensor("self", at::kBool), at::kInt);
    const bool any = node.op() == "aten::any";
    node.set(node.cast(reduce(node, any ? "ReduceMax" : "ReduceMin", flags), at::kBool));
}

} // namespace

extern const OnnxExportFamily onnxExport_reductions;
const OnnxExportFamily onnxExport_reductions{{{"aten::mean", convertReduction},
    {"aten::sum", convertReduction}, {"aten::prod", convertReduction},
    {"aten::amax", convertReduction}, {"aten::amin", convertReduction},
    {"aten::logsumexp", convertReduction}, {"aten::argmax", convertPosition},
    {"aten::argmin", convertPosition}, {"aten::max", convertMax}, {"aten::min", convertMax},
    {"aten::var", convertVariance}, {"aten::std", convertVariance}, {"aten::norm", convertNorm},
    {"aten::frobenius_norm", convertNorm}, {"aten::linalg_vector_norm", convertNorm},
    {"aten::cumsum", convertCumulativeSum}, {"aten::any", convertAnyAll},
    {"aten::all", convertAnyAll}}};

} // namespace pleat::io
