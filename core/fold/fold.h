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
    at::Tensor mean; ///< double [out]; undefined if no norm tells
    at::Tensor std; ///< double [out], |gamma|; norms of the rows without BatchNorm (white input)
    /// double [in], of the layer's input where a LayerNorm makes it: its gamma (and its beta the
    /// mean), so that mean = W beta + b and std = ||w gamma||. Undefined elsewhere: white input.
    at::Tensor inputStd = {};
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

/// The node of a layer in a folded graph, where it may have moved.
graph::NodeId nodeIn(const graph::Graph& folded, const coupling::Layer& layer);
/// The fused form of a layer that stands in a folded graph as `view`, with other widths and another
/// number of convolution groups.
FusedRows fusedRows(
    const graph::Graph& graph, const coupling::Layer& layer, const ops::WeightLayerView& view);

/// Writes a layer into `tensors` (per parameter), so that names, a second fold and statistics keep
/// working. With BatchNorm: weight = w/s, running variance = 1 - epsilon, running mean = (m* -
/// b)/s, gamma = s, beta = m*, where m* is `rows.mean` and s is `rows.std`, the standard deviation
/// that the layer now has (1 where it is 0). Without: weight and, where the layer has one, bias.
void storeFused(std::vector<at::Tensor>& tensors, const coupling::Layer& layer,
    const ops::WeightLayerView& view, const FusedRows& rows);

/// The folded graph with these layers: one entry per FoldedNetwork::layers, each [k, ...].
Result<graph::GraphPtr> assemble(
    const FoldedNetwork& network, const std::vector<FusedRows>& layers);

/// The layers as they were merged, with the standard deviation that white input gives them.
std::vector<FusedRows> unrepaired(const FoldedNetwork& network);

} // namespace pleat::fold
