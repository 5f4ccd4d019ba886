// SPDX-License-Identifier: GPL-3.0-or-later
// Merging channels: producers are averaged, consumers are summed (paper, section 3.2: M = N^-1 U^T
// W and W U). Everything in double.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace pleat::fold {

/// The clustering of one group as a map from n channels to k.
struct MergeMap
{
    std::vector<std::int32_t> labels; ///< [n], each in [0, k)
    std::int64_t k = 0;

    std::int64_t channels() const { return static_cast<std::int64_t>(labels.size()); }
    /// [n] int64 tensor of the labels.
    at::Tensor index() const;
    /// [k] double tensor of the cluster sizes.
    at::Tensor sizes() const;
};

/// [n, ...] -> [k, ...]: sum of the rows of each cluster.
at::Tensor sumRows(const at::Tensor& rows, const MergeMap& map);
/// [n, ...] -> [k, ...]: mean of the rows of each cluster.
at::Tensor meanRows(const at::Tensor& rows, const MergeMap& map);
/// [out, n * inner, ...] -> [out, k * inner, ...]: columns of each cluster added up, place by
/// place.
at::Tensor sumColumns(const at::Tensor& weight, const MergeMap& map, std::int64_t inner);

} // namespace pleat::fold
