// SPDX-License-Identifier: GPL-3.0-or-later
// Restoring statistics after a fold. One method per file in methods/; adding one is adding a file
// that defines `repair_<file name>`. Methods can be chained: "ls+bn".
#pragma once

#include "core/base/finding.h"
#include "core/base/stage_context.h"
#include "core/fold/fold.h"
#include "core/fold/rows.h"

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

namespace pleat::repair {

/// What a method works on.
struct RepairTask
{
    const fold::FoldedNetwork& network;
    graph::GraphPtr current; ///< the folded graph, as repaired so far
    at::Tensor probe; ///< a batch of inputs [N, ...]; undefined for methods that need none
};

struct RepairMethod
{
    std::string id; ///< as on the command line: "ar"
    std::string title; ///< for people
    bool needsProbe = false;
    /// Computes every layer from the merged weights, so it can only come first in a chain.
    bool startsFromMerged = false;
    Result<graph::GraphPtr> (*apply)(const RepairTask&, const StageContext&);
};

/// ErrorCode::Usage, listing the known ids.
Result<const RepairMethod*> findRepair(const std::string& id);
std::vector<const RepairMethod*> repairMethods();

/// The methods of "a" or "a+b+..."; ErrorCode::Usage names what is wrong.
Result<std::vector<const RepairMethod*>> repairChain(const std::string& ids);
bool needsProbe(const std::vector<const RepairMethod*>& chain);

/// a = s*/s of each cluster, in [1, 10]; 1 where the target is below 1e-6 (a constant channel).
/// For one BatchNorm and white input it is the alpha of the paper's Fold-AR, N / ||sum of unit
/// rows||.
at::Tensor approximateGain(const fold::FoldedLayer& layer);

} // namespace pleat::repair
