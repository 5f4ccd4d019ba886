// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/outline_kinds.h"

#include "core/ops/layer_views.h"
#include "core/ops/operator_family.h"

#include <algorithm>
#include <map>
#include <set>

namespace pleat::study {

namespace {

/// "aten::hardtanh_" -> "hardtanh", "aten::_softmax" -> "softmax".
std::string plainName(const std::string& name)
{
    const auto scope = name.find("::");
    const auto begin = name.find_first_not_of('_', scope == std::string::npos ? 0 : scope + 2);
    return begin == std::string::npos ? name
                                      : name.substr(begin, name.find_last_not_of('_') + 1 - begin);
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

bool isBookkeepingName(const std::string& name)
{
    static const std::set<std::string> kNames = {"reshape", "view", "view_as", "reshape_as",
        "flatten", "unflatten", "squeeze", "unsqueeze", "permute", "transpose", "t", "swapaxes",
        "swapdims", "movedim", "moveaxis", "numpy_T", "expand", "expand_as", "broadcast_to",
        "contiguous", "clone", "detach", "alias", "to", "to_copy", "type_as", "float", "dropout",
        "feature_dropout", "alpha_dropout", "zeros_like", "ones_like", "full_like", "empty_like",
        "size", "len", "numel", "NumToTensor", "Int", "ScalarImplicit", "IntImplicit", "ListUnpack",
        "TupleUnpack", "getitem", "select", "slice", "narrow", "chunk", "unsafe_chunk", "split",
        "unsafe_split", "unsafe_view", "split_with_sizes", "tensor_split", "unbind", "identity"};
    return kNames.contains(name);
}

/// What an operator of that plain name is called, if it is no layer with weights.
std::string kindOfName(const std::string& name)
{
    static const std::map<std::string, std::string> kKinds = {{"cat", "concat"},
        {"concatenate", "concat"}, {"mul", "multiply"}, {"div", "divide"},
        {"true divide", "divide"}, {"floordiv", "floor divide"}, {"sub", "subtract"},
        {"rsub", "subtract"}, {"neg", "negate"}, {"pow", "power"}, {"trunc", "truncate"},
        {"prod", "product"}, {"amax", "max"}, {"amin", "min"}, {"std", "standard deviation"},
        {"var", "variance"}, {"matmul", "matrix product"}, {"mm", "matrix product"},
        {"bmm", "matrix product"}, {"baddbmm", "matrix product"}, {"addmm", "matrix product"},
        {"conv", "convolution"}, {"convolution mode", "convolution"},
        {"conv transpose", "transposed convolution"}, {"avg pool", "average pool"},
        {"adaptive avg pool", "average pool"}, {"adaptive max pool", "max pool"},
        {"max pool1d with indices", "max pool"}, {"max pool2d with indices", "max pool"},
        {"max pool3d with indices", "max pool"}, {"upsample nearest exact", "upsample nearest"},
        {"scaled dot product attention", "attention"}, {"constant pad nd", "pad"},
        {"linalg vector norm", "norm"}, {"eq", "equal"}, {"ne", "not equal"}, {"lt", "less"},
        {"le", "less or equal"}, {"gt", "greater"}, {"ge", "greater or equal"},
        {"native channel shuffle", "channel shuffle"}};
    const std::string words = inWords(name);
    const auto known = kKinds.find(words);
    return known != kKinds.end() ? known->second : words;
}

} // namespace

bool isBookkeeping(const graph::Node& node)
{
    return isBookkeepingName(plainName(node.op.name));
}

std::string kindOf(const graph::Graph& graph, const graph::Node& node)
{
    if (const auto view = ops::weightLayerView(graph, node); view && view->weight.valid())
        return weightLayerKind(graph, node, *view);
    return kindOfName(plainName(node.op.name));
}

std::vector<std::string> knownKinds()
{
    std::set<std::string> kinds = {
        "input", "linear", "convolution", "transposed convolution", "depthwise convolution"};
    for (const std::string& name : ops::knownOperators()) {
        if (!isBookkeepingName(plainName(name)))
            kinds.insert(kindOfName(plainName(name)));
    }
    return {kinds.begin(), kinds.end()};
}

} // namespace pleat::study
