// SPDX-License-Identifier: GPL-3.0-or-later
// Makes a graph call by call, the way a network runs on its example input: every call is executed
// at once, which gives all types and shapes.
#pragma once

#include "core/graph/graph.h"

#include <string>
#include <vector>

namespace pleat::graph {

class GraphBuilder
{
public:
    ValueId addInput(std::string name, const at::Tensor& example);
    /// `parameter.value` is filled in.
    ValueId addParameter(Parameter parameter);

    /// Runs an operator on the examples and appends it. Arguments in the order of its schema, all
    /// of them. One value per result; a list of tensors counts as one, see `unpack`.
    /// ErrorCode::Unsupported with the operator's message, naming `source`.
    Result<std::vector<ValueId>> call(
        const c10::OperatorName& op, std::vector<Argument> arguments, const std::string& source);
    /// The items of a value that is a list of tensors.
    std::vector<ValueId> unpack(ValueId list);
    /// Appends a node that has already been run; outputs are made here, one per result.
    std::vector<ValueId> addNode(
        Node node, const std::vector<c10::IValue>& results, const std::vector<c10::TypePtr>& types);

    const c10::IValue& example(ValueId id) const { return m_examples[id.index]; }
    c10::IValue example(const Argument& argument) const { return evaluate(argument, m_examples); }
    const Value& value(ValueId id) const { return m_graph.value(id); }
    const std::vector<Parameter>& parameters() const { return m_graph.parameters; }
    /// Each finding once, however often it is met.
    void addFinding(std::string where, std::string message);

    /// In-place operators become functional where they can, dead nodes go, parameters lose their
    /// gradients. The builder is spent.
    Graph finish(Argument output);

private:
    Graph m_graph;
    std::vector<c10::IValue> m_examples; ///< index = ValueId
};

} // namespace pleat::graph
