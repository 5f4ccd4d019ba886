// SPDX-License-Identifier: GPL-3.0-or-later
// Merging channels: producers are averaged, consumers are summed (paper, section 3.2: M = N^-1 U^T
// W and W U). Everything in double.
#pragma once

#include "core/coupling/layout.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace pleat::fold {

/// A channel that pruning removes has this in place of a label.
inline constexpr std::int32_t kRemoved = -1;

/// A clustering as a map from n channels (or indices of an axis) to k. Pruning is the case in which
/// every cluster has one member and the other channels are removed.
struct MergeMap
{
    std::vector<std::int32_t> labels; ///< [n], each in [0, k) or kRemoved
    std::int64_t k = 0;

    bool identity() const;
    std::int64_t channels() const { return static_cast<std::int64_t>(labels.size()); }
    /// [k] double tensor of the cluster sizes.
    at::Tensor sizes() const;
};

/// The map of a whole axis from those of its groups (nothing: untouched); nothing if none of them
/// changes. Channel c of a group moves with everything that stands inside and around it.
std::optional<MergeMap> axisMap(
    const coupling::Layout& layout, const std::vector<std::optional<MergeMap>>& groupMaps);

/// Sum of the indices of each cluster along `axis`: [.., n, ..] -> [.., k, ..].
at::Tensor sumAlong(const at::Tensor& tensor, std::int64_t axis, const MergeMap& map);
/// Their mean.
at::Tensor meanAlong(const at::Tensor& tensor, std::int64_t axis, const MergeMap& map);
/// The same along axis 0, and along axis 1 (columns).
at::Tensor sumRows(const at::Tensor& rows, const MergeMap& map);
at::Tensor meanRows(const at::Tensor& rows, const MergeMap& map);
at::Tensor sumColumns(const at::Tensor& weight, const MergeMap& map);

} // namespace pleat::fold
