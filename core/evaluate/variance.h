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
    std::int64_t leftOut =
        0; ///< channels with less than 1e-8 of the layer's mean variance, or pruned
};

/// Mean over original channels i of Var(z'_c(i)) / Var(z_i), c(i) the cluster of i (paper,
/// definition 3.1, paired by channel). `original` is [n], `folded` [k], `labels` [n]; channels
/// without a label (pruned) are left out.
VarianceRatio varianceRatio(const std::vector<double>& original, const std::vector<double>& folded,
    const std::vector<std::int32_t>& labels);

/// 1/Var of each channel; 0 for those that a variance ratio leaves out.
std::vector<double> inverseVariances(const std::vector<double>& variances);

/// Mean and variance of every channel of a layer's output.
struct LayerMoments
{
    std::vector<double> mean, variance; ///< [n]
};

/// Mean over the clusters c of |E z'_c - m_c| / s_c, where m_c is the mean of E z_i and s_c^2 the
/// mean of Var z_i over the members i of c: how far the means are off, in standard deviations.
/// Clusters without variance are left out.
double meanError(const LayerMoments& original, const LayerMoments& folded,
    const std::vector<std::int32_t>& labels);

/// Runs `batch` [N, ...] in pieces and accumulates in double over images and positions (population
/// variance); of the layers' outputs, after BatchNorm and before any addition. `onLayer(i, moments
/// so far)` follows each layer's tap in each piece.
Result<std::vector<LayerMoments>> measureLayers(const graph::Executor& network,
    const std::vector<coupling::Layer>& layers, const at::Tensor& batch,
    const std::function<void(std::size_t, const LayerMoments&)>& onLayer,
    const StageContext& context);

} // namespace pleat::evaluate
