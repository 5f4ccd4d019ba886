// SPDX-License-Identifier: GPL-3.0-or-later
// Fold-AR as the paper prints it (algorithm 1): W^ = W/sigma and b^ = (b - mu)/sigma are averaged,
// gamma' = alpha mean(gamma), beta' = mean(beta), alpha = N / ||sum of unit rows|| (equal to
// sqrt(N / (1 + (N - 1) E[c])) with E[c] the mean cosine within the cluster). The sign of gamma is
// not looked at. Layers without BatchNorm are left as they were merged.
#include "core/repair/repair_method.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/sqrt.h>
#include <ATen/ops/zeros.h>

namespace pleat::repair {

namespace {

constexpr double kSmallestNorm = 1e-12;

/// alpha of each cluster, in [1, 10] because opposite rows would send it to infinity.
at::Tensor alpha(const at::Tensor& rows, const fold::MergeMap& map)
{
    const at::Tensor unit =
        fold::scaledRows(rows, 1 / at::clamp(fold::rowNorms(rows), kSmallestNorm));
    return at::clamp(
        map.sizes() / at::clamp(fold::rowNorms(fold::sumRows(unit, map)), kSmallestNorm), 1, 10);
}

fold::FusedRows published(
    const graph::Graph& graph, const coupling::Layer& layer, const fold::FoldedLayer& folded)
{
    const auto vector = [&](graph::ParameterId id) {
        return graph.parameter(id).tensor.to(at::kDouble);
    };
    const fold::MergeMap& map = folded.rows;
    const at::Tensor sigma = at::sqrt(vector(layer.norm->variance) + layer.norm->epsilon);
    const at::Tensor rows =
        fold::scaledRows(fold::toRows(vector(layer.view.weight), layer.view), 1 / sigma);
    const at::Tensor bias =
        layer.view.bias.valid() ? vector(layer.view.bias) : at::zeros({rows.size(0)}, at::kDouble);
    const at::Tensor gain = alpha(rows, map) * fold::meanRows(vector(layer.norm->gamma), map);

    fold::FusedRows repaired;
    repaired.weight = fold::scaledRows(fold::meanRows(rows, map), gain);
    if (folded.columns)
        repaired.weight = fold::sumColumns(repaired.weight, *folded.columns);
    repaired.bias = gain * fold::meanRows((bias - vector(layer.norm->mean)) / sigma, map)
        + fold::meanRows(vector(layer.norm->beta), map);
    repaired.mean = folded.targetMean;
    repaired.std = gain.abs();
    return repaired;
}

Result<graph::GraphPtr> apply(const RepairTask& task, const StageContext&)
{
    std::vector<fold::FusedRows> layers = fold::unrepaired(task.network);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const coupling::Layer& layer = task.network.coupling->layers[task.network.layers[i].layer];
        if (layer.norm)
            layers[i] = published(*task.network.original, layer, task.network.layers[i]);
    }
    return fold::assemble(task.network, layers);
}

} // namespace

extern const RepairMethod repair_ar_published;
const RepairMethod repair_ar_published{"ar-published", "Fold-AR as published", false, true, apply};

} // namespace pleat::repair
