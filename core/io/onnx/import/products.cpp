// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix products. Where the file holds the matrix as PyTorch's linear layers do, [out, in], it
// becomes one; [in, out] stays a product. The matrix itself is never changed.
#include "core/io/onnx/node_import.h"

#include <ATen/ops/scalar_tensor.h>

namespace pleat::io {

namespace {

constexpr double kOne = 1;

Argument scaled(NodeImport& node, const Argument& tensor, double factor)
{
    return factor == kOne ? tensor
                          : node.call("aten::mul", "Tensor",
                              {tensor, constant(at::scalar_tensor(factor, at::kDouble))});
}

Argument transposed(NodeImport& node, const Argument& matrix)
{
    return node.call("aten::t", "", {matrix});
}

void linearGemm(NodeImport& node, const Argument& input, double alpha, double beta)
{
    const bool bias = node.has(2) && node.rank(2) == 1 && alpha == kOne && beta == kOne
        && node.shape(2)[0] == node.shape(1)[0];
    Argument made =
        node.call("aten::linear", "", {input, node.tensor(1), bias ? node.tensor(2) : none()});
    made = scaled(node, made, alpha);
    if (node.has(2) && !bias)
        made = node.call("aten::add", "Tensor",
            {made, scaled(node, node.tensor(2), beta), constant(std::int64_t{1})});
    node.set(std::move(made));
}

void gemm(NodeImport& node)
{
    if (node.rank(0) != 2 || node.rank(1) != 2)
        node.damaged("Gemm takes matrices");
    const double alpha = node.number("alpha", kOne);
    const double beta = node.number("beta", kOne);
    Argument input = node.tensor(0);
    if (node.integer("transA", 0) != 0)
        input = transposed(node, input);
    if (node.integer("transB", 0) != 0)
        return linearGemm(node, input, alpha, beta);
    if (node.has(2))
        node.set(node.call("aten::addmm", "",
            {node.tensor(2), input, node.tensor(1), constant(beta), constant(alpha)}));
    else
        node.set(scaled(node, node.call("aten::matmul", "", {input, node.tensor(1)}), alpha));
}

/// Exporters transpose the weight of a linear layer whose input has more than two axes.
void product(NodeImport& node)
{
    const Argument left = node.tensor(0);
    const Argument right = node.tensor(1);
    const Argument& weight = node.operand(1).transposed;
    if (weight.isValue() && node.rank(0) >= 2)
        node.set(node.call("aten::linear", "", {left, weight, none()}));
    else
        node.set(node.call("aten::matmul", "", {left, right}));
}

void einsum(NodeImport& node)
{
    Arguments operands;
    for (std::size_t i = 0; i < node.count(); ++i)
        operands.push_back(node.tensor(i));
    node.set(node.call("aten::einsum", "",
        {constant(node.text("equation", "")), tensorList(std::move(operands)), none()}));
}

} // namespace

extern const OnnxFamily onnx_products;
const OnnxFamily onnx_products{{{"Gemm", gemm}, {"MatMul", product}, {"Einsum", einsum}}};

} // namespace pleat::io
