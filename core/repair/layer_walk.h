// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the weight layers of the original and of the folded network side by side, in execution
// order, over a probe: each layer may be changed just before it runs, and the layers behind it see
// what it now gives.
#pragma once

#include "core/fold/fold.h"
#include "core/graph/executor.h"
#include "core/repair/layer_features.h"

#include <ATen/core/Tensor.h>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pleat::repair {

/// A batch in pieces of 32 images: bounds the memory of patches, and the time until a cancel.
std::vector<at::Tensor> inPieces(const at::Tensor& batch);

/// A layer of the folded network that is about to run. Tensors come in pieces of the probe.
struct LayerStep
{
    const coupling::Layer& layer;
    ops::WeightLayerView view; ///< in the folded graph
    std::optional<FeatureView> features; ///< nothing: the layer is no product of patches
    std::optional<fold::MergeMap> rows; ///< of its output channels
    std::optional<fold::MergeMap> columns; ///< of its input channels
    fold::FusedRows original; ///< of the original network
    fold::FusedRows current; ///< as it now is; `mean` and `std` are the targets m* and s*
    std::vector<at::Tensor> inputs; ///< h' of the folded network, as repaired so far
    std::vector<at::Tensor> originalInputs; ///< h
    std::vector<at::Tensor> originalOutputs; ///< z, after the BatchNorm

    /// What the folded layer gives with these rows, after its BatchNorm, in the first `pieces`.
    std::function<Result<std::vector<at::Tensor>>(const fold::FusedRows&, std::size_t pieces)>
        outputs;

    /// z averaged over the clusters of the layer's rows, double.
    at::Tensor target(std::size_t piece) const;
};

/// What a repair makes of a layer; nothing leaves it as it is.
using LayerChange = std::function<Result<std::optional<fold::FusedRows>>(const LayerStep&)>;

/// `probe` comes in pieces. Layers that no fold reaches are not visited, nor those whose weight is
/// used in several places. Returns the changed graph. Cancel is polled per operator.
Result<graph::GraphPtr> walkLayers(const fold::FoldedNetwork& network,
    const graph::GraphPtr& current, const std::vector<at::Tensor>& probe, const LayerChange& change,
    const StageContext& context);

} // namespace pleat::repair
