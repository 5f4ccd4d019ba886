// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/operator_family.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace pleat::ops {

#include "operator_families.inc"

const OperatorFamily* familyOf(const graph::Node& node)
{
    static const auto kByOperator = [] {
        std::unordered_map<std::string, const OperatorFamily*> map;
        for (const OperatorFamily* family : kRegistered) {
            for (const std::string& name : family->operators)
                map.emplace(name, family);
        }
        return map;
    }();
    const auto found = kByOperator.find(node.op.name);
    return found == kByOperator.end() ? nullptr : found->second;
}

std::vector<std::string> knownOperators()
{
    std::set<std::string> names;
    for (const OperatorFamily* family : kRegistered)
        names.insert(family->operators.begin(), family->operators.end());
    return {names.begin(), names.end()};
}

std::vector<Axis> macAxes(const graph::Graph& graph, const graph::Node& node)
{
    const OperatorFamily* family = familyOf(node);
    return family && family->macs ? family->macs(graph, node) : std::vector<Axis>();
}

std::int64_t exampleBatch(const graph::Graph& graph)
{
    const bool batched = !graph.exampleInputs.empty() && graph.exampleInputs[0].dim() > 0;
    return batched ? std::max<std::int64_t>(1, graph.exampleInputs[0].size(0)) : 1;
}

std::int64_t macs(const graph::Graph& graph)
{
    std::int64_t total = 0;
    for (const graph::Node& node : graph.nodes) {
        const std::vector<Axis> axes = macAxes(graph, node);
        std::int64_t product = axes.empty() ? 0 : 1;
        for (const Axis axis : axes)
            product *= extentOf(graph, axis);
        total += product;
    }
    return total / exampleBatch(graph);
}

} // namespace pleat::ops
