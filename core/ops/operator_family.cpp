// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/operator_family.h"

#include <algorithm>
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

std::int64_t macs(const graph::Graph& graph, const graph::Node& node, const ShapeOf& shapeOf)
{
    const OperatorFamily* family = familyOf(node);
    if (!family || !family->macs)
        return 0;
    const bool batched = !graph.exampleInputs.empty() && graph.exampleInputs[0].dim() > 0;
    const std::int64_t batch = batched ? graph.exampleInputs[0].size(0) : 1;
    return family->macs(graph, node, shapeOf) / std::max<std::int64_t>(1, batch);
}

std::int64_t macs(const graph::Graph& graph)
{
    std::int64_t total = 0;
    for (const graph::Node& node : graph.nodes)
        total += macs(graph, node, [&](graph::ValueId id) { return graph.value(id).shape; });
    return total;
}

} // namespace pleat::ops
