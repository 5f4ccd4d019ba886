// SPDX-License-Identifier: GPL-3.0-or-later
// Restoring statistics after a fold. One method per file in methods/; adding one is adding a file
// that defines `repair_<file name>`.
#pragma once

#include "core/base/stage_context.h"
#include "core/fold/fold.h"
#include "core/fold/rows.h"

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

namespace pleat::repair {

struct RepairMethod
{
    std::string id; ///< as on the command line: "ar"
    std::string title; ///< for people
    bool needsProbe = false;
    /// `probe` is a batch of inputs [N, ...], undefined for methods that need none.
    Result<graph::GraphPtr> (*apply)(
        const fold::FoldedNetwork&, const at::Tensor& probe, const StageContext&);
};

/// ErrorCode::Usage, listing the known ids.
Result<const RepairMethod*> findRepair(const std::string& id);
std::vector<const RepairMethod*> repairMethods();

/// a = s*/s of each cluster, in [1, 10]; 1 where the target is below 1e-6 (a constant channel).
/// For one BatchNorm and white input it is the alpha of the paper's Fold-AR, N / ||sum of unit
/// rows||.
at::Tensor approximateGain(const fold::FoldedLayer& layer);

} // namespace pleat::repair
