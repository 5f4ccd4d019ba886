// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coupling/layout.h"

namespace pleat::coupling {

namespace {

std::int64_t extentAfter(const Term& term, const std::vector<std::int64_t>& kept)
{
    std::int64_t extent = 1;
    for (const Factor& factor : term)
        extent *= factor.plain() ? factor.extent : kept[static_cast<std::size_t>(factor.group)];
    return extent;
}

} // namespace

Factor plainFactor(std::int64_t extent)
{
    return {-1, extent};
}

Layout plainLayout(std::int64_t extent)
{
    Term term;
    append(term, plainFactor(extent));
    return {term};
}

std::int64_t extentOf(const Term& term)
{
    std::int64_t extent = 1;
    for (const Factor& factor : term)
        extent *= factor.extent;
    return extent;
}

std::int64_t extentOf(const Layout& layout)
{
    std::int64_t extent = 0;
    for (const Term& term : layout)
        extent += extentOf(term);
    return extent;
}

void append(Term& term, Factor factor)
{
    if (factor.plain() && factor.extent == 1)
        return;
    if (factor.plain() && !term.empty() && term.back().plain())
        term.back().extent *= factor.extent;
    else
        term.push_back(factor);
}

bool anyGroup(const Layout& layout)
{
    bool any = false;
    forEachGroup(layout, [&](const Factor&) { any = true; });
    return any;
}

std::vector<Span> spansOf(const Layout& layout, int group)
{
    std::vector<Span> spans;
    std::int64_t begin = 0;
    for (const Term& term : layout) {
        std::int64_t outer = 1;
        std::int64_t inner = extentOf(term);
        for (const Factor& factor : term) {
            inner /= factor.extent;
            if (factor.group == group)
                spans.push_back({begin, outer, inner});
            outer *= factor.extent;
        }
        begin += extentOf(term);
    }
    return spans;
}

std::int64_t extentAfter(const Layout& layout, const std::vector<std::int64_t>& kept)
{
    std::int64_t extent = 0;
    for (const Term& term : layout)
        extent += extentAfter(term, kept);
    return extent;
}

std::int64_t positionAfter(
    const Layout& layout, std::int64_t position, const std::vector<std::int64_t>& kept)
{
    std::int64_t begin = 0;
    std::int64_t after = 0;
    for (const Term& term : layout) {
        const std::int64_t extent = extentOf(term);
        if (position >= begin + extent) {
            begin += extent;
            after += extentAfter(term, kept);
            continue;
        }
        if (position > begin) {
            // Inside a term only its first factor can be cut, and that is plain.
            const Term tail(term.begin() + 1, term.end());
            after += (position - begin) / extentOf(tail) * extentAfter(tail, kept);
        }
        return after;
    }
    return after;
}

} // namespace pleat::coupling
