// SPDX-License-Identifier: GPL-3.0-or-later
// Mean and standard deviation of a layer's outputs over the probe, and bringing them to a target.
#pragma once

#include "core/repair/layer_walk.h"

namespace pleat::repair {

struct Moments
{
    at::Tensor mean, std; ///< double [k]
};

inline constexpr std::size_t kAllPieces = SIZE_MAX;

/// What the layer gives with these rows over the first `pieces` of the probe.
Result<Moments> outputMoments(
    const LayerStep& step, const fold::FusedRows& rows, std::size_t pieces = kAllPieces);

/// m* and s* as BatchNorm holds them; without BatchNorm the moments of the original network's
/// channels over the probe, averaged over clusters (means of the means, of the variances).
/// (Jordan et al. 2023, REPAIR, arXiv 2211.08403; for clusters of any size.)
Moments targetMoments(const LayerStep& step);
/// The same, measured in any case.
Moments measuredTargets(const LayerStep& step);

/// w' = a w, b' = a (b - mean) + m*, a = s*/std in [0.1, 10]; a = 1 where either is a constant.
Result<fold::FusedRows> matched(const LayerStep& step, const fold::FusedRows& rows,
    const Moments& target, std::size_t pieces = kAllPieces);

} // namespace pleat::repair
