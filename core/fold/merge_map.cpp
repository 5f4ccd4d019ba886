// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fold/merge_map.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/index_add.h>
#include <ATen/ops/index_select.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>

#include <algorithm>

namespace pleat::fold {

namespace {

using GroupMaps = std::vector<std::optional<MergeMap>>;

const MergeMap* mapOf(const coupling::Factor& factor, const GroupMaps& maps)
{
    if (factor.plain() || !maps[static_cast<std::size_t>(factor.group)])
        return nullptr;
    return &*maps[static_cast<std::size_t>(factor.group)];
}

at::Tensor indexTensor(const std::vector<std::int64_t>& indices)
{
    at::Tensor tensor = at::empty({static_cast<std::int64_t>(indices.size())}, at::kLong);
    std::copy(indices.begin(), indices.end(), tensor.data_ptr<std::int64_t>());
    return tensor;
}

/// Labels of a row-major product, and the extent that they leave.
MergeMap termMap(const coupling::Term& term, const GroupMaps& maps)
{
    MergeMap result{{0}, 1};
    for (const coupling::Factor& factor : term) {
        const MergeMap* map = mapOf(factor, maps);
        const std::int64_t after = map ? map->k : factor.extent;
        std::vector<std::int32_t> labels;
        labels.reserve(result.labels.size() * static_cast<std::size_t>(factor.extent));
        for (std::int32_t outer : result.labels) {
            for (std::int64_t i = 0; i < factor.extent; ++i) {
                const std::int64_t inner = map ? map->labels[static_cast<std::size_t>(i)] : i;
                const bool removed = outer == kRemoved || inner == kRemoved;
                labels.push_back(
                    removed ? kRemoved : static_cast<std::int32_t>(outer * after + inner));
            }
        }
        result = {std::move(labels), result.k * after};
    }
    return result;
}

} // namespace

bool MergeMap::identity() const
{
    for (std::size_t i = 0; i < labels.size(); ++i) {
        if (labels[i] != static_cast<std::int32_t>(i))
            return false;
    }
    return true;
}

at::Tensor MergeMap::sizes() const
{
    return sumAlong(at::ones({channels()}, at::kDouble), 0, *this);
}

std::optional<MergeMap> axisMap(const coupling::Layout& layout, const GroupMaps& groupMaps)
{
    bool changes = false;
    coupling::forEachGroup(layout,
        [&](const coupling::Factor& factor) { changes |= mapOf(factor, groupMaps) != nullptr; });
    if (!changes)
        return std::nullopt;
    MergeMap result;
    for (const coupling::Term& term : layout) {
        const MergeMap part = termMap(term, groupMaps);
        for (std::int32_t label : part.labels)
            result.labels.push_back(
                label == kRemoved ? kRemoved : static_cast<std::int32_t>(result.k) + label);
        result.k += part.k;
    }
    return result;
}

at::Tensor sumAlong(const at::Tensor& tensor, std::int64_t axis, const MergeMap& map)
{
    std::vector<std::int64_t> kept, labels;
    for (std::int64_t i = 0; i < map.channels(); ++i) {
        const std::int32_t label = map.labels[static_cast<std::size_t>(i)];
        if (label == kRemoved)
            continue;
        kept.push_back(i);
        labels.push_back(label);
    }
    at::Tensor source = tensor.to(at::kDouble);
    if (static_cast<std::int64_t>(kept.size()) < map.channels())
        source = source.index_select(axis, indexTensor(kept));
    std::vector<std::int64_t> shape = source.sizes().vec();
    shape[static_cast<std::size_t>(axis)] = map.k;
    return at::index_add(at::zeros(shape, at::kDouble), axis, indexTensor(labels), source);
}

at::Tensor meanAlong(const at::Tensor& tensor, std::int64_t axis, const MergeMap& map)
{
    std::vector<std::int64_t> shape(static_cast<std::size_t>(tensor.dim()), 1);
    shape[static_cast<std::size_t>(axis)] = -1;
    return sumAlong(tensor, axis, map) / map.sizes().reshape(shape);
}

at::Tensor sumRows(const at::Tensor& rows, const MergeMap& map)
{
    return sumAlong(rows, 0, map);
}

at::Tensor meanRows(const at::Tensor& rows, const MergeMap& map)
{
    return meanAlong(rows, 0, map);
}

at::Tensor sumColumns(const at::Tensor& weight, const MergeMap& map)
{
    return sumAlong(weight, 1, map);
}

} // namespace pleat::fold
