// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/functionalise.h"

#include "core/graph/operator_binding.h"

#include <ATen/core/ivalue_inl.h>

#include <algorithm>
#include <functional>

namespace pleat::graph {

namespace {

/// "aten::relu_" -> "aten::relu"; empty unless it writes its first argument and a functional twin
/// of the same overload exists.
std::optional<c10::OperatorName> functionalTwin(const c10::OperatorName& name)
{
    if (name.name.size() < 2 || name.name.back() != '_' || name.name.ends_with("__"))
        return std::nullopt;
    c10::OperatorName twin(name.name.substr(0, name.name.size() - 1), name.overload_name);
    if (!bindOperator(twin))
        return std::nullopt;
    return twin;
}

bool sameView(const at::Tensor& a, const at::Tensor& b)
{
    return a.sizes() == b.sizes() && a.strides() == b.strides()
        && a.storage_offset() == b.storage_offset();
}

bool readAfter(const std::vector<NodeId>& uses, NodeId node)
{
    return std::any_of(uses.begin(), uses.end(), [node](NodeId use) { return use > node; });
}

void replaceLaterUses(Graph& graph, NodeId after, ValueId from, ValueId to)
{
    const std::function<void(Argument&)> replace = [&](Argument& argument) {
        if (argument.isValue() && argument.value == from)
            argument.value = to;
        std::for_each(argument.items.begin(), argument.items.end(), replace);
    };
    for (std::size_t n = after.index + 1; n < graph.nodes.size(); ++n)
        std::for_each(graph.nodes[n].arguments.begin(), graph.nodes[n].arguments.end(), replace);
    replace(graph.output);
}

} // namespace

void functionalise(Graph& graph, const std::vector<c10::IValue>& examples)
{
    for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
        Node& node = graph.nodes[n];
        const auto twin = functionalTwin(node.op);
        if (!twin || node.outputs.size() != 1 || node.arguments.empty()
            || !node.arguments[0].isValue())
            continue;
        if (!examples[node.arguments[0].value.index].isTensor())
            continue;
        const at::Tensor written = examples[node.arguments[0].value.index].toTensor();
        const auto uses = readers(graph);
        std::vector<ValueId> twins;
        bool otherViewIsRead = false;
        for (std::size_t v = 0; v < examples.size(); ++v) {
            const bool later =
                graph.values[v].kind == ValueKind::Computed && graph.values[v].producer.index >= n;
            if (later || !examples[v].isTensor() || !examples[v].toTensor().defined())
                continue;
            const at::Tensor& tensor = examples[v].toTensor();
            if (!tensor.has_storage() || !tensor.is_alias_of(written)
                || !readAfter(uses[v], NodeId(n)))
                continue;
            if (sameView(tensor, written))
                twins.push_back(ValueId(v));
            else
                otherViewIsRead = true;
        }
        if (otherViewIsRead)
            continue;
        node.op = *twin;
        for (ValueId id : twins)
            replaceLaterUses(graph, NodeId(n), id, node.outputs[0]);
    }
}

} // namespace pleat::graph
