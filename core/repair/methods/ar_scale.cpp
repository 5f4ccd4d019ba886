// SPDX-License-Identifier: GPL-3.0-or-later
// Fold-AR that scales the whole pre-activation: w' = a w, b' = a b.
#include "core/repair/repair_method.h"

#include <ATen/TensorOperators.h>

namespace pleat::repair {

namespace {

Result<graph::GraphPtr> apply(const RepairTask& task, const StageContext&)
{
    std::vector<fold::FusedRows> layers;
    for (const fold::FoldedLayer& layer : task.network.layers) {
        const at::Tensor gain = approximateGain(layer);
        layers.push_back({fold::scaledRows(layer.weight, gain), gain * layer.bias, layer.targetMean,
            gain * layer.whiteStd});
    }
    return fold::assemble(task.network, layers);
}

} // namespace

extern const RepairMethod repair_ar_scale;
const RepairMethod repair_ar_scale{"ar-scale", "Fold-AR, bias scaled too", false, true, apply};

} // namespace pleat::repair
