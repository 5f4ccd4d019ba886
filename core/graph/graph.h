// SPDX-License-Identifier: GPL-3.0-or-later
// The network as a list of ATen operator calls on values, with named parameters.
// Immutable once published: a transform copies it and returns the copy.
#pragma once

#include "core/base/finding.h"
#include "core/base/result.h"
#include "core/base/stage_context.h"
#include "core/base/strong_id.h"

#include <ATen/core/Tensor.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/operator_name.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace pleat::graph {

using ValueId = StrongId<struct ValueTag>;
using NodeId = StrongId<struct NodeTag>;
using ParameterId = StrongId<struct ParameterTag>;

/// An argument of a node: a value, a constant, or a list or tuple of arguments.
struct Argument
{
    enum class Kind
    {
        Value,
        Constant,
        List,
        Tuple
    };
    Kind kind = Kind::Constant;
    ValueId value;
    c10::IValue constant;
    std::vector<Argument> items;
    c10::TypePtr elementType; ///< of a List; null for a Tuple

    static Argument ofValue(ValueId id);
    static Argument ofConstant(c10::IValue constant);
    bool isValue() const { return kind == Kind::Value; }
};

struct Node
{
    c10::OperatorName op{"", ""}; ///< "aten::conv2d"; "prim::ListUnpack" unpacks a list result
    std::vector<Argument> arguments; ///< in the order of the operator's schema
    std::vector<ValueId> outputs;
    std::string source; ///< place in the traced program, may be empty
};

enum class ValueKind
{
    Input,
    Parameter,
    Computed
};

struct Value
{
    ValueKind kind = ValueKind::Computed;
    std::string name; ///< for the text dump
    c10::TypePtr type;
    std::vector<std::int64_t> shape; ///< on the example input; empty unless a tensor
    bool isTensor = false;
    bool fromSizes = false; ///< computed from sizes and constants alone
    NodeId producer; ///< of a Computed value
    ParameterId parameter; ///< of a Parameter value
};

struct Parameter
{
    std::string name; ///< dotted path, "layer1.0.conv1.weight"
    at::Tensor tensor;
    bool buffer = false; ///< buffers are not counted as parameters
    bool constant = false; ///< a buffer written into the program; it has no name in a state_dict
    ValueId value;
    /// The dtype in the file, where the CPU computes in another one (float16 in float32);
    /// Undefined: that of `tensor`.
    at::ScalarType stored = at::ScalarType::Undefined;
};

struct Graph
{
    std::vector<Value> values; ///< indexed by ValueId
    std::vector<Node> nodes; ///< in execution order, indexed by NodeId
    std::vector<Parameter> parameters; ///< also those that no node reads
    std::vector<ValueId> inputs;
    Argument output; ///< a value, or a list or tuple of them
    std::vector<at::Tensor> exampleInputs;
    std::vector<Finding> findings;

    const Value& value(ValueId id) const { return values[id.index]; }
    Value& value(ValueId id) { return values[id.index]; }
    const Node& node(NodeId id) const { return nodes[id.index]; }
    const Parameter& parameter(ParameterId id) const { return parameters[id.index]; }
};
using GraphPtr = std::shared_ptr<const Graph>;

/// A trace writes Python's floats as double tensors without axes. Marked as numbers they leave the
/// dtype of what they meet alone, as PyTorch's optimised execution does too. Other constants are
/// returned as they are.
c10::IValue asNumber(c10::IValue constant);

/// Calls `visit(ValueId)` for every value that the argument reads, nested ones too.
template <typename Visit>
void forEachValue(const Argument& argument, const Visit& visit)
{
    if (argument.isValue())
        visit(argument.value);
    for (const Argument& item : argument.items)
        forEachValue(item, visit);
}
template <typename Visit>
void forEachInput(const Node& node, const Visit& visit)
{
    for (const Argument& argument : node.arguments)
        forEachValue(argument, visit);
}

/// A list of `elementType`, or a tuple if that is null.
c10::IValue listOrTuple(std::vector<c10::IValue> items, const c10::TypePtr& elementType);

/// The constant, the item of `values` (index = ValueId), or the list or tuple of them.
c10::IValue evaluate(const Argument& argument, const std::vector<c10::IValue>& values);

/// Nodes that read each value, index = ValueId; a value in the graph's output has one reader more
/// (an invalid NodeId).
std::vector<std::vector<NodeId>> readers(const Graph& graph);

/// The parameter behind argument `index`, or an invalid id.
ParameterId parameterArgument(const Graph& graph, const Node& node, std::size_t index);
/// The constant at argument `index`, None if it is not a constant.
c10::IValue constantArgument(const Node& node, std::size_t index);
/// A constant int list (also written as a list of constants); empty if it is neither.
std::vector<std::int64_t> intListArgument(const Node& node, std::size_t index);

/// Removes nodes whose outputs nobody reads and which write nothing.
void removeDeadNodes(Graph& graph);

/// A copy with other tensors, index = ParameterId; undefined tensors keep the old one. Shapes of
/// computed values are inferred anew on the example input.
Result<GraphPtr> withTensors(const Graph& graph, const std::vector<at::Tensor>& tensors);

/// Dense, without gradient, in the dtype of the file.
at::Tensor storedTensor(const Parameter& parameter);
/// A copy whose parameters hold only what their stored dtype can hold, so that nothing changes when
/// it is saved.
GraphPtr roundedToStored(const GraphPtr& graph);

/// SHA-256 over name, stored dtype, shape and bytes of every named tensor, sorted by name.
std::string weightsHash(const Graph& graph);
/// The same; fails only with ErrorCode::Cancelled.
Result<std::string> weightsHash(const Graph& graph, const StageContext& context);
/// Elements of all parameters that are not buffers; tensors with several names count once.
std::int64_t parameterCount(const Graph& graph);

/// Checks: every argument is defined before it is read, ids are in range, names are unique, every
/// operator exists. The first violation is an Error{Internal}.
Result<void> verify(const Graph& graph);

} // namespace pleat::graph
