// SPDX-License-Identifier: GPL-3.0-or-later
// Fold-AR on fused rows: w' = a w, b' = a (b - m*) + m*, a = s*/s. The standard deviation returns
// to the target, the mean stays where BatchNorm put it. Without BatchNorm only rows are scaled,
// which assumes white input with zero mean. (Paper, section 4.2 and algorithm 1; there on rows of
// one BN.)
#include "core/repair/repair_method.h"

#include <ATen/TensorOperators.h>

namespace pleat::repair {

namespace {

Result<graph::GraphPtr> apply(const RepairTask& task, const StageContext&)
{
    std::vector<fold::FusedRows> layers;
    for (const fold::FoldedLayer& layer : task.network.layers) {
        const at::Tensor gain = approximateGain(layer);
        const at::Tensor bias = layer.targetMean.defined()
            ? gain * (layer.bias - layer.targetMean) + layer.targetMean
            : layer.bias;
        layers.push_back(
            {fold::scaledRows(layer.weight, gain), bias, layer.targetMean, gain * layer.whiteStd});
    }
    return fold::assemble(task.network, layers);
}

} // namespace

extern const RepairMethod repair_ar;
const RepairMethod repair_ar{"ar", "Fold-AR", false, true, apply};

} // namespace pleat::repair
