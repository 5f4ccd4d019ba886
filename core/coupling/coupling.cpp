// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coupling/coupling.h"

#include "core/coupling/channel_spaces.h"
#include "core/ops/operator_family.h"

#include <algorithm>
#include <map>
#include <set>

namespace pleat::coupling {

namespace {

using ops::Axis;

/// Parameters that are no weights of a layer are tracked when they are read: whatever they are
/// added to or multiplied with decides what their channels are.
void trackParameters(const graph::Graph& graph, const graph::Node& node, ChannelSpaces& spaces)
{
    graph::forEachInput(node, [&](graph::ValueId id) {
        if (graph.value(id).kind != graph::ValueKind::Parameter)
            return;
        for (std::int64_t axis = 0; axis < ops::rankOf(graph, id); ++axis)
            spaces.produce({id, axis});
    });
}

void runRules(const graph::Graph& graph, ChannelSpaces& spaces)
{
    for (graph::ValueId input : graph.inputs) {
        for (std::int64_t axis = 1; axis < ops::rankOf(graph, input); ++axis) {
            spaces.produce({input, axis});
            spaces.freeze({input, axis}, "network input");
        }
    }
    for (const graph::Node& node : graph.nodes) {
        spaces.enter(node);
        if (!ops::weightLayerView(graph, node))
            trackParameters(graph, node, spaces);
        if (const ops::OperatorFamily* family = ops::familyOf(node))
            family->couple(graph, node, spaces);
        else
            ops::freezeNode(graph, spaces, node, node.op.name + " has no coupling rule");
    }
    graph::forEachValue(graph.output,
        [&](graph::ValueId id) { ops::freezeTracked(graph, spaces, id, "network output"); });
}

/// Two factors of one space in a product cannot be folded independently.
void freezeRepeated(ChannelSpaces& spaces, Axis axis)
{
    for (const Term& term : spaces.layout(axis)) {
        std::set<int> seen;
        for (const Factor& factor : term) {
            if (!factor.plain() && !seen.insert(factor.group).second)
                spaces.freeze(axis, "the channels stand behind themselves on one axis");
        }
    }
}

/// "layer1.0.conv1.weight" -> "layer1.0.conv1"; a weight of another name keeps it, so that two
/// weights of one module differ.
std::string layerName(const std::string& parameter)
{
    static const std::string kSuffix = ".weight";
    return parameter.ends_with(kSuffix) ? parameter.substr(0, parameter.size() - kSuffix.size())
                                        : parameter;
}

/// Axes of parameters in the order in which the network meets them; columns before rows, since a
/// layer reads before it makes.
std::vector<std::pair<graph::ParameterId, std::int64_t>> parameterAxes(const graph::Graph& graph)
{
    std::vector<std::pair<graph::ParameterId, std::int64_t>> axes;
    std::set<graph::ValueId> seen;
    for (const graph::Node& node : graph.nodes) {
        graph::forEachInput(node, [&](graph::ValueId id) {
            const graph::Value& value = graph.value(id);
            if (value.kind != graph::ValueKind::Parameter || !seen.insert(id).second)
                return;
            const std::int64_t rank = ops::rankOf(graph, id);
            const bool reads = rank > 1 && ops::weightLayerView(graph, node);
            for (std::int64_t axis = 0; axis < rank; ++axis)
                axes.emplace_back(value.parameter, reads && axis < 2 ? 1 - axis : axis);
        });
    }
    return axes;
}

/// Turns spaces into groups. A space that no layer makes or reads is no group.
class GroupBuilder
{
public:
    GroupBuilder(const graph::Graph& graph, const ChannelSpaces& spaces)
        : m_graph(graph)
        , m_spaces(spaces)
    {
    }

    std::vector<ChannelGroup> build()
    {
        const auto axes = parameterAxes(m_graph);
        std::set<int> wanted;
        for (const auto& [parameter, axis] : axes) {
            if (m_spaces.roleOf(parameter, axis) != ops::Role::PerChannel)
                forEachGroup(spaceLayout(parameter, axis),
                    [&](const Factor& factor) { wanted.insert(factor.group); });
        }
        for (const auto& [parameter, axis] : axes)
            addMembers(parameter, axis, wanted);
        for (ChannelGroup& group : m_groups)
            freezeByMembers(group);
        nameGroups();
        return std::move(m_groups);
    }

    /// The same layout with groups for spaces.
    Layout withGroups(const Layout& spaceLayout) const
    {
        Layout result;
        for (const Term& term : spaceLayout) {
            Term renamed;
            for (const Factor& factor : term) {
                const auto found = m_groupOf.find(factor.group);
                append(renamed,
                    {found == m_groupOf.end() ? -1 : static_cast<int>(found->second),
                        factor.extent});
            }
            result.push_back(std::move(renamed));
        }
        return result;
    }

private:
    Layout spaceLayout(graph::ParameterId parameter, std::int64_t axis) const
    {
        return m_spaces.layout({m_graph.parameter(parameter).value, axis});
    }

    void addMembers(graph::ParameterId parameter, std::int64_t axis, const std::set<int>& wanted)
    {
        const Layout layout = spaceLayout(parameter, axis);
        std::set<int> added;
        forEachGroup(layout, [&](const Factor& factor) {
            if (!wanted.contains(factor.group) || !added.insert(factor.group).second)
                return;
            const auto known = m_groupOf.try_emplace(factor.group, m_groups.size());
            if (known.second) {
                ChannelGroup group;
                group.channels = factor.extent;
                group.frozen = m_spaces.frozen(factor.group);
                group.joined = m_spaces.joins(factor.group);
                m_groups.push_back(std::move(group));
            }
            m_groups[known.first->second].members.push_back(
                {parameter, axis, m_spaces.roleOf(parameter, axis), spansOf(layout, factor.group)});
        });
    }

    /// The reasons that only show once all members are known.
    static void freezeByMembers(ChannelGroup& group)
    {
        const auto has = [&](ops::Role role) {
            return std::any_of(group.members.begin(), group.members.end(),
                [role](const Member& member) { return member.role == role; });
        };
        if (!group.frozen.empty())
            return;
        if (!has(ops::Role::Producer))
            group.frozen = "no layer produces these channels";
        else if (!has(ops::Role::Consumer))
            group.frozen = "no layer reads these channels";
    }

    /// The first producer, else the first reader, names a group; several groups of one name are
    /// numbered, those that fold first.
    void nameGroups()
    {
        std::map<std::string, int> used;
        for (bool frozen : {false, true}) {
            for (ChannelGroup& group : m_groups) {
                if (group.frozen.empty() == frozen)
                    continue;
                const std::string name = firstLayer(group);
                const int count = ++used[name];
                group.name = count == 1 ? name : name + ":" + std::to_string(count);
            }
        }
    }

    std::string firstLayer(const ChannelGroup& group) const
    {
        for (ops::Role role : {ops::Role::Producer, ops::Role::Consumer}) {
            for (const Member& member : group.members) {
                if (member.role == role)
                    return (role == ops::Role::Consumer ? "input of " : "")
                        + layerName(m_graph.parameter(member.parameter).name);
            }
        }
        throw LogicError("a group without a layer");
    }

    const graph::Graph& m_graph;
    const ChannelSpaces& m_spaces;
    std::vector<ChannelGroup> m_groups;
    std::map<int, std::size_t> m_groupOf; ///< by space
};

bool readOnce(const graph::Graph& graph, const std::vector<std::vector<graph::NodeId>>& uses,
    graph::ParameterId id)
{
    return !id.valid() || uses[graph.parameter(id).value.index].size() == 1;
}

/// The BatchNorm that reads this layer and nothing else, if tensors of both are used only here.
void attachNorm(
    const graph::Graph& graph, const std::vector<std::vector<graph::NodeId>>& uses, Layer& layer)
{
    const auto& readers = uses[layer.tap.index];
    if (readers.size() != 1 || !readers[0].valid() || layer.view.channelAxis != 1
        || !readOnce(graph, uses, layer.view.weight) || !readOnce(graph, uses, layer.view.bias))
        return;
    const auto norm = ops::batchNormView(graph, graph.node(readers[0]));
    if (!norm || !norm->complete() || norm->training || norm->input != layer.tap)
        return;
    for (graph::ParameterId id : {norm->gamma, norm->beta, norm->mean, norm->variance}) {
        if (!readOnce(graph, uses, id))
            return;
    }
    layer.norm = norm;
    layer.normNode = readers[0];
    layer.tap = graph.node(readers[0]).outputs[0];
}

std::vector<Layer> findLayers(const graph::Graph& graph, const Coupling& coupling)
{
    const auto uses = graph::readers(graph);
    std::set<graph::ParameterId> known;
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
        layer.repeated = !known.insert(view->weight).second;
        attachNorm(graph, uses, layer);
        const auto layoutOf = [&](graph::ValueId value) {
            const Axis axis{value, view->channelAxis};
            return coupling.layout(axis, ops::extentOf(graph, axis));
        };
        layer.rows = layoutOf(graph.nodes[n].outputs[0]);
        layer.columns = view->groups == 1
            ? layoutOf(view->input)
            : plainLayout(ops::extentOf(graph, {view->input, view->channelAxis}) / view->groups);
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
        if (view && !fused.contains(graph::NodeId(n)))
            norms.push_back({graph::NodeId(n), *view});
    }
    return norms;
}

} // namespace

Layout Coupling::layout(Axis axis, std::int64_t extent) const
{
    const auto found = layouts.find(axis);
    return found == layouts.end() ? plainLayout(extent) : found->second;
}

bool makes(const Layer& layer, int group)
{
    return !spansOf(layer.rows, group).empty();
}

int outGroup(const Layer& layer)
{
    int first = -1;
    forEachGroup(
        layer.rows, [&](const Factor& factor) { first = first < 0 ? factor.group : first; });
    return first;
}

Coupling discoverCoupling(const graph::Graph& graph)
{
    ChannelSpaces spaces(graph);
    runRules(graph, spaces);
    std::vector<Axis> axes;
    for (std::size_t v = 0; v < graph.values.size(); ++v) {
        for (std::int64_t axis = 0; axis < ops::rankOf(graph, graph::ValueId(v)); ++axis) {
            if (spaces.tracked({graph::ValueId(v), axis}))
                axes.push_back({graph::ValueId(v), axis});
        }
    }
    for (Axis axis : axes)
        freezeRepeated(spaces, axis);
    spaces.freezeUnwritable();

    Coupling result;
    GroupBuilder builder(graph, spaces);
    result.groups = builder.build();
    for (Axis axis : axes) {
        Layout layout = builder.withGroups(spaces.layout(axis));
        if (anyGroup(layout))
            result.layouts.emplace(axis, std::move(layout));
    }
    result.layers = findLayers(graph, result);
    result.norms = findLooseNorms(graph, result.layers);
    return result;
}

} // namespace pleat::coupling
