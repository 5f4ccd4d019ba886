// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coupling/cost_model.h"

#include "core/ops/operator_family.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace pleat::coupling {

std::int64_t Product::at(const std::vector<std::int64_t>& kept) const
{
    std::int64_t value = scale;
    for (const Layout& layout : factors)
        value *= extentAfter(layout, kept);
    return value;
}

Product productOf(
    const graph::Graph& graph, const Coupling& coupling, const std::vector<ops::Axis>& axes)
{
    Product product;
    for (const ops::Axis axis : axes) {
        const auto found = coupling.layouts.find(axis);
        if (found != coupling.layouts.end() && anyGroup(found->second))
            product.factors.push_back(found->second);
        else
            product.scale *= ops::extentOf(graph, axis);
    }
    return product;
}

Product elementsOf(const graph::Graph& graph, const Coupling& coupling, graph::ValueId value)
{
    std::vector<ops::Axis> axes;
    for (std::int64_t axis = 0; axis < ops::rankOf(graph, value); ++axis)
        axes.push_back({value, axis});
    return productOf(graph, coupling, axes);
}

void CostModel::add(Product term)
{
    if (term.factors.empty()) {
        m_constant += term.scale;
        return;
    }
    const auto same = std::find_if(m_terms.begin(), m_terms.end(),
        [&](const Product& known) { return known.factors == term.factors; });
    if (same == m_terms.end())
        m_terms.push_back(std::move(term));
    else
        same->scale += term.scale;
}

void CostModel::finish(std::size_t groups)
{
    m_termsOf.resize(groups);
    for (std::size_t t = 0; t < m_terms.size(); ++t) {
        std::set<int> touched;
        for (const Layout& layout : m_terms[t].factors)
            forEachGroup(layout, [&](const Factor& factor) { touched.insert(factor.group); });
        for (const int group : touched)
            m_termsOf[static_cast<std::size_t>(group)].push_back(t);
    }
}

std::int64_t CostModel::at(const Widths& kept) const
{
    std::int64_t total = m_constant;
    for (const Product& term : m_terms)
        total += term.at(kept);
    return total / m_divisor;
}

std::int64_t CostModel::saving(Widths& kept, std::size_t group, std::int64_t k) const
{
    const std::int64_t before = kept[group];
    std::int64_t saved = 0;
    for (const std::size_t t : m_termsOf[group])
        saved += m_terms[t].at(kept);
    kept[group] = k;
    for (const std::size_t t : m_termsOf[group])
        saved -= m_terms[t].at(kept);
    kept[group] = before;
    return saved / m_divisor;
}

CostModel parameterCost(const graph::Graph& graph, const Coupling& coupling)
{
    CostModel cost(1);
    std::unordered_set<const void*> counted; // a tensor may have several names
    for (const graph::Parameter& parameter : graph.parameters) {
        if (parameter.buffer || !counted.insert(parameter.tensor.unsafeGetTensorImpl()).second)
            continue;
        cost.add(elementsOf(graph, coupling, parameter.value));
    }
    cost.finish(coupling.groups.size());
    return cost;
}

CostModel storedBytes(const graph::Graph& graph, const Coupling& coupling)
{
    CostModel cost(1);
    std::unordered_set<const void*> counted;
    for (const graph::Parameter& parameter : graph.parameters) {
        if (!counted.insert(parameter.tensor.unsafeGetTensorImpl()).second)
            continue;
        Product bytes = elementsOf(graph, coupling, parameter.value);
        bytes.scale *= static_cast<std::int64_t>(parameter.tensor.itemsize());
        cost.add(std::move(bytes));
    }
    cost.finish(coupling.groups.size());
    return cost;
}

CostModel macCost(const graph::Graph& graph, const Coupling& coupling)
{
    CostModel cost(ops::exampleBatch(graph));
    for (const graph::Node& node : graph.nodes) {
        const std::vector<ops::Axis> axes = ops::macAxes(graph, node);
        if (!axes.empty())
            cost.add(productOf(graph, coupling, axes));
    }
    cost.finish(coupling.groups.size());
    return cost;
}

} // namespace pleat::coupling
