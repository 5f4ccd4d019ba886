// SPDX-License-Identifier: GPL-3.0-or-later
// What a network costs as a function of the widths of its groups.
#pragma once

#include "core/coupling/coupling.h"

#include <cstdint>
#include <vector>

namespace pleat::coupling {

/// scale * product of layouts, each an extent that depends on the widths: the elements of a tensor,
/// the multiply-accumulates of a layer.
struct Product
{
    std::int64_t scale = 1;
    std::vector<Layout> factors;
    std::int64_t at(const std::vector<std::int64_t>& kept) const;
};
Product productOf(
    const graph::Graph& graph, const Coupling& coupling, const std::vector<ops::Axis>& axes);
/// The elements of a tensor; its axes multiplied.
Product elementsOf(const graph::Graph& graph, const Coupling& coupling, graph::ValueId value);

/// A sum of products, divided by a number. Exact; fast enough for every step of a search.
/// Immutable after construction, so it may be read from any thread.
class CostModel
{
public:
    CostModel() = default; ///< costs nothing
    /// `kept[g]` channels in group g; all of Coupling::groups are in it.
    using Widths = std::vector<std::int64_t>;

    std::int64_t at(const Widths& kept) const;
    /// By how much the cost falls when group `group` goes from kept[group] to `k`.
    std::int64_t saving(Widths& kept, std::size_t group, std::int64_t k) const;

private:
    friend CostModel parameterCost(const graph::Graph&, const Coupling&);
    friend CostModel macCost(const graph::Graph&, const Coupling&);
    friend CostModel storedBytes(const graph::Graph&, const Coupling&);
    explicit CostModel(std::int64_t divisor)
        : m_divisor(divisor)
    {
    }
    void add(Product term);
    void finish(std::size_t groups);

    std::int64_t m_divisor = 1;
    std::int64_t m_constant = 0;
    std::vector<Product> m_terms; ///< with different factors
    std::vector<std::vector<std::size_t>> m_termsOf; ///< per group
};

/// Elements of all parameters, as PyTorch's parameters() counts them: no buffers, a tensor with
/// several names once.
CostModel parameterCost(const graph::Graph& graph, const Coupling& coupling);
/// Bytes of all parameters and buffers as the executor holds them, a tensor with several names
/// once.
CostModel storedBytes(const graph::Graph& graph, const Coupling& coupling);
/// Multiply-accumulates of one example.
CostModel macCost(const graph::Graph& graph, const Coupling& coupling);

} // namespace pleat::coupling
