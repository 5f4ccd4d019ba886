// SPDX-License-Identifier: GPL-3.0-or-later
// Convolutions, linear layers and products of matrices.
#include "core/io/onnx/node_export.h"

#include <algorithm>

namespace pleat::io {

namespace {

/// What makes the output as large as the input, the odd pixel at the end.
Sizes samePads(const Sizes& kernel, const Sizes& dilation)
{
    Sizes begins, ends;
    for (std::size_t i = 0; i < kernel.size(); ++i) {
        const std::int64_t total = dilation[i] * (kernel[i] - 1);
        begins.push_back(total / 2);
        ends.push_back(total - total / 2);
    }
    begins.insert(begins.end(), ends.begin(), ends.end());
    return begins;
}

Sizes padsOf(const NodeExport& node, const Sizes& kernel, const Sizes& dilation)
{
    const std::string word = node.text("padding");
    if (word == "same")
        return samePads(kernel, dilation);
    if (word == "valid")
        return Sizes(2 * kernel.size(), 0);
    Sizes pads = node.integers("padding", kernel.size());
    const Sizes ends = pads;
    pads.insert(pads.end(), ends.begin(), ends.end());
    return pads;
}

void convertConvolution(NodeExport& node)
{
    const Sizes weight = node.shape("weight");
    const Sizes kernel(weight.begin() + 2, weight.end());
    const Sizes dilation = node.integers("dilation", kernel.size());
    Attributes attributes{{"kernel_shape", kernel},
        {"strides", node.integers("stride", kernel.size())},
        {"pads", padsOf(node, kernel, dilation)}, {"dilations", dilation},
        {"group", node.integer("groups")}};
    const bool transposed =
        node.flag("transposed") || node.op().find("transpose") != node.op().npos;
    if (transposed)
        attributes.push_back({"output_padding", node.integers("output_padding", kernel.size())});
    const bool batched = node.shape("input").size() == weight.size();
    const std::string x = node.tensor("input");
    const std::string y = node.emit(transposed ? "ConvTranspose" : "Conv",
        {batched ? x : node.unsqueeze(x, {0}), node.tensor("weight"), node.optionalTensor("bias")},
        attributes);
    node.set(batched ? y : node.squeeze(y, {0}));
}

void convertLinear(NodeExport& node)
{
    const std::string x = node.tensor("input");
    if (node.rank("input") == 2 && node.rank("weight") == 2) {
        node.set(node.emit(
            "Gemm", {x, node.tensor("weight"), node.optionalTensor("bias")}, {{"transB", 1}}));
        return;
    }
    std::string weight = node.tensor("weight");
    if (node.rank("weight") == 2)
        weight = node.emit("Transpose", {weight}, {{"perm", Sizes{1, 0}}});
    const std::string product = node.emit("MatMul", {x, weight});
    node.set(node.has("bias") ? node.emit("Add", {product, node.tensor("bias")}) : product);
}

/// The matrix that `argument` transposes, so that a weight is read as it is stored.
graph::ValueId untransposed(NodeExport& node, const char* argument)
{
    const graph::Argument& given = node.argument(argument);
    if (!given.isValue())
        return {};
    const graph::Graph& graph = node.state().graph();
    const graph::NodeId producer = graph.value(given.value).producer;
    if (!producer.valid() || graph.node(producer).op.name != "aten::t")
        return {};
    const graph::Argument& source = graph.node(producer).arguments.front();
    const bool weight =
        source.isValue() && graph.value(source.value).kind == graph::ValueKind::Parameter;
    return weight ? source.value : graph::ValueId();
}

void convertAddmm(NodeExport& node)
{
    const graph::ValueId weight = untransposed(node, "mat2");
    const std::string b = weight.valid() ? node.state().name(weight) : node.tensor("mat2");
    node.set(node.emit("Gemm", {node.tensor("mat1"), b, node.tensor("self")},
        {{"alpha", static_cast<float>(node.number("alpha"))},
            {"beta", static_cast<float>(node.number("beta"))},
            {"transB", std::int64_t{weight.valid()}}}));
}

std::string scaled(NodeExport& node, const std::string& x, const char* factor)
{
    const double value = node.number(factor);
    return value == 1 ? x : node.emit("Mul", {x, node.scalar(value, node.result().type)});
}

void convertBaddbmm(NodeExport& node)
{
    const std::string product = node.emit("MatMul", {node.tensor("batch1"), node.tensor("batch2")});
    if (node.number("beta") == 0) // even where `self` is not finite
        return node.set(scaled(node, product, "alpha"));
    node.set(node.emit(
        "Add", {scaled(node, node.tensor("self"), "beta"), scaled(node, product, "alpha")}));
}

void convertMatmul(NodeExport& node)
{
    const char* other = node.has("other") ? "other"
        : node.has("mat2")                ? "mat2"
        : node.has("vec")                 ? "vec"
                                          : "tensor";
    node.set(node.emit("MatMul", {node.tensor("self"), node.tensor(other)}));
}

void convertEinsum(NodeExport& node)
{
    std::string equation = node.text("equation");
    equation.erase(std::remove(equation.begin(), equation.end(), ' '), equation.end());
    node.set(
        node.emit("Einsum", node.tensors("tensors", node.result().type), {{"equation", equation}}));
}

} // namespace

extern const OnnxExportFamily onnxExport_weight_layers;
const OnnxExportFamily onnxExport_weight_layers{{{"aten::conv1d", convertConvolution},
    {"aten::conv2d", convertConvolution}, {"aten::conv3d", convertConvolution},
    {"aten::convolution", convertConvolution}, {"aten::_convolution", convertConvolution},
    {"aten::_convolution_mode", convertConvolution}, {"aten::conv_transpose1d", convertConvolution},
    {"aten::conv_transpose2d", convertConvolution}, {"aten::conv_transpose3d", convertConvolution},
    {"aten::linear", convertLinear}, {"aten::addmm", convertAddmm},
    {"aten::baddbmm", convertBaddbmm}, {"aten::matmul", convertMatmul}, {"aten::mm", convertMatmul},
    {"aten::bmm", convertMatmul}, {"aten::mv", convertMatmul}, {"aten::dot", convertMatmul},
    {"aten::einsum", convertEinsum}}};

} // namespace pleat::io
