// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coupling/cost_model.h"

#include "core/ops/operator_family.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace pleat::coupling {

void CostModel::add(
    const graph::Graph& graph, const Coupling& coupling, const std::vector<ops::Axis>& axes)
{
    Term term;
    for (const ops::Axis axis : axes) {
        const auto found = coupling.layouts.find(axis);
        if (found != coupling.layouts.end() && anyGroup(found->second))
            term.factors.push_back(found->second);
        else
            term.scale *= ops::extentOf(graph, axis);
    }
    if (term.factors.empty()) {
        m_constant += term.scale;
        return;
    }
    const auto same = std::find_if(m_terms.begin(), m_terms.end(),
        [&](const Term& known) { return known.factors == term.factors; });
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

std::int64_t CostModel::valueOf(const Term& term, const Widths& kept)
{
    std::int64_t value = term.scale;
    for (const Layout& layout : term.factors)
        value *= extentAfter(layout, kept);
    return value;
}

std::int64_t CostModel::at(const Widths& kept) const
{
    std::int64_t total = m_constant;
    for (const Term& term : m_terms)
        total += valueOf(term, kept);
    return total / m_divisor;
}

std::int64_t CostModel::saving(Widths& kept, std::size_t group, std::int64_t k) const
{
    const std::int64_t before = kept[group];
    std::int64_t saved = 0;
    for (const std::size_t t : m_termsOf[group])
        saved += valueOf(m_terms[t], kept);
    kept[group] = k;
    for (const std::size_t t : m_termsOf[group])
        saved -= valueOf(m_terms[t], kept);
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
        std::vector<ops::Axis> axes;
        for (std::int64_t axis = 0; axis < parameter.tensor.dim(); ++axis)
            axes.push_back({parameter.value, axis});
        cost.add(graph, coupling, axes);
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
            cost.add(graph, coupling, axes);
    }
    cost.finish(coupling.groups.size());
    return cost;
}

} // namespace pleat::coupling
