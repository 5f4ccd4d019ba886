// SPDX-License-Identifier: GPL-3.0-or-later
// Convolutions, linear layers and BatchNorms, whichever operator they were traced as.
#pragma once

#include "core/graph/graph.h"

#include <optional>
#include <vector>

namespace pleat::ops {

/// A layer whose weight rows make channels and whose weight columns read them.
struct WeightLayerView
{
    graph::ValueId input;
    graph::ParameterId weight; ///< [out, in/groups, ...]; invalid if it is not a parameter
    graph::ParameterId bias; ///< [out]; invalid if there is none
    bool biasIsParameter = true; ///< false: a bias that is computed
    bool transposed = false; ///< weight is [in, out/groups, ...] (also of x @ W)
    std::int64_t groups = 1;
    std::size_t groupsArgument = 0; ///< its index among the arguments of a convolution
    std::int64_t channelAxis = 1; ///< of input and output
};
std::optional<WeightLayerView> weightLayerView(const graph::Graph& graph, const graph::Node& node);

/// How the window of a convolution moves; one entry per spatial axis.
struct WindowView
{
    std::vector<std::int64_t> stride, dilation;
    std::vector<std::int64_t> padBefore, padAfter; ///< zeros on both sides of the axis
};
/// Nothing for other layers, transposed convolutions and sizes that are computed.
std::optional<WindowView> windowView(const graph::Graph& graph, const graph::Node& node);

struct BatchNormView
{
    graph::ValueId input;
    graph::ParameterId gamma, beta, mean, variance; ///< [C]; invalid where absent
    double epsilon = 1e-5;
    bool training = false;

    bool complete() const
    {
        return gamma.valid() && beta.valid() && mean.valid() && variance.valid();
    }
};
std::optional<BatchNormView> batchNormView(const graph::Graph& graph, const graph::Node& node);

/// A LayerNorm over the last axis with an affine form.
struct LayerNormView
{
    graph::ParameterId gamma, beta; ///< [features]
};
std::optional<LayerNormView> layerNormView(const graph::Graph& graph, const graph::Node& node);

} // namespace pleat::ops
