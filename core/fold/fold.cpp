// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fold/fold.h"

#include "core/coupling/resize.h"
#include "core/fold/rows.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/matmul.h>
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
    const at::Tensor weight = rows.inputStd.defined() ? rows.weight * rows.inputStd : rows.weight;
    return rowNorms(meanRows(rowsWithStd(weight, rows.std), map));
}

/// What a LayerNorm in front of a linear layer implies: features with standard deviation |gamma|
/// and mean beta, taken as uncorrelated.
void useLayerNorm(FusedRows& rows, const graph::Graph& graph, const ops::WeightLayerView& view)
{
    const graph::NodeId producer = graph.value(view.input).producer;
    if (!producer.valid() || rows.weight.dim() != 2)
        return;
    const auto norm = ops::layerNormView(graph, graph.node(producer));
    if (!norm)
        return;
    rows.inputStd = asDouble(graph, norm->gamma).abs();
    rows.mean = rows.bias + at::matmul(rows.weight, asDouble(graph, norm->beta));
    rows.std = rowNorms(rows.weight * rows.inputStd);
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

} // namespace

graph::NodeId nodeIn(const graph::Graph& folded, const coupling::Layer& layer)
{
    for (std::size_t n = 0; n < folded.nodes.size(); ++n) {
        const auto view = ops::weightLayerView(folded, folded.nodes[n]);
        if (view && view->weight == layer.view.weight && view->input == layer.view.input)
            return graph::NodeId(n);
    }
    throw LogicError("the folded network has no layer " + layer.name);
}

FusedRows fusedRows(const graph::Graph& graph, const coupling::Layer& layer)
{
    return fusedRows(graph, layer, layer.view);
}

FusedRows fusedRows(
    const graph::Graph& graph, const coupling::Layer& layer, const ops::WeightLayerView& view)
{
    at::NoGradGuard noGrad;
    FusedRows rows;
    rows.weight = toRows(asDouble(graph, view.weight), view);
    rows.bias = view.bias.valid() ? asDouble(graph, view.bias)
                                  : at::zeros({rows.weight.size(0)}, at::kDouble);
    if (!layer.norm) {
        rows.std = rowNorms(rows.weight);
        useLayerNorm(rows, graph, view);
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

void storeFused(std::vector<at::Tensor>& tensors, const coupling::Layer& layer,
    const ops::WeightLayerView& view, const FusedRows& rows)
{
    const auto set = [&](graph::ParameterId id, const at::Tensor& value) {
        if (id.valid())
            tensors[id.index] = value;
    };
    if (!layer.norm) {
        set(view.weight, fromRows(rows.weight, view, view.groups));
        set(view.bias, rows.bias);
        return;
    }
    const at::Tensor std = safeStd(rows.std);
    set(view.weight, fromRows(scaledRows(rows.weight, 1 / std), view, view.groups));
    set(view.bias, at::zeros_like(rows.bias));
    set(layer.norm->gamma, std);
    set(layer.norm->beta, rows.mean);
    set(layer.norm->mean, (rows.mean - rows.bias) / std);
    set(layer.norm->variance, at::full_like(std, 1 - layer.norm->epsilon));
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

std::vector<FusedRows> unrepaired(const FoldedNetwork& network)
{
    std::vector<FusedRows> layers;
    for (const FoldedLayer& layer : network.layers)
        layers.push_back({layer.weight, layer.bias, layer.targetMean, layer.whiteStd});
    return layers;
}

Result<graph::GraphPtr> assemble(const FoldedNetwork& network, const std::vector<FusedRows>& layers)
{
    at::NoGradGuard noGrad;
    const graph::Graph shape =
        coupling::resized(*network.original, *network.coupling, keptChannels(network));
    std::vector<at::Tensor> tensors = network.tensors;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const coupling::Layer& layer = network.coupling->layers[network.layers[i].layer];
        const auto view = ops::weightLayerView(shape, shape.node(nodeIn(shape, layer)));
        storeFused(tensors, layer, *view, layers[i]);
    }
    for (std::size_t p = 0; p < tensors.size(); ++p) {
        if (tensors[p].defined())
            tensors[p] =
                tensors[p].to(network.original->parameters[p].tensor.scalar_type()).contiguous();
    }
    return graph::withTensors(shape, tensors);
}

} // namespace pleat::fold
