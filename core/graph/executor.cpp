// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/executor.h"

#include "core/base/torch_errors.h"

#include <ATen/core/grad_mode.h>
#include <ATen/core/ivalue_inl.h>

namespace pleat::graph {

namespace {

std::vector<std::vector<ValueId>> findLastUses(const Graph& graph)
{
    std::vector<std::vector<ValueId>> result(graph.nodes.size());
    const auto uses = readers(graph);
    for (std::size_t v = 0; v < graph.values.size(); ++v) {
        const Value& value = graph.values[v];
        if (value.kind != ValueKind::Computed)
            continue;
        NodeId last = value.producer;
        for (NodeId reader : uses[v])
            last = reader.valid() ? std::max(last, reader) : NodeId();
        if (last.valid()) // an invalid id stands for the output of the graph
            result[last.index].push_back(ValueId(v));
    }
    return result;
}

} // namespace

Result<Executor> Executor::prepare(GraphPtr graph)
{
    Executor executor;
    for (const Node& node : graph->nodes) {
        auto bound = bindOperator(node.op);
        if (!bound)
            return Error{ErrorCode::Unsupported,
                "this LibTorch has no operator " + toString(node.op), node.source,
                "export the network with a PyTorch version that avoids it"};
        executor.m_writes |= writesInPlace(*bound);
        executor.m_operators.push_back(std::move(*bound));
    }
    executor.m_lastUses = findLastUses(*graph);
    executor.m_graph = std::move(graph);
    return executor;
}

Result<c10::IValue> Executor::run(
    const std::vector<at::Tensor>& inputs, const ExecutionHooks& hooks) const
{
    if (inputs.size() != m_graph->inputs.size())
        return Error{ErrorCode::Usage,
            "the network takes " + std::to_string(m_graph->inputs.size()) + " inputs, got "
                + std::to_string(inputs.size()),
            "input", "give one shape per input with --input"};
    at::NoGradGuard noGrad;
    std::vector<c10::IValue> slots(m_graph->values.size());
    for (const Parameter& parameter : m_graph->parameters)
        slots[parameter.value.index] = parameter.tensor;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        // A network in double takes images too.
        const at::ScalarType type = m_graph->exampleInputs[i].scalar_type();
        const bool cast = inputs[i].is_floating_point() && at::isFloatingType(type);
        const at::Tensor given = cast ? inputs[i].to(type) : inputs[i];
        const ValueId id = m_graph->inputs[i];
        slots[id.index] = m_writes ? given.clone() : given;
        if (hooks.input)
            hooks.input(id, slots[id.index]);
    }

    torch::jit::Stack stack;
    for (std::size_t n = 0; n < m_graph->nodes.size(); ++n) {
        if (hooks.stop.stop_requested())
            return cancelledError();
        const Node& node = m_graph->nodes[n];
        stack.clear();
        for (const Argument& argument : node.arguments)
            stack.push_back(evaluate(argument, slots));
        auto called =
            callTorch(toString(node.op) + (node.source.empty() ? "" : " at " + node.source), [&] {
                if (!hooks.intercept || !hooks.intercept(NodeId(n), stack))
                    m_operators[n].call(stack);
            });
        if (!called)
            return called.error();
        for (std::size_t i = 0; i < node.outputs.size() && i < stack.size(); ++i) {
            slots[node.outputs[i].index] = std::move(stack[i]);
            if (hooks.tap)
                hooks.tap(node.outputs[i], slots[node.outputs[i].index]);
        }
        for (ValueId dead : m_lastUses[n])
            slots[dead.index] = {};
    }
    return evaluate(m_graph->output, slots);
}

Result<at::Tensor> Executor::runToTensor(const at::Tensor& input, const ExecutionHooks& hooks) const
{
    auto output = run({input}, hooks);
    if (!output)
        return output.error();
    // Scripted networks with auxiliary heads return a tuple whose other items are None.
    if (output->isTuple()) {
        std::vector<c10::IValue> given;
        for (const c10::IValue& item : output->toTupleRef().elements()) {
            if (!item.isNone())
                given.push_back(item);
        }
        if (given.size() == 1)
            output = given.front();
    }
    if (!output->isTensor())
        return Error{ErrorCode::Unsupported,
            "the network returns " + output->tagKind() + ", not one tensor", "output",
            "wrap it so that it returns the logits alone"};
    return output->toTensor();
}

} // namespace pleat::graph
