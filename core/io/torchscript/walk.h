// SPDX-License-Identifier: GPL-3.0-or-later
// The partial evaluator behind torchscript_walk.h: one pass over an inlined TorchScript graph on an
// example input. What is known is computed at once and vanishes; every other operator becomes a
// node of ours and is run too, which gives all shapes. For core/io only.
#pragma once

#include "core/graph/graph_builder.h"
#include "core/io/torchscript/walk_slot.h"

#include <torch/csrc/jit/api/module.h>

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace pleat::io {

namespace jit = torch::jit;

/// Thrown inside the walk and turned into an Error at its end: the recursion is deep.
struct WalkFailure
{
    Error error;
};

/// Of the network on its example input; an unrolled loop over 1000 words takes some 10 000.
constexpr std::size_t kMostSteps = 500'000;

class Walk
{
public:
    Walk(const jit::Module& module, const std::vector<at::Tensor>& inputs);
    graph::Graph run();

private:
    void addParameters(const jit::Module& module);
    graph::ValueId addParameter(graph::Parameter parameter);
    void markWritten(const jit::Block* block);
    void markWritten(const jit::Value* value);

    [[noreturn]] void fail(const jit::Node* node, std::string message, std::string hint = "") const;
    std::string place(const jit::Node* node) const;
    /// Fails after kMostSteps, wherever they are taken: some loops never end.
    void countSteps(const jit::Node* node, std::size_t count = 1);

    void walkBlock(const jit::Block* block);
    void walkNode(const jit::Node* node);
    bool walkStructure(const jit::Node* node);
    void walkAttribute(const jit::Node* node);
    void walkBranch(const jit::Node* node);
    void walkLoop(const jit::Node* node);
    void walkUnpack(const jit::Node* node);
    void walkConstruct(const jit::Node* node);
    bool walkAggregateMethod(const jit::Node* node);
    bool walkDropout(const jit::Node* node);
    bool walkWriteToParameter(const jit::Node* node);
    void walkOperator(const jit::Node* node);
    bool walkDecomposition(const jit::Node* node);

    Slot& itemOf(const jit::Node* node, const Slot& list);
    bool decide(const jit::Node* node, const Slot& condition);
    Slot attributeSlot(const c10::IValue& attribute, const std::string& path);
    Slot valueSlot(graph::ValueId id) const;
    graph::Argument argument(const jit::Node* node, const Slot& slot);
    graph::ValueId constantValue(const at::Tensor& tensor);
    Slot& slot(const jit::Value* value);
    std::vector<Slot> inputs(const jit::Node* node);
    void addNode(const jit::Node* node, c10::OperatorName op, const std::vector<Slot>& arguments,
        const std::vector<c10::IValue>& results);

    std::shared_ptr<jit::Graph> m_source;
    graph::GraphBuilder m_builder;
    std::size_t m_steps = 0;
    std::unordered_map<const jit::Value*, Slot> m_slots;
    std::unordered_set<const jit::Value*> m_written;
    std::unordered_map<const at::TensorImpl*, graph::ValueId> m_valueOf;
    const jit::Node* m_decomposed = nullptr; ///< the fused operator that is being taken apart
};

} // namespace pleat::io
