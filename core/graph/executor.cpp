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
    auto execution = Execution::start(*this, inputs);
    if (!execution)
        return execution.error();
    for (const ValueId id : m_graph->inputs) {
        if (hooks.input)
            hooks.input(id, execution->value(id));
    }
    if (auto ran = execution->runTo(m_graph->nodes.size(), hooks); !ran)
        return ran.error();
    return execution->output();
}

Execution::Execution(const Executor& executor)
    : m_executor(&executor)
    , m_slots(executor.m_graph->values.size())
{
}

Result<Execution> Execution::start(const Executor& executor, const std::vector<at::Tensor>& inputs)
{
    const Graph& graph = *executor.m_graph;
    if (inputs.size() != graph.inputs.size())
        return Error{ErrorCode::Usage,
            "the network takes " + std::to_string(graph.inputs.size()) + " inputs, got "
                + std::to_string(inputs.size()),
            "input", "give one shape per input with --input"};
    Execution execution(executor);
    for (const Parameter& parameter : graph.parameters)
        execution.m_slots[parameter.value.index] = parameter.tensor;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        // A network in double takes images too.
        const at::ScalarType type = graph.exampleInputs[i].scalar_type();
        const bool cast = inputs[i].is_floating_point() && at::isFloatingType(type);
        const at::Tensor given = cast ? inputs[i].to(type) : inputs[i];
        execution.m_slots[graph.inputs[i].index] = executor.m_writes ? given.clone() : given;
    }
    return execution;
}

Result<void> Execution::runTo(std::size_t end, const ExecutionHooks& hooks)
{
    const at::AutoGradMode gradients(hooks.gradients);
    for (; m_next < end; ++m_next) {
        if (hooks.stop.stop_requested())
            return cancelledError();
        if (auto ran = runNode(m_next, hooks); !ran)
            return ran;
    }
    return {};
}

Result<void> Execution::runNode(std::size_t n, const ExecutionHooks& hooks)
{
    const Node& node = m_executor->m_graph->nodes[n];
    m_stack.clear();
    for (const Argument& argument : node.arguments)
        m_stack.push_back(evaluate(argument, m_slots));
    auto called =
        callTorch(toString(node.op) + (node.source.empty() ? "" : " at " + node.source), [&] {
            if (!hooks.intercept || !hooks.intercept(NodeId(n), m_stack))
                m_executor->m_operators[n].call(m_stack);
        });
    if (!called)
        return called;
    for (std::size_t i = 0; i < node.outputs.size() && i < m_stack.size(); ++i) {
        m_slots[node.outputs[i].index] = std::move(m_stack[i]);
        if (hooks.tap)
            hooks.tap(node.outputs[i], m_slots[node.outputs[i].index]);
    }
    for (ValueId dead : m_executor->m_lastUses[n])
        m_slots[dead.index] = {};
    return {};
}

void Execution::setParameter(ParameterId id, at::Tensor tensor)
{
    m_slots[m_executor->m_graph->parameter(id).value.index] = std::move(tensor);
}

c10::IValue Execution::output() const
{
    return evaluate(m_executor->m_graph->output, m_slots);
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
