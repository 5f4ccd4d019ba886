// SPDX-License-Identifier: GPL-3.0-or-later
// Applying a clustering to a network. Layers whose rows are merged come out in the BatchNorm-fused
// form, with the statistics that repair aims at; every other tensor is merged by its role.
#pragma once

#include "core/coupling/coupling.h"
#include "core/fold/merge_map.h"
#include "core/graph/graph.h"

#include <ATen/core/Tensor.h>

#include <optional>
#include <vector>

namespace pleat::fold {

/// Fused form of a layer: W~ = (gamma/sigma) W and b~ = beta + (gamma/sigma)(b - mu), with
/// sigma^2 = running variance + epsilon; W and b themselves without a fusable BatchNorm.
/// On the training data the pre-activation of channel i then has mean beta_i and standard
/// deviation |gamma_i|, whatever the sign of gamma.
struct FusedRows
{
    at::Tensor weight; ///< double [out, in/groups, ...]
    at::Tensor bias; ///< double [out]
    at::Tensor mean; ///< double [out]; undefined without BatchNorm
    at::Tensor std; ///< double [out], |gamma|; norms of the rows without BatchNorm (white input)
};
FusedRows fusedRows(const graph::Graph& graph, const coupling::Layer& layer);

/// A layer whose rows were merged, before any repair. All double.
struct FoldedLayer
{
    std::size_t layer = 0; ///< index into Coupling::layers
    MergeMap rows; ///< of its output channels
    std::optional<MergeMap> columns; ///< of its input channels
    at::Tensor weight; ///< [k, in', ...] mean of the fused rows, columns already summed
    at::Tensor bias; ///< [k] mean of the fused biases
    at::Tensor targetMean; ///< [k] m* = mean beta_i; undefined without BatchNorm
    at::Tensor targetStd; ///< [k] s* = sqrt(mean std_i^2)
    at::Tensor
        whiteStd; ///< [k] std of the centroid for white input: ||(1/N) sum std_i w~_i/||w~_i||||
};

struct FoldedNetwork
{
    graph::GraphPtr original;
    std::shared_ptr<const coupling::Coupling> coupling;
    std::vector<std::optional<MergeMap>> maps; ///< per group; nothing: untouched
    std::vector<FoldedLayer> layers; ///< in execution order
    std::vector<at::Tensor> tensors; ///< per parameter: new tensors besides those of `layers`
};

/// `maps` holds one entry per group; the identity counts as untouched.
FoldedNetwork fold(graph::GraphPtr original, std::shared_ptr<const coupling::Coupling> coupling,
    std::vector<std::optional<MergeMap>> maps);

/// What a repair decides for one folded layer. All double.
struct RepairedLayer
{
    at::Tensor weight; ///< [k, in', ...] fused
    at::Tensor bias; ///< [k] fused
    at::Tensor std; ///< [k] standard deviation that the layer now has; stored as gamma
};

/// Writes layers back so that names, a second fold and statistics keep working: with BatchNorm,
/// weight = w/s, running variance = 1 - epsilon, running mean = (m* - b)/s, gamma = s, beta = m*.
/// One entry per FoldedNetwork::layers.
Result<graph::GraphPtr> assemble(
    const FoldedNetwork& network, const std::vector<RepairedLayer>& layers);

/// The same with layers as they were merged (no repair).
std::vector<RepairedLayer> unrepaired(const FoldedNetwork& network);

} // namespace pleat::fold
