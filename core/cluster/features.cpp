// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/features.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/where.h>

namespace pleat::cluster {

namespace {

/// [n, d]: one row per output channel.
at::Tensor producerRows(const graph::Graph& graph, const coupling::Layer& layer)
{
    at::Tensor rows = graph.parameter(layer.view.weight).tensor.flatten(1);
    if (layer.norm) {
        const at::Tensor& gamma = graph.parameter(layer.norm->gamma).tensor;
        const at::Tensor one = at::ones_like(gamma);
        rows = rows * at::where(gamma < 0, -one, one).unsqueeze(1);
    }
    return rows;
}

/// [n, out * inner * kernel]: one row per input channel.
at::Tensor consumerColumns(
    const graph::Graph& graph, const coupling::Layer& layer, std::int64_t channels)
{
    const at::Tensor& weight = graph.parameter(layer.view.weight).tensor;
    return weight.reshape({weight.size(0), channels, -1}).transpose(0, 1).flatten(1).contiguous();
}

} // namespace

std::vector<at::Tensor> rawFeatures(
    const graph::Graph& graph, const coupling::Coupling& coupling, int group)
{
    at::NoGradGuard noGrad;
    std::vector<at::Tensor> blocks;
    const std::int64_t channels = coupling.groups[static_cast<std::size_t>(group)].channels;
    for (const coupling::Layer& layer : coupling.layers) {
        if (layer.outGroup == group)
            blocks.push_back(producerRows(graph, layer));
        if (layer.inGroup == group)
            blocks.push_back(consumerColumns(graph, layer, channels));
    }
    return blocks;
}

} // namespace pleat::cluster
