// SPDX-License-Identifier: GPL-3.0-or-later
// Runs a graph through the dispatcher.
#pragma once

#include "core/base/stage_context.h"
#include "core/graph/graph.h"
#include "core/graph/operator_binding.h"

#include <functional>
#include <vector>

namespace pleat::graph {

/// Hooks into one execution; each may be empty.
struct ExecutionHooks
{
    /// Before the first node of Executor::run, for every input as the operators see it.
    std::function<void(ValueId, const c10::IValue&)> input;
    /// After a node has run, for everything that it made.
    std::function<void(ValueId, const c10::IValue&)> tap;
    /// Called instead of the operator; returns false to let the operator run.
    std::function<bool(NodeId, torch::jit::Stack&)> intercept;
    std::stop_token stop; ///< polled before each node
    bool gradients = false; ///< record what autograd needs; only an input may ask for a gradient
};

class Execution;

/// Prepared once per graph, run often. `run` is const and may be called from several threads.
class Executor
{
public:
    static Result<Executor> prepare(GraphPtr graph);

    /// Gradients are off. Errors of operators name the node and its place (ErrorCode::Unsupported).
    Result<c10::IValue> run(
        const std::vector<at::Tensor>& inputs, const ExecutionHooks& hooks = {}) const;
    /// `run` for a network with one tensor as output.
    Result<at::Tensor> runToTensor(const at::Tensor& input, const ExecutionHooks& hooks = {}) const;

    const Graph& graph() const { return *m_graph; }
    /// Per node: values that are dropped after it. Inputs and what the output holds never are.
    const std::vector<std::vector<ValueId>>& lastUses() const { return m_lastUses; }

private:
    friend class Execution;
    GraphPtr m_graph;
    std::vector<BoundOperator> m_operators; ///< per node
    bool m_writes = false; ///< an operator writes in place, so inputs are copied
    std::vector<std::vector<ValueId>> m_lastUses;
};

/// One run that can be halted between nodes: repairs change a layer just before it runs. Values are
/// dropped after their last use. Not thread-safe; refers to its executor.
class Execution
{
public:
    static Result<Execution> start(const Executor& executor, const std::vector<at::Tensor>& inputs);

    /// Runs the nodes that come before `end` and have not run yet.
    Result<void> runTo(std::size_t end, const ExecutionHooks& hooks = {});
    /// What a value is now; None before it is made and after its last use.
    const c10::IValue& value(ValueId id) const { return m_slots[id.index]; }
    /// Replaces a parameter for the nodes that have not run yet.
    void setParameter(ParameterId id, at::Tensor tensor);
    /// After all nodes have run.
    c10::IValue output() const;

private:
    explicit Execution(const Executor& executor);
    Result<void> runNode(std::size_t n, const ExecutionHooks& hooks);

    const Executor* m_executor;
    std::size_t m_next = 0; ///< node that runs next
    std::vector<c10::IValue> m_slots; ///< per value
    torch::jit::Stack m_stack;
};

} // namespace pleat::graph
