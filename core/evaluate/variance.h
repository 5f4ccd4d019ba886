// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a layer's variance a fold leaves, and how much repair brings back.
#pragma once

#include "core/base/stage_context.h"
#include "core/coupling/coupling.h"
#include "core/graph/executor.h"

#include <ATen/core/Tensor.h>

#include <functional>
#include <vector>

namespace pleat::evaluate {

struct VarianceRatio
{
    double ratio = 1;
    std::int64_t leftOut = 0; ///< channels with less than 1e-8 of the layer's mean variance
};

/// Mean over original channels i of Var(z'_c(i)) / Var(z_i), c(i) the cluster of i (paper,
/// definition 3.1, paired by channel). `original` is [n], `folded` [k], `labels` [n].
VarianceRatio varianceRatio(const std::vector<double>& original, const std::vector<double>& folded,
    const std::vector<std::int32_t>& labels);

/// 1/Var of each channel; 0 for those that a variance ratio leaves out.
std::vector<double> inverseVariances(const std::vector<double>& variances);

/// Variances of some layers' outputs (after BatchNorm, before any addition), per channel.
using LayerVariances = std::vector<std::vector<double>>;

/// Runs `batch` [N, ...] in pieces and accumulates in double over images and positions (population
/// variance). `onLayer(i, variance so far)` follows each layer's tap in each piece.
Result<LayerVariances> measureVariances(const graph::Executor& network,
    const std::vector<coupling::Layer>& layers, const at::Tensor& batch,
    const std::function<void(std::size_t, const std::vector<double>&)>& onLayer,
    const StageContext& context);

} // namespace pleat::evaluate
