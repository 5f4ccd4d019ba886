// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/folding.h"

#include <ATen/core/ivalue_inl.h>

#include <algorithm>
#include <stdexcept>

namespace pleat::test {

std::vector<std::int32_t> everyKth(std::int64_t channels, std::int64_t k)
{
    std::vector<std::int32_t> labels;
    for (std::int64_t i = 0; i < channels; ++i)
        labels.push_back(static_cast<std::int32_t>(i % k));
    return labels;
}

LabelsByGroup halves(const study::ModelInfo& info)
{
    LabelsByGroup labels;
    for (const study::GroupInfo& group : info.groups) {
        if (group.foldable && group.channels > 1)
            labels[group.name] = everyKth(group.channels, group.channels / 2);
    }
    return labels;
}

LabelsByGroup pairs(const CouplingCase& expected)
{
    LabelsByGroup labels;
    for (const ExpectedGroup& group : expected.groups)
        labels[group.name] = group.labels;
    return labels;
}

fold::FoldedNetwork foldedBy(const study::Model& model, const LabelsByGroup& labels)
{
    std::vector<std::optional<fold::MergeMap>> maps(model.content().coupling->groups.size());
    for (const auto& [name, ofGroup] : labels) {
        const int group = study::groupIndex(model.info(), name);
        if (group < 0)
            throw std::runtime_error("no group " + name);
        const auto k = *std::max_element(ofGroup.begin(), ofGroup.end()) + 1;
        maps[static_cast<std::size_t>(group)] = fold::MergeMap{ofGroup, k};
    }
    return fold::fold(model.content().graph, model.content().coupling, maps);
}

graph::GraphPtr merged(const fold::FoldedNetwork& network)
{
    return fold::assemble(network, fold::unrepaired(network)).value();
}

graph::GraphPtr repaired(
    const fold::FoldedNetwork& network, const std::string& chain, const at::Tensor& probe)
{
    graph::GraphPtr current = merged(network);
    const std::vector<const repair::RepairMethod*> methods = repair::repairChain(chain).value();
    for (const repair::RepairMethod* method : methods) {
        auto result = method->apply({network, current, probe}, {});
        if (!result)
            throw std::runtime_error(toString(result.error()));
        current = *result;
    }
    return current;
}

fold::FusedRows rowsOf(const graph::Graph& folded, const coupling::Layer& layer)
{
    const graph::NodeId node = fold::nodeIn(folded, layer);
    return fold::fusedRows(folded, layer, *ops::weightLayerView(folded, folded.node(node)));
}

const coupling::Layer& layerCalled(const study::Model& model, const std::string& name)
{
    const auto& layers = model.content().coupling->layers;
    const auto found = std::find_if(layers.begin(), layers.end(),
        [&](const coupling::Layer& layer) { return layer.name == name; });
    if (found == layers.end())
        throw std::runtime_error("no layer " + name);
    return *found;
}

std::map<graph::ValueId, at::Tensor> taps(const graph::GraphPtr& graph, const at::Tensor& input)
{
    std::map<graph::ValueId, at::Tensor> made;
    graph::ExecutionHooks hooks;
    hooks.tap = [&](graph::ValueId id, const c10::IValue& value) {
        if (value.isTensor())
            made[id] = value.toTensor().clone(); // it may be written in place afterwards
    };
    const auto executor = graph::Executor::prepare(graph).value();
    if (const auto ran = executor.run({input}, hooks); !ran)
        throw std::runtime_error(toString(ran.error()));
    return made;
}

} // namespace pleat::test
