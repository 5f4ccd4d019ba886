// SPDX-License-Identifier: GPL-3.0-or-later
// What merging does to the variances of a layer, from the weights alone: as if the layer's input
// were white, channel i is row i times an input of uncorrelated unit variances.
#pragma once

#include "core/base/stage_context.h"
#include "core/cluster/merge_tree.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace pleat::evaluate {

/// `rows` [n, d], norm of row i = standard deviation of channel i. Mean over channels i of
/// ||mean of the rows of i's cluster||^2 / ||row i||^2; channels with less than 1e-8 of the mean
/// variance are left out. 1 when nothing merges. For c channels of equal variance and correlation r
/// this is (1 + (c - 1) r) / c.
double predictedVarianceRatio(const at::Tensor& rows, const cluster::Labels& labels);

/// One layer at every cut of a tree.
struct MergedVariances
{
    double energy = 0; ///< sum of the channels' variances, ||rows||^2
    std::vector<double> ratios; ///< [n], index k-1: predictedVarianceRatio
    /// [n], index k-1: share of the energy that is lost, sum ||row i - mean of its cluster||^2 /
    /// energy, 0 to 1; falls with k.
    std::vector<double> lost;
};
/// In O(n d) for all k. Stops early when cancelled.
MergedVariances mergedVariances(
    const at::Tensor& rows, const cluster::MergeTree& tree, const StageContext& context = {});

} // namespace pleat::evaluate
