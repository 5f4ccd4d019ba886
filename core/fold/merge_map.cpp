// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fold/merge_map.h"

#include "core/fold/rows.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/index_add.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace pleat::fold {

namespace {

at::Tensor addAlong(const at::Tensor& tensor, std::int64_t axis, const MergeMap& map)
{
    const at::Tensor source = tensor.to(at::kDouble);
    std::vector<std::int64_t> shape = source.sizes().vec();
    shape[static_cast<std::size_t>(axis)] = map.k;
    return at::index_add(at::zeros(shape, at::kDouble), axis, map.index(), source);
}

} // namespace

at::Tensor MergeMap::index() const
{
    at::Tensor result = at::empty({channels()}, at::kLong);
    std::copy(labels.begin(), labels.end(), result.data_ptr<std::int64_t>());
    return result;
}

at::Tensor MergeMap::sizes() const
{
    return addAlong(at::ones({channels()}, at::kDouble), 0, *this);
}

at::Tensor sumRows(const at::Tensor& rows, const MergeMap& map)
{
    return addAlong(rows, 0, map);
}

at::Tensor meanRows(const at::Tensor& rows, const MergeMap& map)
{
    return scaledRows(sumRows(rows, map), 1 / map.sizes());
}

at::Tensor sumColumns(const at::Tensor& weight, const MergeMap& map, std::int64_t inner)
{
    std::vector<std::int64_t> shape = weight.sizes().vec();
    std::vector<std::int64_t> split = shape;
    split[1] = map.channels();
    split.insert(split.begin() + 2, inner);
    shape[1] = map.k * inner;
    return addAlong(weight.reshape(split), 1, map).reshape(shape);
}

} // namespace pleat::fold
