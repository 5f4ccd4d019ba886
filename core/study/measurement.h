// SPDX-License-Identifier: GPL-3.0-or-later
// Variances and means of every layer, before the fold, after merging and after the repair. For core
// only, since it takes tensors.
#pragma once

#include "core/coupling/coupling.h"
#include "core/fold/merge_map.h"
#include "core/study/run.h"

#include <functional>
#include <optional>
#include <vector>

namespace pleat::study {

/// By Phase.
struct MeasuredGraphs
{
    graph::GraphPtr original, merged, repaired;
};

/// Fills the measured numbers of `report.layers`, which is parallel to `layers`. `maps` per group.
/// `onPoint` (may be empty) is called after every layer of every piece of `inputs`.
Result<void> measureLayers(const MeasuredGraphs& graphs, const std::vector<coupling::Layer>& layers,
    const std::vector<std::optional<fold::MergeMap>>& maps, const at::Tensor& inputs,
    const std::function<void(const LayerPoint&)>& onPoint, RunReport& report,
    const StageContext& context);

} // namespace pleat::study
