// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights_description.h"

#include "core/ops/layer_views.h"

#include <nlohmann/json.hpp>

#include <utility>
#include <variant>

using nlohmann::ordered_json;

namespace pleat::io {

namespace {

ordered_json widthsOf(const graph::Graph& graph)
{
    ordered_json widths = ordered_json::object();
    for (const graph::Node& node : graph.nodes) {
        const auto layer = ops::weightLayerView(graph, node);
        if (!layer || !layer->weight.valid())
            continue;
        const graph::Parameter& weight = graph.parameter(layer->weight);
        std::int64_t out = weight.tensor.size(0);
        std::int64_t in = weight.tensor.size(1) * layer->groups;
        if (layer->transposed) {
            out = weight.tensor.size(1) * layer->groups;
            in = weight.tensor.size(0);
        }
        ordered_json& entry = widths[weight.name];
        entry = {{"out", out}, {"in", in}};
        if (layer->groups > 1)
            entry["groups"] = layer->groups;
    }
    return widths;
}

} // namespace

std::string describeWeights(
    const graph::Graph& graph, const InputDescription& input, const architecture::Wanted& wanted)
{
    ordered_json description = ordered_json::parse(toJson(input));
    if (!wanted.family.empty())
        description["architecture"] = wanted.family;
    for (const auto& [name, option] : wanted.options)
        std::visit([&](const auto& value) { description["options"][name] = value; }, option);
    description["widths"] = widthsOf(graph);
    return description.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace pleat::io
