// SPDX-License-Identifier: GPL-3.0-or-later
// Reshape: the factors of all axes, in row-major order, are regrouped under the new shape. A space
// that the new shape cuts becomes a product (heads x width) or a concatenation.
#include "core/coupling/channel_spaces.h"

#include <algorithm>

namespace pleat::coupling {

namespace {

bool repeats(const Layout& layout)
{
    for (const Term& term : layout) {
        std::set<int> seen;
        for (const Factor& factor : term) {
            if (!factor.plain() && !seen.insert(factor.group).second)
                return true;
        }
    }
    return false;
}

} // namespace

void ChannelSpaces::reshape(graph::ValueId out, graph::ValueId in)
{
    const auto& from = m_graph.value(in).shape;
    const auto& to = m_graph.value(out).shape;
    const auto empty = [](const std::vector<std::int64_t>& shape) {
        return std::find(shape.begin(), shape.end(), 0) != shape.end();
    };
    if (empty(from) || empty(to))
        return;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < from.size() || j < to.size()) {
        std::vector<ops::Axis> fromAxes, toAxes;
        std::int64_t a = 1;
        std::int64_t b = 1;
        const auto takeFrom = [&] {
            fromAxes.push_back({in, static_cast<std::int64_t>(i)});
            a *= from[i++];
        };
        const auto takeTo = [&] {
            toAxes.push_back({out, static_cast<std::int64_t>(j)});
            b *= to[j++];
        };
        if (i < from.size())
            takeFrom();
        if (j < to.size())
            takeTo();
        while (a != b) {
            if (a < b && i < from.size())
                takeFrom();
            else if (b < a && j < to.size())
                takeTo();
            else
                return; // no shapes of one tensor
        }
        reshapeBlock(fromAxes, toAxes);
    }
}

void ChannelSpaces::reshapeBlock(
    const std::vector<ops::Axis>& in, const std::vector<ops::Axis>& out)
{
    std::vector<Layout> axes;
    bool any = false;
    for (ops::Axis axis : in) {
        axes.push_back(layout(axis));
        any |= anyGroup(axes.back());
    }
    if (!any || out.empty())
        return;
    const Layout whole = merged(axes);
    std::vector<std::int64_t> extents;
    for (ops::Axis axis : out)
        extents.push_back(ops::extentOf(m_graph, axis));
    std::vector<Layout> parts;
    if (!cutInto(whole, extents, parts)) {
        const std::string reason = actor() + " regroups channels in a way that no fold can follow";
        freezeLayout(whole, reason);
        for (ops::Axis axis : out) {
            produce(axis);
            freeze(axis, reason);
        }
        return;
    }
    for (std::size_t axis = 0; axis < out.size(); ++axis) {
        if (anyGroup(parts[axis]))
            set(out[axis], parts[axis]);
    }
}

/// The row-major product of all axes.
Layout ChannelSpaces::merged(const std::vector<Layout>& axes)
{
    Layout whole = {{}};
    for (const Layout& axis : axes) {
        if (const auto next = product(whole, axis)) {
            whole = *next;
            continue;
        }
        freezeLayout(axis, actor() + " lays a concatenation behind other channels");
        whole = *product(whole, plainLayout(extentOf(axis)));
    }
    if (repeats(whole))
        freezeLayout(whole, actor() + " lays channels behind themselves");
    // Several frozen spaces that became one axis are one to a reader: "network input".
    int spaces = 0;
    bool allFrozen = whole.size() == 1;
    forEachGroup(whole, [&](const Factor& factor) {
        ++spaces;
        allFrozen &= !frozen(factor.group).empty();
    });
    if (spaces < 2 || !allFrozen)
        return whole;
    std::string reason;
    forEachGroup(whole, [&](const Factor& factor) {
        if (reason.empty())
            reason = frozen(factor.group);
    });
    const Factor one = newSpace(extentOf(whole));
    freezeSpace(one.group, reason);
    return {{one}};
}

bool ChannelSpaces::cutInto(
    Layout layout, const std::vector<std::int64_t>& extents, std::vector<Layout>& out)
{
    for (std::size_t i = 0; i + 1 < extents.size(); ++i) {
        Layout first;
        if (!takeFirst(layout, extents[i], first))
            return false;
        out.push_back(std::move(first));
    }
    out.push_back(resolve(layout));
    return true;
}

/// Splits `layout` into `first` (of `extent`) times what remains.
bool ChannelSpaces::takeFirst(Layout& layout, std::int64_t extent, Layout& first)
{
    const std::int64_t rest = extentOf(layout) / extent;
    layout = resolve(layout);
    if (extent == 1) {
        first = {{}};
        return true;
    }
    if (rest == 1) {
        first = std::move(layout);
        layout = {{}};
        return true;
    }
    bool whole = true;
    for (const Term& term : layout)
        whole &= extentOf(term) % rest == 0;
    if (!whole) {
        first = plainLayout(extent);
        return takeChunks(layout, extent);
    }
    // Each term gives its share of the first axis; the remainders must be the same channels.
    Layout rests;
    first.clear();
    for (std::size_t t = 0; t < layout.size(); ++t) {
        Term head, tail;
        bool defined = false;
        if (!takeFirstOfTerm(layout[t], extentOf(layout[t]) / rest, head, tail, defined))
            return false;
        if (defined)
            return takeFirst(layout, extent, first);
        first.push_back(std::move(head));
        rests.push_back(std::move(tail));
    }
    for (std::size_t t = 1; t < rests.size(); ++t)
        unify({rests.front()}, {rests[t]});
    layout = resolve({rests.front()});
    first = resolve(first);
    return true;
}

/// `defined` tells that a space was split, so that everything has to be resolved anew.
bool ChannelSpaces::takeFirstOfTerm(
    Term term, std::int64_t extent, Term& first, Term& rest, bool& defined)
{
    while (extent > 1) {
        const Factor factor = term.front();
        if (factor.extent <= extent) {
            if (extent % factor.extent != 0)
                return false;
            append(first, factor);
            term.erase(term.begin());
            extent /= factor.extent;
            continue;
        }
        if (!splitFirst(term, extent))
            return false;
        defined |= !factor.plain();
    }
    for (const Factor& factor : term)
        append(rest, factor);
    return true;
}

/// The layout as `count` chunks of equal extent that hold the same channels; leaves one of them.
bool ChannelSpaces::takeChunks(Layout& layout, std::int64_t count)
{
    const std::int64_t extent = extentOf(layout) / count;
    for (std::int64_t chunk = 1; chunk < count; ++chunk) {
        if (!cut(layout, chunk * extent))
            return false;
    }
    std::vector<Layout> chunks(static_cast<std::size_t>(count));
    std::int64_t at = 0;
    for (const Term& term : layout) {
        chunks[static_cast<std::size_t>(at / extent)].push_back(term);
        at += extentOf(term);
    }
    for (std::size_t chunk = 1; chunk < chunks.size(); ++chunk)
        unify(chunks.front(), chunks[chunk]);
    layout = resolve(chunks.front());
    return true;
}

} // namespace pleat::coupling
