// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/outline.h"

#include "core/study/model_content.h"
#include "core/study/outline_blocks.h"
#include "core/study/outline_kinds.h"

#include <algorithm>
#include <map>
#include <set>

namespace pleat::study {

namespace {

/// What has flown into a value through operators that are left out.
struct Flow
{
    std::set<int> nodes;
    std::vector<graph::ParameterId> parameters;
};

/// Operators of modules whose parameters name them; others only read a parameter of the module
/// around.
bool isModule(const std::string& kind)
{
    static const std::set<std::string> kKinds = {"batch norm", "instance norm", "group norm",
        "layer norm", "rms norm", "embedding", "prelu"};
    return kKinds.contains(kind);
}

class OutlineBuilder
{
public:
    explicit OutlineBuilder(const Model::Content& content)
        : m_graph(*content.graph)
        , m_coupling(*content.coupling)
        , m_flows(m_graph.values.size())
    {
        for (const coupling::Layer& layer : m_coupling.layers)
            m_layerNames.emplace(layer.node, layer.name);
        for (graph::ValueId input : m_graph.inputs)
            addInput(input);
        for (std::size_t n = 0; n < m_graph.nodes.size(); ++n)
            addNode(graph::NodeId(n));
        m_outline.blocks = nestBlocks(m_paths, m_outline.nodes);
    }
    Outline take() { return std::move(m_outline); }

private:
    void addInput(graph::ValueId input)
    {
        OutlineNode node;
        node.kind = "input";
        node.shape = m_graph.value(input).shape;
        node.groups = groupsOf(input);
        append(std::move(node), {}, "input");
        m_flows[input.index].nodes = {lastNode()};
    }

    void addNode(graph::NodeId id)
    {
        const graph::Node& node = m_graph.node(id);
        const Flow flow = flowInto(node);
        const bool kept = !flow.nodes.empty() && !isBookkeeping(node) && makesTensor(node);
        if (kept)
            appendOperator(id, flow);
        for (graph::ValueId output : node.outputs)
            m_flows[output.index] = kept ? Flow{{lastNode()}, {}} : flow;
    }

    Flow flowInto(const graph::Node& node) const
    {
        Flow flow;
        graph::forEachInput(node, [&](graph::ValueId id) {
            const graph::Value& value = m_graph.value(id);
            if (value.fromSizes)
                return;
            const Flow& from = m_flows[id.index];
            flow.nodes.insert(from.nodes.begin(), from.nodes.end());
            flow.parameters.insert(
                flow.parameters.end(), from.parameters.begin(), from.parameters.end());
            if (value.kind == graph::ValueKind::Parameter
                && !m_graph.parameter(value.parameter).constant)
                flow.parameters.push_back(value.parameter);
        });
        return flow;
    }

    bool makesTensor(const graph::Node& node) const
    {
        return !node.outputs.empty() && m_graph.value(node.outputs[0]).isTensor
            && !m_graph.value(node.outputs[0]).fromSizes;
    }

    void appendOperator(graph::NodeId id, const Flow& flow)
    {
        const graph::Node& operation = m_graph.node(id);
        OutlineNode node;
        node.kind = kindOf(m_graph, operation);
        node.reads.assign(flow.nodes.begin(), flow.nodes.end());
        node.shape = m_graph.value(operation.outputs[0]).shape;
        node.parameters = countOnce(flow.parameters);
        node.groups = groupsOf(operation.outputs[0]);
        node.inputGroup = inputGroupOf(operation);
        if (const auto layer = m_layerNames.find(id); layer != m_layerNames.end()) {
            node.layer = true;
            return append(std::move(node), parentPath(layer->second), layer->second);
        }
        if (flow.parameters.empty()) {
            const std::string path = pathByNeighbours(m_outline.nodes, m_paths, node.reads);
            const std::string name = joined(path, node.kind);
            return append(std::move(node), path, name);
        }
        const std::string module = parentPath(m_graph.parameter(flow.parameters.front()).name);
        node.layer = isModule(node.kind) && !module.empty();
        const std::string name = node.layer ? module : joined(module, node.kind);
        append(std::move(node), node.layer ? parentPath(module) : module, name);
    }

    void append(OutlineNode node, const std::string& path, const std::string& name)
    {
        const int count = ++m_used[name];
        node.name = count == 1 ? name : name + " " + std::to_string(count);
        m_outline.nodes.push_back(std::move(node));
        m_paths.push_back(path);
    }

    static std::string joined(const std::string& path, const std::string& name)
    {
        return path.empty() ? name : path + "." + name;
    }

    /// Elements of those that no earlier node has read; several names of one tensor count once.
    std::int64_t countOnce(const std::vector<graph::ParameterId>& parameters)
    {
        std::int64_t count = 0;
        for (graph::ParameterId id : parameters) {
            const graph::Parameter& parameter = m_graph.parameter(id);
            if (!parameter.buffer
                && m_counted.insert(parameter.tensor.unsafeGetTensorImpl()).second)
                count += parameter.tensor.numel();
        }
        return count;
    }

    std::vector<int> groupsOf(graph::ValueId value) const
    {
        std::set<int> groups;
        for (auto found = m_coupling.layouts.lower_bound({value, 0});
             found != m_coupling.layouts.end() && found->first.value == value; ++found)
            coupling::forEachGroup(found->second,
                [&](const coupling::Factor& factor) { groups.insert(factor.group); });
        return {groups.begin(), groups.end()};
    }

    int inputGroupOf(const graph::Node& node) const
    {
        int first = -1;
        graph::forEachInput(node, [&](graph::ValueId id) {
            if (first >= 0 || m_graph.value(id).kind == graph::ValueKind::Parameter)
                return;
            const std::vector<int> groups = groupsOf(id);
            first = groups.empty() ? -1 : groups.front();
        });
        return first;
    }

    int lastNode() const { return static_cast<int>(m_outline.nodes.size()) - 1; }

    const graph::Graph& m_graph;
    const coupling::Coupling& m_coupling;
    std::map<graph::NodeId, std::string> m_layerNames;
    std::vector<Flow> m_flows; ///< per value
    std::set<const void*> m_counted;
    std::map<std::string, int> m_used; ///< nodes by name
    std::vector<std::string> m_paths; ///< per node
    Outline m_outline;
};

} // namespace

Outline outlineOf(const Model& model)
{
    return OutlineBuilder(model.content()).take();
}

} // namespace pleat::study
