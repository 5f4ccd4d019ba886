// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fold/rows.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>

namespace pleat::fold {

namespace {

/// [groups * a, b, ...] -> [groups * b, a, ...]
at::Tensor swapped(const at::Tensor& tensor, std::int64_t groups)
{
    std::vector<std::int64_t> shape = tensor.sizes().vec();
    const std::int64_t a = shape[0] / groups;
    const std::int64_t b = shape[1];
    shape.erase(shape.begin());
    shape.insert(shape.begin(), {groups, a});
    const at::Tensor turned = tensor.reshape(shape).transpose(1, 2).contiguous();
    shape.erase(shape.begin());
    shape[0] = groups * b;
    shape[1] = a;
    return turned.reshape(shape);
}

} // namespace

at::Tensor toRows(const at::Tensor& weight, const ops::WeightLayerView& view)
{
    return view.transposed ? swapped(weight, view.groups) : weight;
}

at::Tensor fromRows(const at::Tensor& rows, const ops::WeightLayerView& view, std::int64_t groups)
{
    return view.transposed ? swapped(rows, groups) : rows;
}

at::Tensor channelRows(
    const at::Tensor& byIndex, const coupling::Layout& layout, int group, std::int64_t channels)
{
    const std::vector<coupling::Span> spans = coupling::spansOf(layout, group);
    std::vector<std::int64_t> order;
    for (std::int64_t c = 0; c < channels; ++c) {
        for (const coupling::Span& span : spans) {
            for (std::int64_t o = 0; o < span.outer; ++o) {
                for (std::int64_t i = 0; i < span.inner; ++i)
                    order.push_back(span.begin + (o * channels + c) * span.inner + i);
            }
        }
    }
    at::Tensor index = at::empty({static_cast<std::int64_t>(order.size())}, at::kLong);
    std::copy(order.begin(), order.end(), index.data_ptr<std::int64_t>());
    return byIndex.index_select(0, index).reshape({channels, -1});
}

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
