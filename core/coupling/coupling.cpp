// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coupling/coupling.h"

#include "core/ops/operator_family.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace pleat::coupling {

namespace {

using ops::Axis;

/// Union-find over spaces of channels, with what is known about each.
class Spaces final : public ops::ChannelRules
{
public:
    explicit Spaces(const graph::Graph& graph)
        : m_graph(graph)
    {
    }

    bool tracked(Axis axis) const override { return m_axes.contains(axis); }

    void produce(Axis out) override { m_axes[out] = {newSpace(extent(out)), 1}; }

    void same(Axis a, Axis b) override
    {
        const auto left = m_axes.find(a);
        const auto right = m_axes.find(b);
        if (left == m_axes.end() && right == m_axes.end())
            return;
        if (left == m_axes.end()) {
            m_axes[a] = right->second;
        } else if (right == m_axes.end()) {
            m_axes[b] = left->second;
        } else {
            unite(left->second, right->second);
        }
    }

    void repeat(Axis out, Axis in, std::int64_t inner) override
    {
        const Track track = m_axes.at(in);
        m_axes[out] = {track.space, track.inner * inner};
    }

    void freeze(Axis axis, const std::string& reason) override
    {
        freezeSpace(root(m_axes.at(axis).space), reason);
    }

    void member(graph::ParameterId parameter, std::int64_t axis, ops::Role role, Axis of) override
    {
        const Axis own{m_graph.parameter(parameter).value, axis};
        const Track track = m_axes.at(of);
        if (extent(own) != m_spaces[root(track.space)].channels * track.inner)
            freezeSpace(root(track.space),
                "the tensor " + m_graph.parameter(parameter).name + " is broadcast over channels");
        const auto known = m_axes.find(own);
        if (known != m_axes.end()) {
            unite(known->second, track);
            freezeSpace(root(track.space),
                "the tensor " + m_graph.parameter(parameter).name + " is used twice");
        } else {
            m_axes[own] = track;
        }
        m_spaces[root(track.space)].members.push_back(m_members.size());
        m_members.push_back({parameter, axis, role, track.inner});
    }

    void joined(Axis axis) override { m_spaces[root(m_axes.at(axis).space)].joined = true; }

    struct Space
    {
        std::size_t parent = 0;
        std::int64_t channels = 0;
        std::string frozen;
        bool joined = false;
        std::vector<std::size_t>
            members; ///< indices into all members, which stand in execution order
    };
    struct Track
    {
        std::size_t space = 0;
        std::int64_t inner = 1;
    };

    std::size_t root(std::size_t space) const
    {
        while (m_spaces[space].parent != space)
            space = m_spaces[space].parent;
        return space;
    }
    std::size_t spaceOf(Axis axis) const
    {
        const auto found = m_axes.find(axis);
        return found == m_axes.end() ? SIZE_MAX : root(found->second.space);
    }
    std::int64_t innerOf(Axis axis) const
    {
        const auto found = m_axes.find(axis);
        return found == m_axes.end() ? 1 : found->second.inner;
    }
    std::size_t size() const { return m_spaces.size(); }
    const Space& space(std::size_t index) const { return m_spaces[index]; }

    std::vector<Member> membersOf(const Space& space) const
    {
        std::vector<std::size_t> order = space.members;
        std::sort(order.begin(), order.end());
        std::vector<Member> result;
        for (std::size_t index : order)
            result.push_back(m_members[index]);
        return result;
    }

private:
    std::int64_t extent(Axis axis) const
    {
        return m_graph.value(axis.value).shape.at(static_cast<std::size_t>(axis.axis));
    }

    std::size_t newSpace(std::int64_t channels)
    {
        m_spaces.push_back({m_spaces.size(), channels, {}, false, {}});
        return m_spaces.size() - 1;
    }

    void freezeSpace(std::size_t space, const std::string& reason)
    {
        if (m_spaces[space].frozen.empty())
            m_spaces[space].frozen = reason;
    }

    void unite(Track a, Track b)
    {
        const std::size_t left = std::min(root(a.space), root(b.space));
        const std::size_t right = std::max(root(a.space), root(b.space));
        if (left == right && a.inner == b.inner)
            return;
        if (a.inner != b.inner || m_spaces[left].channels != m_spaces[right].channels) {
            freezeSpace(left, "joins channels that are laid out differently");
            freezeSpace(right, "joins channels that are laid out differently");
            return;
        }
        // The older space survives, so that groups stand in execution order.
        m_spaces[right].parent = left;
        Space& kept = m_spaces[left];
        Space& gone = m_spaces[right];
        freezeIf(kept, gone.frozen);
        kept.joined |= gone.joined;
        kept.members.insert(kept.members.end(), gone.members.begin(), gone.members.end());
        gone.members.clear();
    }

    static void freezeIf(Space& space, const std::string& reason)
    {
        if (space.frozen.empty())
            space.frozen = reason;
    }

    const graph::Graph& m_graph;
    std::map<Axis, Track> m_axes;
    std::vector<Space> m_spaces;
    std::vector<Member> m_members;
};

void runRules(const graph::Graph& graph, Spaces& spaces)
{
    for (graph::ValueId input : graph.inputs) {
        for (std::size_t axis = 1; axis < graph.value(input).shape.size(); ++axis) {
            spaces.produce({input, static_cast<std::int64_t>(axis)});
            spaces.freeze({input, static_cast<std::int64_t>(axis)}, "network input");
        }
    }
    for (const graph::Node& node : graph.nodes) {
        const ops::OperatorFamily* family = ops::familyOf(node);
        if (family && node.arguments[0].isValue())
            family->couple(graph, node, spaces);
        else if (family)
            ops::freezeNode(
                graph, spaces, node, node.op.name + " of a constant has no coupling rule");
        else
            ops::freezeNode(graph, spaces, node, node.op.name + " has no coupling rule");
    }
    graph::forEachValue(graph.output,
        [&](graph::ValueId id) { ops::freezeTracked(graph, spaces, id, "network output"); });
}

/// "layer1.0.conv1.weight" -> "layer1.0.conv1"; a weight of another name keeps it, so that two
/// weights of one module differ.
std::string layerName(const std::string& parameter)
{
    static const std::string kSuffix = ".weight";
    return parameter.ends_with(kSuffix) ? parameter.substr(0, parameter.size() - kSuffix.size())
                                        : parameter;
}

std::vector<Layer> findLayers(const graph::Graph& graph)
{
    const auto uses = graph::readers(graph);
    std::vector<Layer> layers;
    for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
        const auto view = ops::weightLayerView(graph, graph.nodes[n]);
        if (!view || !view->weight.valid())
            continue;
        Layer layer;
        layer.name = layerName(graph.parameter(view->weight).name);
        layer.node = graph::NodeId(n);
        layer.view = *view;
        layer.tap = graph.nodes[n].outputs[0];
        layer.positions = ops::macs(graph, graph.nodes[n])
            / std::max<std::int64_t>(1, graph.parameter(view->weight).tensor.numel());
        const auto& readers = uses[layer.tap.index];
        if (readers.size() == 1 && readers[0].valid()) {
            const auto norm = ops::batchNormView(graph, graph.node(readers[0]));
            const bool sameAxis = layer.view.channelAxis == 1;
            if (norm && sameAxis && norm->complete() && !norm->training
                && norm->input == layer.tap) {
                layer.norm = norm;
                layer.normNode = readers[0];
                layer.tap = graph.node(readers[0]).outputs[0];
            }
        }
        layers.push_back(std::move(layer));
    }
    return layers;
}

std::vector<LooseNorm> findLooseNorms(const graph::Graph& graph, const std::vector<Layer>& layers)
{
    std::set<graph::NodeId> fused;
    for (const Layer& layer : layers) {
        if (layer.norm)
            fused.insert(layer.normNode);
    }
    std::vector<LooseNorm> norms;
    for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
        const auto view = ops::batchNormView(graph, graph.nodes[n]);
        if (view && view->complete() && !fused.contains(graph::NodeId(n)))
            norms.push_back({graph::NodeId(n), *view, -1});
    }
    return norms;
}

std::string groupName(const graph::Graph& graph, const ChannelGroup& group)
{
    for (const Member& member : group.members) {
        if (member.role == ops::Role::Producer)
            return layerName(graph.parameter(member.parameter).name);
    }
    return "input of " + layerName(graph.parameter(group.members.front().parameter).name);
}

/// The reasons that only show once all members are known.
void freezeByMembers(ChannelGroup& group)
{
    const auto has = [&](ops::Role role) {
        return std::any_of(group.members.begin(), group.members.end(),
            [role](const Member& m) { return m.role == role; });
    };
    if (!group.frozen.empty())
        return;
    if (group.channels < 2)
        group.frozen = "only one channel";
    else if (!has(ops::Role::Producer))
        group.frozen = "no layer produces these channels";
    else if (!has(ops::Role::Consumer))
        group.frozen = "no layer reads these channels";
}

} // namespace

const char* roleName(ops::Role role)
{
    switch (role) {
    case ops::Role::Producer:
        return "producer";
    case ops::Role::PerChannel:
        return "per-channel";
    case ops::Role::Consumer:
        return "consumer";
    }
    return "";
}

Coupling discoverCoupling(const graph::Graph& graph)
{
    Spaces spaces(graph);
    runRules(graph, spaces);

    Coupling result;
    std::map<std::size_t, int> groupOfSpace;
    for (std::size_t s = 0; s < spaces.size(); ++s) {
        const Spaces::Space& space = spaces.space(s);
        if (spaces.root(s) != s || space.members.empty())
            continue;
        ChannelGroup group{{}, space.channels, space.frozen, space.joined, spaces.membersOf(space)};
        group.name = groupName(graph, group);
        freezeByMembers(group);
        groupOfSpace[s] = static_cast<int>(result.groups.size());
        result.groups.push_back(std::move(group));
    }
    const auto groupOf = [&](graph::ParameterId parameter, std::int64_t axis) {
        const auto found =
            groupOfSpace.find(spaces.spaceOf({graph.parameter(parameter).value, axis}));
        return found == groupOfSpace.end() ? -1 : found->second;
    };
    result.layers = findLayers(graph);
    for (Layer& layer : result.layers) {
        layer.outGroup = groupOf(layer.view.weight, 0);
        layer.inGroup = groupOf(layer.view.weight, 1);
        layer.inner = spaces.innerOf({graph.parameter(layer.view.weight).value, 1});
        const graph::ValueId output = graph.node(layer.node).outputs[0];
        for (std::int64_t axis = 0;
             axis < static_cast<std::int64_t>(graph.value(output).shape.size()); ++axis) {
            const auto found = groupOfSpace.find(spaces.spaceOf({output, axis}));
            if (axis != layer.view.channelAxis && found != groupOfSpace.end())
                layer.positionGroups.push_back(found->second);
        }
    }
    result.norms = findLooseNorms(graph, result.layers);
    for (LooseNorm& norm : result.norms)
        norm.group = groupOf(norm.view.gamma, 0);
    return result;
}

std::string dump(const graph::Graph& graph, const Coupling& coupling)
{
    std::ostringstream out;
    for (std::size_t g = 0; g < coupling.groups.size(); ++g) {
        const ChannelGroup& group = coupling.groups[g];
        out << 'g' << g << ' ' << group.name << ' ' << group.channels;
        if (!group.frozen.empty())
            out << " frozen (" << group.frozen << ')';
        if (group.joined)
            out << " joined";
        const char* separator = ": ";
        for (const Member& member : group.members) {
            out << separator << graph.parameter(member.parameter).name << ':' << member.axis << ' '
                << roleName(member.role);
            if (member.inner != 1)
                out << " x" << member.inner;
            separator = ", ";
        }
        out << '\n';
    }
    return out.str();
}

} // namespace pleat::coupling
