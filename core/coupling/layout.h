// SPDX-License-Identifier: GPL-3.0-or-later
// What the indices of one axis are, in row-major order.
#pragma once

#include <cstdint>
#include <vector>

namespace pleat::coupling {

/// `group` indexes Coupling::groups (while coupling is being discovered: the spaces of channels);
/// -1 for positions that are no channels and never change.
struct Factor
{
    int group = -1;
    std::int64_t extent = 1;
    bool operator==(const Factor&) const = default;
    bool plain() const { return group < 0; }
};

/// A row-major product: {channels 8, plain 16} is a flattened image, {plain 3, heads 12, plain 64}
/// the rows of queries, keys and values in one matrix. The empty product has extent 1.
using Term = std::vector<Factor>;

/// Terms one behind the other: a concatenation.
using Layout = std::vector<Term>;

Factor plainFactor(std::int64_t extent);
Layout plainLayout(std::int64_t extent);

std::int64_t extentOf(const Term& term);
std::int64_t extentOf(const Layout& layout);

/// Multiplies a factor onto a term. Factors of one index vanish, neighbouring plain ones unite.
void append(Term& term, Factor factor);

/// Calls `visit(Factor)` for every factor that is a group.
template <typename Visit>
void forEachGroup(const Layout& layout, const Visit& visit)
{
    for (const Term& term : layout) {
        for (const Factor& factor : term) {
            if (!factor.plain())
                visit(factor);
        }
    }
}
bool anyGroup(const Layout& layout);

/// Channel c of n stands at begin + (o n + c) inner + i for all o < outer, i < inner.
struct Span
{
    std::int64_t begin = 0, outer = 1, inner = 1;
};
std::vector<Span> spansOf(const Layout& layout, int group);

/// Extent of the axis when group g keeps kept[g] channels.
std::int64_t extentAfter(const Layout& layout, const std::vector<std::int64_t>& kept);
/// Where the boundary before index `position` lies then. `position` must not cut a channel.
std::int64_t positionAfter(
    const Layout& layout, std::int64_t position, const std::vector<std::int64_t>& kept);

} // namespace pleat::coupling
