// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/outline_kinds.h"

#include "core/ops/layer_views.h"

#include <algorithm>
#include <map>
#include <set>

namespace pleat::study {

namespace {

/// "aten::hardtanh_" -> "hardtanh".
std::string plainName(const graph::Node& node)
{
    const std::string& name = node.op.name;
    const auto scope = name.find("::");
    const auto begin = scope == std::string::npos ? 0 : scope + 2;
    return name.substr(begin, name.find_last_not_of('_') + 1 - begin);
}

/// "max_pool2d" -> "max pool": how many axes it has, its shape tells.
std::string inWords(std::string name)
{
    const auto digit = name.size() > 2 ? name.size() - 2 : 0;
    if (name.ends_with("1d") || name.ends_with("2d") || name.ends_with("3d"))
        name.erase(digit);
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

std::string weightLayerKind(
    const graph::Graph& graph, const graph::Node& node, const ops::WeightLayerView& view)
{
    if (node.op.name.find("conv") == std::string::npos)
        return "linear";
    const bool depthwise = view.groups > 1
        && view.groups == graph.value(view.input).shape[static_cast<std::size_t>(view.channelAxis)];
    const std::string form = view.transposed ? "transposed " : depthwise ? "depthwise " : "";
    return form + "convolution";
}

} // namespace

bool isBookkeeping(const graph::Node& node)
{
    static const std::set<std::string> kNames = {"reshape", "view", "view_as", "reshape_as",
        "flatten", "unflatten", "squeeze", "unsqueeze", "permute", "transpose", "t", "swapaxes",
        "swapdims", "movedim", "moveaxis", "numpy_T", "expand", "expand_as", "broadcast_to",
        "contiguous", "clone", "detach", "alias", "to", "_to_copy", "type_as", "float", "dropout",
        "feature_dropout", "alpha_dropout", "zeros_like", "ones_like", "full_like", "empty_like",
        "size", "len", "numel", "NumToTensor", "Int", "ScalarImplicit", "IntImplicit", "ListUnpack",
        "TupleUnpack", "__getitem__", "select", "slice", "narrow", "chunk", "unsafe_chunk", "split",
        "unsafe_split", "split_with_sizes", "tensor_split", "unbind", "identity"};
    return kNames.contains(plainName(node));
}

std::string kindOf(const graph::Graph& graph, const graph::Node& node)
{
    static const std::map<std::string, std::string> kKinds = {{"cat", "concat"},
        {"concatenate", "concat"}, {"mul", "multiply"}, {"div", "divide"},
        {"true_divide", "divide"}, {"sub", "subtract"}, {"rsub", "subtract"},
        {"matmul", "matrix product"}, {"mm", "matrix product"}, {"bmm", "matrix product"},
        {"baddbmm", "matrix product"}, {"adaptive_avg_pool1d", "average pool"},
        {"adaptive_avg_pool2d", "average pool"}, {"adaptive_avg_pool3d", "average pool"},
        {"avg_pool1d", "average pool"}, {"avg_pool2d", "average pool"},
        {"avg_pool3d", "average pool"}, {"adaptive_max_pool2d", "max pool"},
        {"max_pool2d_with_indices", "max pool"}, {"_softmax", "softmax"},
        {"scaled_dot_product_attention", "attention"}, {"constant_pad_nd", "pad"}};
    if (const auto view = ops::weightLayerView(graph, node); view && view->weight.valid())
        return weightLayerKind(graph, node, *view);
    const std::string name = plainName(node);
    const auto known = kKinds.find(name);
    return known != kKinds.end() ? known->second : inWords(name);
}

} // namespace pleat::study
