// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cluster/features.h"

#include "core/fold/fold.h"
#include "core/fold/rows.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/sqrt.h>
#include <ATen/ops/where.h>

#include <algorithm>
#include <set>
#include <sstream>

namespace pleat::cluster {

namespace {

/// [out, d]: one row per output channel, turned so that its BatchNorm has a positive gamma.
at::Tensor signedRows(const graph::Graph& graph, const coupling::Layer& layer)
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

/// [out, d + 1] with a BatchNorm: rows for an input of unit variance, and |gamma|.
at::Tensor normalisedRows(const graph::Graph& graph, const coupling::Layer& layer)
{
    const at::Tensor rows = signedRows(graph, layer);
    if (!layer.norm)
        return rows;
    const auto vector = [&](graph::ParameterId id) {
        return graph.parameter(id).tensor.to(at::kDouble).unsqueeze(1);
    };
    const at::Tensor sigma = at::sqrt(vector(layer.norm->variance) + layer.norm->epsilon);
    return at::cat({rows.to(at::kDouble) / sigma, vector(layer.norm->gamma).abs()}, 1);
}

at::Tensor fusedRows(const graph::Graph& graph, const coupling::Layer& layer)
{
    return fold::fusedRows(graph, layer).weight.flatten(1);
}

/// [in, out * kernel]: one row per input channel.
at::Tensor columns(const graph::Graph& graph, const coupling::Layer& layer)
{
    return fold::toRows(graph.parameter(layer.view.weight).tensor, layer.view)
        .transpose(0, 1)
        .flatten(1)
        .contiguous();
}

/// How a set makes a block of a producer and one of a consumer, each with one row per index of the
/// layer's axis; null: it holds none.
struct Recipe
{
    const char* id;
    const char* title;
    at::Tensor (*incoming)(const graph::Graph&, const coupling::Layer&);
    at::Tensor (*outgoing)(const graph::Graph&, const coupling::Layer&);
    bool scaleFree = false; ///< norms then move from the one to the other
};

constexpr Recipe kRecipes[] = {
    {"raw", "Weights as stored", signedRows, columns},
    {"normalised", "Weights divided by the standard deviations of BatchNorm", normalisedRows,
        columns},
    {"fused", "Weights with BatchNorm fused", fusedRows, columns},
    {"incoming", "Incoming weights only", signedRows, nullptr},
    {"outgoing", "Outgoing weights only", nullptr, columns},
    {"scale-free", "Directions: scales moved to outgoing weights (ReLU)", fusedRows, columns, true},
};

const Recipe* findRecipe(const std::string& id)
{
    const auto* found = std::find_if(
        std::begin(kRecipes), std::end(kRecipes), [&](const Recipe& r) { return r.id == id; });
    return found == std::end(kRecipes) ? nullptr : found;
}

struct Block
{
    bool incoming = false;
    at::Tensor rows; ///< [n, d]
};

/// The blocks in the order of the layers, tables last.
std::vector<Block> blocksOf(
    const graph::Graph& graph, const coupling::Coupling& coupling, int group, const Recipe& recipe)
{
    std::vector<Block> blocks;
    std::set<graph::ParameterId> weights;
    const coupling::ChannelGroup& channels = coupling.groups[static_cast<std::size_t>(group)];
    const auto add = [&](bool incoming, const at::Tensor& byIndex, const coupling::Layout& layout) {
        const at::Tensor rows = fold::channelRows(byIndex, layout, group, channels.channels);
        if (rows.numel() > 0)
            blocks.push_back({incoming, rows});
    };
    for (const coupling::Layer& layer : coupling.layers) {
        weights.insert(layer.view.weight);
        if (layer.repeated)
            continue;
        if (recipe.incoming && coupling::makes(layer, group))
            add(true, recipe.incoming(graph, layer), layer.rows);
        if (recipe.outgoing && !coupling::spansOf(layer.columns, group).empty())
            add(false, recipe.outgoing(graph, layer), layer.columns);
    }
    for (const coupling::Member& member : channels.members) {
        if (!recipe.incoming || member.role != ops::Role::Producer
            || weights.contains(member.parameter))
            continue;
        const graph::Parameter& table = graph.parameter(member.parameter);
        add(true, table.tensor.movedim(member.axis, 0).flatten(1),
            coupling.layout({table.value, member.axis}, table.tensor.size(member.axis)));
    }
    return blocks;
}

void moveNorms(std::vector<Block>& blocks)
{
    at::Tensor squares;
    std::int64_t producers = 0;
    for (Block& block : blocks) {
        if (!block.incoming)
            continue;
        const at::Tensor rows = block.rows.to(at::kDouble);
        const at::Tensor norms = fold::rowNorms(rows);
        block.rows = fold::rowsWithStd(rows, at::ones_like(norms));
        squares = producers++ > 0 ? squares + norms * norms : norms * norms;
    }
    if (producers == 0)
        return; // the scales of the channels are not known
    const at::Tensor scales = at::sqrt(squares / producers);
    for (Block& block : blocks) {
        if (!block.incoming)
            block.rows = fold::scaledRows(block.rows.to(at::kDouble), scales);
    }
}

Error impossibleWeight(const char* field, double value)
{
    std::ostringstream message;
    message << field << " = " << value << ", allowed is 0 to " << kLargestFeatureWeight;
    return {ErrorCode::Usage, message.str(), "features", "give a factor in that range"};
}

Error noFeatures(const coupling::ChannelGroup& group, bool incoming, bool outgoing)
{
    return {ErrorCode::Impossible,
        incoming && outgoing ? "the group has no weights to cluster by"
            : incoming       ? "the group has no incoming weights to cluster by"
                             : "the group has no outgoing weights to cluster by",
        group.name, "choose other features, or leave the group out"};
}

} // namespace

std::vector<FeatureSet> featureSets()
{
    std::vector<FeatureSet> sets;
    for (const Recipe& recipe : kRecipes)
        sets.push_back({recipe.id, recipe.title});
    return sets;
}

Result<void> checkFeatures(const FeatureOptions& options)
{
    const Recipe* recipe = findRecipe(options.set);
    if (!recipe) {
        std::string known;
        for (const Recipe& each : kRecipes)
            known += (known.empty() ? "" : ", ") + std::string(each.id);
        return Error{ErrorCode::Usage, "unknown features \"" + options.set + "\"", "features",
            "known are " + known};
    }
    const auto allowed = [](double weight) {
        return weight >= 0 && weight <= kLargestFeatureWeight; // NaN is not
    };
    if (!allowed(options.incomingWeight))
        return impossibleWeight("incomingWeight", options.incomingWeight);
    if (!allowed(options.outgoingWeight))
        return impossibleWeight("outgoingWeight", options.outgoingWeight);
    if ((!recipe->incoming || options.incomingWeight == 0)
        && (!recipe->outgoing || options.outgoingWeight == 0))
        return Error{ErrorCode::Usage,
            "incomingWeight and outgoingWeight leave nothing of the features \"" + options.set
                + "\"",
            "features", "one that they use must be above 0"};
    return {};
}

Result<std::vector<at::Tensor>> groupFeatures(const graph::Graph& graph,
    const coupling::Coupling& coupling, int group, const FeatureOptions& options)
{
    if (auto checked = checkFeatures(options); !checked)
        return checked.error();
    at::NoGradGuard noGrad;
    const Recipe& recipe = *findRecipe(options.set);
    std::vector<Block> blocks = blocksOf(graph, coupling, group, recipe);
    if (recipe.scaleFree)
        moveNorms(blocks);
    std::vector<at::Tensor> weighted;
    for (const Block& block : blocks) {
        const double weight = block.incoming ? options.incomingWeight : options.outgoingWeight;
        if (weight == 1)
            weighted.push_back(block.rows);
        else if (weight > 0)
            weighted.push_back(block.rows.to(at::kDouble) * weight);
    }
    if (weighted.empty())
        return noFeatures(coupling.groups[static_cast<std::size_t>(group)],
            recipe.incoming && options.incomingWeight > 0,
            recipe.outgoing && options.outgoingWeight > 0);
    return weighted;
}

} // namespace pleat::cluster
