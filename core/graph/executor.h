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
    /// Before the first node, for every input as the operators see it.
    std::function<void(ValueId, const c10::IValue&)> input;
    /// After a node has run, for everything that it made.
    std::function<void(ValueId, const c10::IValue&)> tap;
    /// Called instead of the operator; returns false to let the operator run.
    std::function<bool(NodeId, torch::jit::Stack&)> intercept;
    std::stop_token stop; ///< polled before each node
};

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
    GraphPtr m_graph;
    std::vector<BoundOperator> m_operators; ///< per node
    bool m_writes = false; ///< an operator writes in place, so inputs are copied
    std::vector<std::vector<ValueId>> m_lastUses;
};

} // namespace pleat::graph
