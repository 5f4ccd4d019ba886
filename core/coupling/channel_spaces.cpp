// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coupling/channel_spaces.h"

#include <algorithm>

namespace pleat::coupling {

namespace {

/// More copies of a concatenation than any head count or pooled image has are a sign of a mistake.
constexpr std::int64_t kMostCopies = 4096;

bool onlyPlain(const Term& term)
{
    return std::all_of(
        term.begin(), term.end(), [](const Factor& factor) { return factor.plain(); });
}

bool isOneSpace(const Term& term)
{
    return term.size() == 1 && !term.front().plain();
}

bool contains(const Term& term, int space)
{
    return std::any_of(
        term.begin(), term.end(), [space](const Factor& factor) { return factor.group == space; });
}

} // namespace

ChannelSpaces::ChannelSpaces(const graph::Graph& graph)
    : m_graph(graph)
    , m_fromInput(graph.values.size(), false)
{
    for (graph::ValueId input : graph.inputs)
        m_fromInput[input.index] = true;
    for (const graph::Node& node : graph.nodes) {
        bool depends = false;
        graph::forEachInput(node, [&](graph::ValueId id) { depends |= m_fromInput[id.index]; });
        for (graph::ValueId id : node.outputs)
            m_fromInput[id.index] = depends && !graph.value(id).fromSizes;
    }
}

void ChannelSpaces::enter(const graph::Node& node)
{
    m_node = &node;
}

/// The operator that a reason is about.
std::string ChannelSpaces::actor() const
{
    if (!m_node)
        return "an operator";
    // Items of a list are taken by whoever made the list.
    const graph::Node* node = m_node;
    const bool item = node->op.name == "prim::ListUnpack" || node->op.name == "aten::__getitem__";
    if (item && node->arguments[0].isValue()) {
        const graph::NodeId maker = m_graph.value(node->arguments[0].value).producer;
        node = maker.valid() ? &m_graph.node(maker) : node;
    }
    return node->op.name;
}

bool ChannelSpaces::tracked(ops::Axis axis) const
{
    const auto found = m_layouts.find(axis);
    return found != m_layouts.end() && anyGroup(found->second);
}

Layout ChannelSpaces::layout(ops::Axis axis) const
{
    const auto found = m_layouts.find(axis);
    return found == m_layouts.end() ? plainLayout(ops::extentOf(m_graph, axis))
                                    : resolve(found->second);
}

ops::Role ChannelSpaces::roleOf(graph::ParameterId parameter, std::int64_t axis) const
{
    const auto found = m_roles.find({parameter, axis});
    return found == m_roles.end() ? ops::Role::PerChannel : found->second;
}

Factor ChannelSpaces::newSpace(std::int64_t channels)
{
    m_spaces.push_back({channels, std::nullopt, {}, false});
    return {static_cast<int>(m_spaces.size()) - 1, channels};
}

Factor ChannelSpaces::newPart(const Space& of, std::int64_t channels)
{
    const std::string frozen = of.frozen;
    const bool joined = of.joined;
    const Factor part = newSpace(channels);
    m_spaces.back().frozen = frozen;
    m_spaces.back().joined = joined;
    return part;
}

void ChannelSpaces::define(int space, Layout layout)
{
    Space& defined = m_spaces[index(space)];
    forEachGroup(layout, [&](const Factor& factor) {
        if (!defined.frozen.empty())
            freezeSpace(factor.group, defined.frozen);
        m_spaces[index(factor.group)].joined |= defined.joined;
    });
    defined.definition = std::move(layout);
}

void ChannelSpaces::freezeSpace(int space, const std::string& reason)
{
    if (m_spaces[index(space)].frozen.empty())
        m_spaces[index(space)].frozen = reason;
}

void ChannelSpaces::freezeLayout(const Layout& layout, const std::string& reason)
{
    forEachGroup(resolve(layout), [&](const Factor& factor) { freezeSpace(factor.group, reason); });
}

Layout ChannelSpaces::resolve(const Factor& factor) const
{
    if (!factor.plain() && m_spaces[index(factor.group)].definition)
        return resolve(*m_spaces[index(factor.group)].definition);
    Term term;
    append(term, factor);
    return {term};
}

Layout ChannelSpaces::resolve(const Layout& layout) const
{
    Layout result;
    for (const Term& term : layout) {
        Layout expanded = {{}};
        for (const Factor& factor : term) {
            const auto next = product(expanded, resolve(factor));
            if (!next)
                m_unwritable.insert(factor.group);
            expanded = next ? *next : *product(expanded, plainLayout(factor.extent));
        }
        result.insert(result.end(), expanded.begin(), expanded.end());
    }
    return result;
}

std::optional<Layout> ChannelSpaces::product(const Layout& left, const Layout& right) const
{
    Layout result;
    for (const Term& term : left) {
        const std::int64_t copies = extentOf(term);
        if (right.size() == 1) {
            result.push_back(term);
            for (const Factor& factor : right.front())
                append(result.back(), factor);
        } else if (onlyPlain(term) && copies <= kMostCopies) {
            for (std::int64_t copy = 0; copy < copies; ++copy)
                result.insert(result.end(), right.begin(), right.end());
        } else {
            return std::nullopt;
        }
    }
    return result;
}

void ChannelSpaces::freezeUnwritable()
{
    for (int space : std::set<int>(m_unwritable))
        freezeLayout({{{space, m_spaces[index(space)].channels}}},
            "a concatenation behind other channels on one axis");
}

void ChannelSpaces::set(ops::Axis axis, Layout layout)
{
    const auto known = m_layouts.find(axis);
    if (known == m_layouts.end())
        m_layouts.emplace(axis, std::move(layout));
    else
        unify(resolve(known->second), std::move(layout));
}

void ChannelSpaces::produce(ops::Axis out)
{
    if (!m_layouts.contains(out) && ops::extentOf(m_graph, out) > 1)
        m_layouts[out] = {{newSpace(ops::extentOf(m_graph, out))}};
}

void ChannelSpaces::same(ops::Axis a, ops::Axis b)
{
    const bool left = m_layouts.contains(a);
    const bool right = m_layouts.contains(b);
    if (ops::extentOf(m_graph, a) != ops::extentOf(m_graph, b)) {
        freeze(a, actor() + " joins axes of unequal size");
        freeze(b, actor() + " joins axes of unequal size");
    } else if (left && right) {
        unify(layout(a), layout(b));
    } else if (left) {
        m_layouts[b] = m_layouts[a];
    } else if (right) {
        m_layouts[a] = m_layouts[b];
    }
}

void ChannelSpaces::concat(ops::Axis out, const std::vector<ops::Axis>& parts)
{
    Layout joint;
    for (ops::Axis part : parts) {
        const Layout more = layout(part);
        joint.insert(joint.end(), more.begin(), more.end());
    }
    if (anyGroup(joint))
        set(out, std::move(joint));
}

void ChannelSpaces::split(ops::Axis out, ops::Axis in, std::int64_t begin)
{
    const std::int64_t end = begin + ops::extentOf(m_graph, out);
    if (!tracked(in))
        return;
    if (begin < 0 || end > ops::extentOf(m_graph, in))
        return freeze(in, actor() + " takes more than there is");
    Layout whole = layout(in);
    if (!cut(whole, begin) || !cut(whole, end)) {
        const std::string reason = actor() + " cuts through channels that move together";
        freezeLayout(whole, reason);
        produce(out);
        return freeze(out, reason);
    }
    Layout part;
    std::int64_t at = 0;
    for (const Term& term : whole) {
        if (at >= begin && at < end)
            part.push_back(term);
        at += extentOf(term);
    }
    set(out, std::move(part));
}

void ChannelSpaces::boundary(ops::Axis axis, std::int64_t position)
{
    Layout whole = layout(axis);
    if (tracked(axis) && !cut(whole, position))
        freezeLayout(whole, actor() + " cuts through channels that move together");
}

void ChannelSpaces::repeat(ops::Axis out, ops::Axis in, std::int64_t inner)
{
    if (m_layouts.contains(in))
        set(out, *product(layout(in), plainLayout(inner)));
}

void ChannelSpaces::blocks(ops::Axis axis, std::int64_t count)
{
    sameBlocks(axis, axis, count);
}

void ChannelSpaces::sameBlocks(ops::Axis a, ops::Axis b, std::int64_t count)
{
    for (ops::Axis axis : {a, b}) {
        if (count < 1 || ops::extentOf(m_graph, axis) % count != 0) {
            freezeLayout(layout(a), actor() + " has blocks of unequal size");
            return freezeLayout(layout(b), actor() + " has blocks of unequal size");
        }
    }
    const Factor block = newSpace(count);
    for (ops::Axis axis : {a, b}) {
        if (!tracked(axis))
            continue;
        Term term;
        append(term, block);
        append(term, plainFactor(ops::extentOf(m_graph, axis) / count));
        unify(layout(axis), {term});
    }
    if (!tracked(a) || !tracked(b))
        freezeLayout({{block}}, actor() + " reads them in blocks together with plain positions");
}

void ChannelSpaces::freeze(ops::Axis axis, const std::string& reason)
{
    freezeLayout(layout(axis), reason);
}

void ChannelSpaces::role(graph::ParameterId parameter, std::int64_t axis, ops::Role role)
{
    const auto known = m_roles.try_emplace({parameter, axis}, role);
    if (known.first->second != role)
        freeze({m_graph.parameter(parameter).value, axis},
            "the tensor " + m_graph.parameter(parameter).name + " both makes and reads channels");
}

void ChannelSpaces::joined(ops::Axis a, ops::Axis b)
{
    if (!m_fromInput[a.value.index] || !m_fromInput[b.value.index] || !tracked(b))
        return;
    forEachGroup(
        layout(a), [&](const Factor& factor) { m_spaces[index(factor.group)].joined = true; });
}

void ChannelSpaces::unify(Layout left, Layout right)
{
    const auto fail = [&] {
        freezeLayout(left, actor() + " joins channels that are laid out differently");
        freezeLayout(right, actor() + " joins channels that are laid out differently");
    };
    if (extentOf(left) != extentOf(right))
        return fail();
    for (;;) {
        left = resolve(left);
        right = resolve(right);
        std::size_t agreed = 0;
        while (agreed < left.size() && agreed < right.size() && left[agreed] == right[agreed])
            ++agreed;
        left.erase(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(agreed));
        right.erase(right.begin(), right.begin() + static_cast<std::ptrdiff_t>(agreed));
        if (left.empty() || right.empty())
            return;
        const std::int64_t a = extentOf(left.front());
        const std::int64_t b = extentOf(right.front());
        if (a != b) {
            if (!(a < b ? cut(right, a) : cut(left, b)))
                return fail();
            continue;
        }
        switch (unifyTerms(left.front(), right.front())) {
        case Step::Done:
            left.erase(left.begin());
            right.erase(right.begin());
            break;
        case Step::Again:
            break;
        case Step::Failed:
            return fail();
        }
    }
}

/// One definition at a time: afterwards both sides have to be resolved anew.
ChannelSpaces::Step ChannelSpaces::unifyTerms(Term left, Term right)
{
    if (isOneSpace(right) && !isOneSpace(left))
        std::swap(left, right);
    if (isOneSpace(left) && !isOneSpace(right) && !onlyPlain(right)) {
        if (contains(right, left.front().group))
            return Step::Failed;
        define(left.front().group, {right});
        return Step::Again;
    }
    while (!left.empty() && !right.empty()) {
        if (left.front() == right.front()) {
            left.erase(left.begin());
            right.erase(right.begin());
        } else if (left.front().extent == right.front().extent) {
            if (unifyFactors(left.front(), right.front()) == Step::Again)
                return Step::Again;
            left.erase(left.begin());
            right.erase(right.begin());
        } else {
            Term& larger = left.front().extent > right.front().extent ? left : right;
            const bool space = !larger.front().plain();
            if (!splitFirst(larger, std::min(left.front().extent, right.front().extent)))
                return Step::Failed;
            if (space)
                return Step::Again;
        }
    }
    return Step::Done;
}

ChannelSpaces::Step ChannelSpaces::unifyFactors(Factor left, Factor right)
{
    if (left.plain() || right.plain()) {
        freezeLayout(
            {{left}, {right}}, actor() + " joins them with positions that are no channels");
        return Step::Done;
    }
    // The older space survives.
    define(std::max(left.group, right.group), {{{std::min(left.group, right.group), left.extent}}});
    return Step::Again;
}

/// The first factor becomes a product whose first part has `extent`; a space for good.
bool ChannelSpaces::splitFirst(Term& term, std::int64_t extent)
{
    const Factor first = term.front();
    if (first.extent % extent != 0)
        return false;
    const std::int64_t rest = first.extent / extent;
    if (first.plain()) {
        term.front() = plainFactor(extent);
        term.insert(term.begin() + 1, plainFactor(rest));
        return true;
    }
    const Space whole = m_spaces[index(first.group)];
    const Factor outer = newPart(whole, extent);
    const Factor inner = newPart(whole, rest);
    define(first.group, {{outer, inner}});
    term.front() = outer;
    term.insert(term.begin() + 1, inner);
    return true;
}

bool ChannelSpaces::cut(Layout& layout, std::int64_t position)
{
    layout = resolve(layout);
    std::int64_t begin = 0;
    std::size_t at = 0;
    while (at < layout.size() && begin + extentOf(layout[at]) <= position)
        begin += extentOf(layout[at++]);
    const std::int64_t offset = position - begin;
    if (offset == 0)
        return true;
    const Term term = layout[at];
    const Factor first = term.front();
    const Term tail(term.begin() + 1, term.end());
    const std::int64_t step = extentOf(tail);
    const auto place = layout.begin() + static_cast<std::ptrdiff_t>(at);
    if (!first.plain()) {
        if (offset % step != 0)
            return false;
        const Space whole = m_spaces[index(first.group)];
        const Factor before = newPart(whole, offset / step);
        const Factor after = newPart(whole, first.extent - offset / step);
        define(first.group, {{before}, {after}});
        layout = resolve(layout);
        return true;
    }
    Layout pieces;
    if (offset % step == 0) {
        pieces = *product(plainLayout(offset / step), {tail});
        const Layout rest = *product(plainLayout(first.extent - offset / step), {tail});
        pieces.insert(pieces.end(), rest.begin(), rest.end());
    } else if (first.extent <= kMostCopies) {
        pieces.assign(static_cast<std::size_t>(first.extent), tail);
    } else {
        return false;
    }
    layout.insert(layout.erase(place), pieces.begin(), pieces.end());
    return offset % step == 0 || cut(layout, position);
}

} // namespace pleat::coupling
