// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fold/fuse_norms.h"

#include "core/coupling/coupling.h"
#include "core/fold/fold.h"
#include "core/fold/rows.h"

#include <algorithm>
#include <set>

namespace pleat::fold {

namespace {

constexpr std::size_t kBiasArgument = 2; ///< of convolutions and aten::linear

bool takesBias(const graph::Node& node)
{
    return node.op.name == "aten::linear" || node.op.name.find("conv") != std::string::npos;
}

/// The layer and its BatchNorm are used in one place, so they can become one.
bool fusable(const graph::Graph& graph, const coupling::Layer& layer,
    const std::vector<std::vector<graph::NodeId>>& readers)
{
    const auto once = [&](graph::ParameterId id) {
        return !id.valid() || readers[graph.parameter(id).value.index].size() == 1;
    };
    return layer.norm && !layer.repeated && layer.view.biasIsParameter
        && takesBias(graph.node(layer.node)) && once(layer.view.weight) && once(layer.view.bias)
        && once(layer.norm->gamma);
}

void addBias(graph::Graph& graph, const coupling::Layer& layer, const at::Tensor& bias)
{
    graph::Value value;
    value.kind = graph::ValueKind::Parameter;
    value.name = layer.name + ".bias";
    value.type = graph.value(graph.parameter(layer.norm->beta).value).type;
    value.shape = bias.sizes().vec();
    value.isTensor = true;
    value.parameter = graph::ParameterId(graph.parameters.size());
    graph::Parameter parameter = graph.parameter(layer.norm->beta); // for its stored dtype
    parameter.name = value.name;
    parameter.tensor = bias;
    parameter.value = graph::ValueId(graph.values.size());
    graph.nodes[layer.node.index].arguments[kBiasArgument] =
        graph::Argument::ofValue(parameter.value);
    graph.values.push_back(std::move(value));
    graph.parameters.push_back(std::move(parameter));
}

void replace(graph::Argument& argument, graph::ValueId from, graph::ValueId to)
{
    if (argument.isValue() && argument.value == from)
        argument.value = to;
    for (graph::Argument& item : argument.items)
        replace(item, from, to);
}

/// Readers of `from` read `to`.
void redirect(graph::Graph& graph, graph::ValueId from, graph::ValueId to)
{
    for (graph::Node& node : graph.nodes) {
        for (graph::Argument& argument : node.arguments)
            replace(argument, from, to);
    }
    replace(graph.output, from, to);
}

void fuse(graph::Graph& graph, const coupling::Layer& layer)
{
    const FusedRows rows = fusedRows(graph, layer);
    const auto typed = [&](const at::Tensor& tensor) {
        return tensor.to(graph.parameter(layer.view.weight).tensor.scalar_type()).contiguous();
    };
    graph.parameters[layer.view.weight.index].tensor =
        typed(fromRows(rows.weight, layer.view, layer.view.groups));
    if (layer.view.bias.valid())
        graph.parameters[layer.view.bias.index].tensor = typed(rows.bias);
    else
        addBias(graph, layer, typed(rows.bias));
    redirect(graph, graph.node(layer.normNode).outputs[0], graph.node(layer.node).outputs[0]);
}

/// Names of the parameters of a BatchNorm, also the counter that nothing reads.
std::set<std::string> namesOf(const graph::Graph& graph, const ops::BatchNormView& norm)
{
    std::set<std::string> names;
    for (const graph::ParameterId id : {norm.gamma, norm.beta, norm.mean, norm.variance})
        names.insert(graph.parameter(id).name);
    const std::string& gamma = graph.parameter(norm.gamma).name;
    names.insert(gamma.substr(0, gamma.rfind('.') + 1) + "num_batches_tracked");
    return names;
}

void removeParameters(graph::Graph& graph, const std::set<std::string>& names)
{
    std::erase_if(graph.parameters,
        [&](const graph::Parameter& parameter) { return names.contains(parameter.name); });
    for (std::size_t p = 0; p < graph.parameters.size(); ++p)
        graph.value(graph.parameters[p].value).parameter = graph::ParameterId(p);
}

} // namespace

Result<graph::GraphPtr> withFusedNorms(const graph::GraphPtr& graph)
{
    const coupling::Coupling coupling = coupling::discoverCoupling(*graph);
    const auto readers = graph::readers(*graph);
    graph::Graph result = *graph;
    std::set<std::string> unread;
    for (const coupling::Layer& layer : coupling.layers) {
        if (!fusable(*graph, layer, readers))
            continue;
        unread.merge(namesOf(result, *layer.norm));
        fuse(result, layer);
    }
    graph::removeDeadNodes(result);
    removeParameters(result, unread);
    return graph::withTensors(result, std::vector<at::Tensor>(result.parameters.size()));
}

} // namespace pleat::fold
