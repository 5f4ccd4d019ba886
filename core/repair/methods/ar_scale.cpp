// SPDX-License-Identifier: GPL-3.0-or-later
// Fold-AR that scales the whole pre-activation: w' = a w, b' = a b.
#include "core/repair/repair_method.h"

#include <ATen/TensorOperators.h>

namespace pleat::repair {

namespace {

Result<graph::GraphPtr> apply(
    const fold::FoldedNetwork& network, const at::Tensor&, const StageContext&)
{
    std::vector<fold::RepairedLayer> layers;
    for (const fold::FoldedLayer& layer : network.layers) {
        const at::Tensor gain = approximateGain(layer);
        layers.push_back(
            {fold::scaledRows(layer.weight, gain), gain * layer.bias, gain * layer.whiteStd});
    }
    return fold::assemble(network, layers);
}

} // namespace

extern const RepairMethod repair_ar_scale;
const RepairMethod repair_ar_scale{"ar-scale", "Fold-AR, bias scaled too", false, apply};

} // namespace pleat::repair
