// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graph_builder.h"

#include "core/base/torch_errors.h"
#include "core/graph/functionalise.h"
#include "core/graph/operator_binding.h"

#include <ATen/core/ivalue_inl.h>
#include <ATen/core/jit_type.h>

#include <algorithm>
#include <unordered_map>

namespace pleat::graph {

namespace {

bool readsSizes(const std::string& name)
{
    return name == "aten::size" || name == "aten::len" || name == "aten::numel"
        || name == "prim::shape";
}

Value tensorValue(ValueKind kind, std::string name, const at::Tensor& example)
{
    Value value;
    value.kind = kind;
    value.name = std::move(name);
    value.type = c10::TensorType::get();
    value.isTensor = true;
    value.shape = example.sizes().vec();
    return value;
}

} // namespace

ValueId GraphBuilder::addInput(std::string name, const at::Tensor& example)
{
    const ValueId id(m_graph.values.size());
    m_graph.values.push_back(tensorValue(ValueKind::Input, std::move(name), example));
    m_examples.emplace_back(example);
    m_graph.inputs.push_back(id);
    m_graph.exampleInputs.push_back(example);
    return id;
}

ValueId GraphBuilder::addParameter(Parameter parameter)
{
    parameter.value = ValueId(m_graph.values.size());
    Value value = tensorValue(ValueKind::Parameter, parameter.name, parameter.tensor);
    value.parameter = ParameterId(m_graph.parameters.size());
    m_graph.values.push_back(std::move(value));
    m_examples.emplace_back(parameter.tensor);
    m_graph.parameters.push_back(std::move(parameter));
    return m_graph.parameters.back().value;
}

Result<std::vector<ValueId>> GraphBuilder::call(
    const c10::OperatorName& op, std::vector<Argument> arguments, const std::string& source)
{
    const auto bound = bindOperator(op);
    if (!bound || !bound->schema)
        return Error{ErrorCode::Unsupported, "this LibTorch has no operator " + toString(op),
            source, "export the network with a PyTorch version that avoids it"};
    torch::jit::Stack stack;
    for (const Argument& argument : arguments)
        stack.push_back(example(argument));
    const auto called =
        callTorch(op.name + (source.empty() ? "" : " at " + source), [&] { bound->call(stack); });
    if (!called)
        return called.error();
    std::vector<c10::TypePtr> types;
    for (const c10::Argument& result : bound->schema->returns())
        types.push_back(result.type());
    Node node;
    node.op = op;
    node.arguments = std::move(arguments);
    node.source = source;
    return addNode(std::move(node), stack, types);
}

std::vector<ValueId> GraphBuilder::unpack(ValueId list)
{
    const c10::IValue made = example(list); // a copy: new values may move the examples
    std::vector<c10::IValue> items;
    for (const c10::IValue& item : made.toListRef())
        items.push_back(item);
    Node node;
    node.op = {"prim::ListUnpack", ""};
    node.arguments.push_back(Argument::ofValue(list));
    const std::vector<c10::TypePtr> types(items.size(), c10::TensorType::get());
    return addNode(std::move(node), items, types);
}

std::vector<ValueId> GraphBuilder::addNode(
    Node node, const std::vector<c10::IValue>& results, const std::vector<c10::TypePtr>& types)
{
    bool anyValue = false;
    bool onlySizes = true;
    forEachInput(node, [&](ValueId id) {
        anyValue = true;
        onlySizes &= m_graph.value(id).fromSizes;
    });
    const bool fromSizes = readsSizes(node.op.name) || (anyValue && onlySizes);
    for (std::size_t i = 0; i < results.size(); ++i) {
        Value value;
        value.name = std::to_string(m_graph.values.size());
        value.type = types[i];
        value.producer = NodeId(m_graph.nodes.size());
        value.isTensor = results[i].isTensor();
        value.fromSizes = fromSizes && (!value.isTensor || results[i].toTensor().dim() == 0);
        if (value.isTensor)
            value.shape = results[i].toTensor().sizes().vec();
        node.outputs.emplace_back(m_graph.values.size());
        m_graph.values.push_back(std::move(value));
        m_examples.push_back(results[i]);
    }
    m_graph.nodes.push_back(std::move(node));
    return m_graph.nodes.back().outputs;
}

void GraphBuilder::addFinding(std::string where, std::string message)
{
    const bool known =
        std::any_of(m_graph.findings.begin(), m_graph.findings.end(), [&](const Finding& finding) {
            return finding.where == where && finding.message == message;
        });
    if (!known)
        m_graph.findings.push_back({std::move(where), std::move(message)});
}

Graph GraphBuilder::finish(Argument output)
{
    m_graph.output = std::move(output);
    functionalise(m_graph, m_examples);
    // Tied tensors stay one tensor under all their names.
    std::unordered_map<const at::TensorImpl*, at::Tensor> detached;
    for (Parameter& parameter : m_graph.parameters)
        parameter.tensor =
            detached.try_emplace(parameter.tensor.unsafeGetTensorImpl(), parameter.tensor.detach())
                .first->second;
    removeDeadNodes(m_graph);
    return std::move(m_graph);
}

} // namespace pleat::graph
