// SPDX-License-Identifier: GPL-3.0-or-later
// Union-find over spaces of channels. A space that is found to be a concatenation or a product of
// others, or the same as another, is defined by their layout; whoever refers to it sees that
// through `layout`.
#pragma once

#include "core/coupling/layout.h"
#include "core/ops/channel_rules.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pleat::coupling {

class ChannelSpaces final : public ops::ChannelRules
{
public:
    explicit ChannelSpaces(const graph::Graph& graph);

    /// Reasons for freezing name this node.
    void enter(const graph::Node& node);

    bool tracked(ops::Axis axis) const override;
    void produce(ops::Axis out) override;
    void same(ops::Axis a, ops::Axis b) override;
    void concat(ops::Axis out, const std::vector<ops::Axis>& parts) override;
    void split(ops::Axis out, ops::Axis in, std::int64_t begin) override;
    void boundary(ops::Axis axis, std::int64_t position) override;
    void repeat(ops::Axis out, ops::Axis in, std::int64_t inner) override;
    void blocks(ops::Axis axis, std::int64_t count) override;
    void sameBlocks(ops::Axis a, ops::Axis b, std::int64_t count) override;
    void reshape(graph::ValueId out, graph::ValueId in) override;
    void freeze(ops::Axis axis, const std::string& reason) override;
    void role(graph::ParameterId parameter, std::int64_t axis, ops::Role role) override;
    void joined(ops::Axis a, ops::Axis b) override;

    /// Freezes what `layout` could not write down on any axis asked for so far: concatenations
    /// behind channels. Such channels count as positions there, which is right once they are
    /// frozen.
    void freezeUnwritable();

    /// Resolved: every factor is a space without definition, or plain.
    Layout layout(ops::Axis axis) const;
    ops::Role roleOf(graph::ParameterId parameter, std::int64_t axis) const;
    const std::string& frozen(int space) const { return m_spaces[index(space)].frozen; }
    bool joins(int space) const { return m_spaces[index(space)].joined; }

private:
    struct Space
    {
        std::int64_t channels = 0;
        std::optional<Layout> definition;
        std::string frozen; ///< reason; empty if it may be folded
        bool joined = false;
    };
    enum class Step
    {
        Done, ///< both sides agree
        Again, ///< a definition was made; look at the resolved sides anew
        Failed
    };

    static std::size_t index(int space) { return static_cast<std::size_t>(space); }
    Factor newSpace(std::int64_t channels);
    Factor newPart(const Space& of, std::int64_t channels);
    void define(int space, Layout layout);
    void freezeSpace(int space, const std::string& reason);
    void freezeLayout(const Layout& layout, const std::string& reason);
    std::string actor() const;

    Layout resolve(const Layout& layout) const;
    Layout resolve(const Factor& factor) const;
    /// Every term of `left` times `right`. Empty if that is no layout: a concatenation behind
    /// channels.
    std::optional<Layout> product(const Layout& left, const Layout& right) const;

    void set(ops::Axis axis, Layout layout);
    void unify(Layout left, Layout right);
    Step unifyTerms(Term left, Term right);
    Step unifyFactors(Factor left, Factor right);
    bool splitFirst(Term& term, std::int64_t extent);
    /// Makes a boundary between terms at `position`; false if that would cut a channel.
    bool cut(Layout& layout, std::int64_t position);

    Layout merged(const std::vector<Layout>& axes);
    bool cutInto(Layout layout, const std::vector<std::int64_t>& extents, std::vector<Layout>& out);
    bool takeFirst(Layout& layout, std::int64_t extent, Layout& first);
    bool takeFirstOfTerm(Term term, std::int64_t extent, Term& first, Term& rest, bool& defined);
    bool takeChunks(Layout& layout, std::int64_t count);
    void reshapeBlock(const std::vector<ops::Axis>& in, const std::vector<ops::Axis>& out);

    const graph::Graph& m_graph;
    const graph::Node* m_node = nullptr;
    std::map<ops::Axis, Layout> m_layouts;
    std::vector<bool> m_fromInput; ///< per value: depends on the network's input
    std::vector<Space> m_spaces;
    mutable std::set<int> m_unwritable; ///< spaces found by resolve, see freezeUnwritable
    std::map<std::pair<graph::ParameterId, std::int64_t>, ops::Role> m_roles;
};

} // namespace pleat::coupling
