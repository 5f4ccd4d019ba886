// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fold/rows.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

namespace pleat::fold {

at::Tensor rowNorms(const at::Tensor& weight)
{
    return at::linalg_vector_norm(weight.flatten(1), 2, at::IntArrayRef({1}));
}

at::Tensor scaledRows(const at::Tensor& weight, const at::Tensor& factors)
{
    std::vector<std::int64_t> shape(static_cast<std::size_t>(weight.dim()), 1);
    shape[0] = -1;
    return weight * factors.reshape(shape);
}

at::Tensor rowsWithStd(const at::Tensor& weight, const at::Tensor& std)
{
    const at::Tensor norms = rowNorms(weight);
    return scaledRows(weight, at::where(norms > 0, std / norms, at::zeros_like(norms)));
}

} // namespace pleat::fold
