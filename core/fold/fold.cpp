// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fold/fold.h"

#include "core/coupling/resize.h"
#include "core/fold/rows.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/sqrt.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>

#include <map>
#include <set>

namespace pleat::fold {

namespace {

at::Tensor asDouble(const graph::Graph& graph, graph::ParameterId id)
{
    return graph.parameter(id).tensor.to(at::kDouble);
}

/// s of each cluster: norm of the mean of the rows, each first given its standard deviation as
/// norm.
at::Tensor whiteStd(const FusedRows& rows, const MergeMap& map)
{
    return rowNorms(meanRows(rowsWithStd(rows.weight, rows.std), map));
}

FoldedLayer foldLayer(const FoldedNetwork& network, std::size_t index, MergeMap rowMap)
{
    const coupling::Layer& layer = network.coupling->layers[index];
    const FusedRows rows = fusedRows(*network.original, layer);
    FoldedLayer folded;
    folded.layer = index;
    folded.rows = std::move(rowMap);
    folded.columns = axisMap(layer.columns, network.maps);
    folded.weight = meanRows(rows.weight, folded.rows);
    folded.bias = meanRows(rows.bias, folded.rows);
    if (rows.mean.defined())
        folded.targetMean = meanRows(rows.mean, folded.rows);
    folded.targetStd = at::sqrt(meanRows(rows.std * rows.std, folded.rows));
    folded.whiteStd = whiteStd(rows, folded.rows);
    if (folded.columns)
        folded.weight = sumColumns(folded.weight, *folded.columns);
    return folded;
}

using ParameterSet = std::set<graph::ParameterId>;

/// Layers whose rows merge become FoldedLayers with their bias and BatchNorm; of the others only
/// the columns are summed, which is the general rule for parameters.
ParameterSet foldLayers(FoldedNetwork& network)
{
    ParameterSet done;
    for (std::size_t index = 0; index < network.coupling->layers.size(); ++index) {
        const coupling::Layer& layer = network.coupling->layers[index];
        auto rowMap = axisMap(layer.rows, network.maps);
        if (layer.repeated || !rowMap)
            continue;
        network.layers.push_back(foldLayer(network, index, std::move(*rowMap)));
        done.insert({layer.view.weight, layer.view.bias});
        if (layer.norm)
            done.insert(
                {layer.norm->gamma, layer.norm->beta, layer.norm->mean, layer.norm->variance});
    }
    return done;
}

/// Vectors of a BatchNorm that no single layer feeds. Nothing is known about correlations, so the
/// members are taken as equal: sigma' is the mean of the sigmas.
void foldLooseNorm(FoldedNetwork& network, const coupling::LooseNorm& norm, ParameterSet& done)
{
    const graph::Graph& graph = *network.original;
    const ops::Axis channels{norm.view.input, 1};
    const auto map =
        axisMap(network.coupling->layout(channels, ops::extentOf(graph, channels)), network.maps);
    if (!map)
        return;
    const auto set = [&](graph::ParameterId id, const auto& value) {
        if (id.valid() && done.insert(id).second)
            network.tensors[id.index] = value(asDouble(graph, id));
    };
    set(norm.view.gamma, [&](const at::Tensor& gamma) {
        const at::Tensor rms = at::sqrt(meanRows(gamma * gamma, *map));
        return at::where(meanRows(gamma, *map) < 0, -rms, rms);
    });
    const auto mean = [&](const at::Tensor& vector) { return meanRows(vector, *map); };
    set(norm.view.beta, mean);
    set(norm.view.mean, mean);
    set(norm.view.variance, [&](const at::Tensor& variance) {
        const at::Tensor sigma = meanRows(at::sqrt(variance + norm.view.epsilon), *map);
        return sigma * sigma - norm.view.epsilon;
    });
}

/// Every other parameter by the role of its axes: averaged, or summed where it reads channels.
void foldParameters(FoldedNetwork& network, const ParameterSet& done)
{
    std::map<std::pair<graph::ParameterId, std::int64_t>, ops::Role> roles;
    for (const coupling::ChannelGroup& group : network.coupling->groups) {
        for (const coupling::Member& member : group.members)
            roles[{member.parameter, member.axis}] = member.role;
    }
    for (const auto& [key, role] : roles) {
        const auto [parameter, axis] = key;
        if (done.contains(parameter))
            continue;
        const ops::Axis own{network.original->parameter(parameter).value, axis};
        const auto map = axisMap(
            network.coupling->layout(own, ops::extentOf(*network.original, own)), network.maps);
        if (!map)
            continue;
        at::Tensor& tensor = network.tensors[parameter.index];
        if (!tensor.defined())
            tensor = asDouble(*network.original, parameter);
        tensor = role == ops::Role::Consumer ? sumAlong(tensor, axis, *map)
                                             : meanAlong(tensor, axis, *map);
    }
}

/// Per group.
std::vector<std::int64_t> keptChannels(const FoldedNetwork& network)
{
    std::vector<std::int64_t> kept;
    for (std::size_t g = 0; g < network.maps.size(); ++g)
        kept.push_back(network.maps[g] ? network.maps[g]->k : network.coupling->groups[g].channels);
    return kept;
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
    const auto setRows = [&](const at::Tensor& rows) {
        // Whole groups of a convolution were merged; each keeps its number of outputs.
        const std::int64_t groups = layer.view.groups == 1
            ? 1
            : rows.size(0) * layer.view.groups / static_cast<std::int64_t>(folded.rows.channels());
        set(layer.view.weight, fromRows(rows, layer.view, groups));
    };
    if (!layer.norm) {
        setRows(repaired.weight);
        if (layer.view.bias.valid())
            set(layer.view.bias, repaired.bias);
        return;
    }
    const at::Tensor std = safeStd(repaired.std);
    setRows(scaledRows(repaired.weight, 1 / std));
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
    rows.weight = toRows(asDouble(graph, layer.view.weight), layer.view);
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
        if (map && map->identity())
            map.reset();
    }
    network.tensors.resize(network.original->parameters.size());
    ParameterSet done = foldLayers(network);
    for (const coupling::LooseNorm& norm : network.coupling->norms)
        foldLooseNorm(network, norm, done);
    foldParameters(network, done);
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
    return graph::withTensors(
        coupling::resized(*network.original, *network.coupling, keptChannels(network)), tensors);
}

} // namespace pleat::fold
