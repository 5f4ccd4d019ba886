// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fold/fold.h"

#include "core/fold/rows.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/sqrt.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

namespace pleat::fold {

namespace {

at::Tensor asDouble(const graph::Graph& graph, graph::ParameterId id)
{
    return graph.parameter(id).tensor.to(at::kDouble);
}

const MergeMap* mapOf(const FoldedNetwork& network, int group)
{
    if (group < 0)
        return nullptr;
    const auto& map = network.maps[static_cast<std::size_t>(group)];
    return map ? &*map : nullptr;
}

/// s of each cluster: norm of the mean of the rows, each first given its standard deviation as
/// norm.
at::Tensor whiteStd(const FusedRows& rows, const MergeMap& map)
{
    return rowNorms(meanRows(rowsWithStd(rows.weight, rows.std), map));
}

FoldedLayer foldLayer(const FoldedNetwork& network, std::size_t index)
{
    const coupling::Layer& layer = network.coupling->layers[index];
    const MergeMap& map = *mapOf(network, layer.outGroup);
    const FusedRows rows = fusedRows(*network.original, layer);
    FoldedLayer folded;
    folded.layer = index;
    folded.weight = meanRows(rows.weight, map);
    folded.bias = meanRows(rows.bias, map);
    if (rows.mean.defined())
        folded.targetMean = meanRows(rows.mean, map);
    folded.targetStd = at::sqrt(meanRows(rows.std * rows.std, map));
    folded.whiteStd = whiteStd(rows, map);
    if (const MergeMap* columns = mapOf(network, layer.inGroup))
        folded.weight = sumColumns(folded.weight, *columns, layer.inner);
    return folded;
}

/// Vectors of a BatchNorm that no single layer feeds. Nothing is known about correlations, so the
/// members are taken as equal: sigma' is the mean of the sigmas.
void foldLooseNorm(FoldedNetwork& network, const coupling::LooseNorm& norm, const MergeMap& map)
{
    const graph::Graph& graph = *network.original;
    const auto set = [&](graph::ParameterId id, const at::Tensor& value) {
        network.tensors[id.index] = value;
    };
    const at::Tensor gamma = asDouble(graph, norm.view.gamma);
    const at::Tensor rms = at::sqrt(meanRows(gamma * gamma, map));
    set(norm.view.gamma, at::where(meanRows(gamma, map) < 0, -rms, rms));
    set(norm.view.beta, meanRows(asDouble(graph, norm.view.beta), map));
    set(norm.view.mean, meanRows(asDouble(graph, norm.view.mean), map));
    const at::Tensor sigma =
        meanRows(at::sqrt(asDouble(graph, norm.view.variance) + norm.view.epsilon), map);
    set(norm.view.variance, sigma * sigma - norm.view.epsilon);
}

at::Tensor safeStd(const at::Tensor& std)
{
    return at::where(std > kConstantChannelStd, std, at::ones_like(std));
}

void writeBack(std::vector<at::Tensor>& tensors, const coupling::Layer& layer,
    const FoldedLayer& folded, const RepairedLayer& repaired)
{
    const auto set = [&](graph::ParameterId id, const at::Tensor& value) {
        tensors[id.index] = value;
    };
    if (!layer.norm) {
        set(layer.view.weight, repaired.weight);
        if (layer.view.bias.valid())
            set(layer.view.bias, repaired.bias);
        return;
    }
    const at::Tensor std = safeStd(repaired.std);
    set(layer.view.weight, scaledRows(repaired.weight, 1 / std));
    if (layer.view.bias.valid())
        set(layer.view.bias, at::zeros_like(repaired.bias));
    set(layer.norm->gamma, std);
    set(layer.norm->beta, folded.targetMean);
    set(layer.norm->mean, (folded.targetMean - repaired.bias) / std);
    set(layer.norm->variance, at::full_like(std, 1 - layer.norm->epsilon));
}

} // namespace

FusedRows fusedRows(const graph::Graph& graph, const coupling::Layer& layer)
{
    at::NoGradGuard noGrad;
    FusedRows rows;
    rows.weight = asDouble(graph, layer.view.weight);
    rows.bias = layer.view.bias.valid() ? asDouble(graph, layer.view.bias)
                                        : at::zeros({rows.weight.size(0)}, at::kDouble);
    if (!layer.norm) {
        rows.std = rowNorms(rows.weight);
        return rows;
    }
    const at::Tensor gamma = asDouble(graph, layer.norm->gamma);
    const at::Tensor sigma = at::sqrt(asDouble(graph, layer.norm->variance) + layer.norm->epsilon);
    rows.mean = asDouble(graph, layer.norm->beta);
    rows.std = gamma.abs();
    rows.bias = rows.mean + gamma / sigma * (rows.bias - asDouble(graph, layer.norm->mean));
    rows.weight = scaledRows(rows.weight, gamma / sigma);
    return rows;
}

FoldedNetwork fold(graph::GraphPtr original, std::shared_ptr<const coupling::Coupling> coupling,
    std::vector<std::optional<MergeMap>> maps)
{
    at::NoGradGuard noGrad;
    FoldedNetwork network;
    network.original = std::move(original);
    network.coupling = std::move(coupling);
    network.maps = std::move(maps);
    for (auto& map : network.maps) {
        if (map && map->k == map->channels())
            map.reset();
    }
    network.tensors.resize(network.original->parameters.size());
    for (std::size_t index = 0; index < network.coupling->layers.size(); ++index) {
        const coupling::Layer& layer = network.coupling->layers[index];
        const MergeMap* columns = mapOf(network, layer.inGroup);
        if (mapOf(network, layer.outGroup))
            network.layers.push_back(foldLayer(network, index));
        else if (columns)
            network.tensors[layer.view.weight.index] =
                sumColumns(asDouble(*network.original, layer.view.weight), *columns, layer.inner);
    }
    for (const coupling::LooseNorm& norm : network.coupling->norms) {
        if (const MergeMap* map = mapOf(network, norm.group))
            foldLooseNorm(network, norm, *map);
    }
    return network;
}

std::vector<RepairedLayer> unrepaired(const FoldedNetwork& network)
{
    std::vector<RepairedLayer> layers;
    for (const FoldedLayer& layer : network.layers)
        layers.push_back({layer.weight, layer.bias, layer.whiteStd});
    return layers;
}

Result<graph::GraphPtr> assemble(
    const FoldedNetwork& network, const std::vector<RepairedLayer>& layers)
{
    at::NoGradGuard noGrad;
    std::vector<at::Tensor> tensors = network.tensors;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const coupling::Layer& layer = network.coupling->layers[network.layers[i].layer];
        writeBack(tensors, layer, network.layers[i], layers[i]);
    }
    for (std::size_t p = 0; p < tensors.size(); ++p) {
        if (tensors[p].defined())
            tensors[p] =
                tensors[p].to(network.original->parameters[p].tensor.scalar_type()).contiguous();
    }
    return graph::withTensors(*network.original, tensors);
}

} // namespace pleat::fold
