// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/features.h"

#include "core/fold/rows.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/where.h>

#include <set>

namespace pleat::cluster {

namespace {

/// [out, d]: one row per output channel, turned so that its BatchNorm has a positive gamma.
at::Tensor producerRows(const graph::Graph& graph, const coupling::Layer& layer)
{
    at::Tensor rows =
        fold::toRows(graph.parameter(layer.view.weight).tensor, layer.view).flatten(1);
    if (layer.norm) {
        const at::Tensor& gamma = graph.parameter(layer.norm->gamma).tensor;
        const at::Tensor one = at::ones_like(gamma);
        rows = rows * at::where(gamma < 0, -one, one).unsqueeze(1);
    }
    return rows;
}

/// [in, out * kernel]: one row per input channel.
at::Tensor consumerColumns(const graph::Graph& graph, const coupling::Layer& layer)
{
    return fold::toRows(graph.parameter(layer.view.weight).tensor, layer.view)
        .transpose(0, 1)
        .flatten(1)
        .contiguous();
}

} // namespace

Result<void> checkFeatures(const FeatureOptions& options)
{
    if (options.set != "raw")
        return Error{ErrorCode::Usage, "unknown features \"" + options.set + "\"", "features",
            "known is raw"};
    return {};
}

Result<std::vector<at::Tensor>> groupFeatures(const graph::Graph& graph,
    const coupling::Coupling& coupling, int group, const FeatureOptions& options)
{
    if (auto checked = checkFeatures(options); !checked)
        return checked.error();
    at::NoGradGuard noGrad;
    std::vector<at::Tensor> blocks;
    std::set<graph::ParameterId> weights;
    const coupling::ChannelGroup& channels = coupling.groups[static_cast<std::size_t>(group)];
    const auto add = [&](const at::Tensor& byIndex, const coupling::Layout& layout) {
        blocks.push_back(fold::channelRows(byIndex, layout, group, channels.channels));
    };
    for (const coupling::Layer& layer : coupling.layers) {
        weights.insert(layer.view.weight);
        if (layer.repeated)
            continue;
        if (coupling::makes(layer, group))
            add(producerRows(graph, layer), layer.rows);
        if (!coupling::spansOf(layer.columns, group).empty())
            add(consumerColumns(graph, layer), layer.columns);
    }
    // Tables that make channels without being the weight of a layer (embeddings).
    for (const coupling::Member& member : channels.members) {
        if (member.role != ops::Role::Producer || weights.contains(member.parameter))
            continue;
        const graph::Parameter& table = graph.parameter(member.parameter);
        add(table.tensor.movedim(member.axis, 0).flatten(1),
            coupling.layout({table.value, member.axis}, table.tensor.size(member.axis)));
    }
    return blocks;
}

} // namespace pleat::cluster
