// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx/onnx_export.h"

#include "core/graph/operator_binding.h"
#include "core/io/onnx/node_export.h"
#include "core/io/onnx/onnx_model_writer.h"
#include "core/io/onnx/onnx_reader.h"

#include <algorithm>

namespace pleat::io {

using graph::Argument;
using graph::ValueId;

namespace {

constexpr const char* kTies = "pleat.ties";
constexpr const char* kBatchAxis = "batch";

ElementType requireElementType(at::ScalarType type, const std::string& what)
{
    const auto found = elementTypeOf(type);
    if (!found)
        throw ExportFailure{{ErrorCode::Unsupported,
            std::string("elements of type ") + c10::toString(type) + " cannot be written to ONNX",
            what, kOnnxHint}};
    return *found;
}

/// Sizes that follow the batch are symbolic; those that are as large as it have its name.
OnnxPort port(const std::string& name, const TensorFacts& facts, std::int64_t batch)
{
    OnnxPort result{name, requireElementType(facts.type, name), true, facts.shape, {}};
    for (std::size_t axis = 0; axis < facts.shape.size(); ++axis) {
        const bool fixed = facts.fixed(axis);
        const bool isBatch = facts.shape[axis] == batch && facts.larger[axis] == 2 * batch;
        if (!fixed)
            result.shape[axis] = -1;
        result.axisNames.push_back(!fixed && isBatch ? kBatchAxis : "");
    }
    return result;
}

} // namespace

const char* const kOnnxHint =
    "save the network as TorchScript (.pt), or its weights as a state_dict (.pth)";

std::optional<ElementType> elementTypeOf(at::ScalarType type)
{
    switch (type) {
    case at::kDouble:
        return ElementType::Float64;
    case at::kFloat:
        return ElementType::Float32;
    case at::kHalf:
        return ElementType::Float16;
    case at::kBFloat16:
        return ElementType::BFloat16;
    case at::kLong:
        return ElementType::Int64;
    case at::kInt:
        return ElementType::Int32;
    case at::kShort:
        return ElementType::Int16;
    case at::kChar:
        return ElementType::Int8;
    case at::kByte:
        return ElementType::UInt8;
    case at::kBool:
        return ElementType::Bool;
    default:
        return std::nullopt;
    }
}

OnnxTensor onnxRecord(const at::Tensor& tensor, const std::string& name)
{
    const auto held = std::make_shared<at::Tensor>(tensor.detach().cpu().contiguous());
    OnnxTensor result;
    result.name = name;
    result.type = requireElementType(held->scalar_type(), name);
    result.shape = held->sizes().vec();
    result.bytes = {static_cast<const std::byte*>(held->data_ptr()), held->nbytes()};
    result.owner = held;
    return result;
}

OnnxExport::OnnxExport(const graph::Graph& graph, const RunFacts& facts)
    : m_graph(graph)
    , m_facts(facts)
{
    m_model.irVersion = kWrittenIrVersion;
    m_model.opset = kWrittenOnnxOpset;
    m_model.producer = "pleat";
    m_model.graphName = "network";
}

OnnxModel OnnxExport::run()
{
    addParameters();
    addInputs();
    addMetadata();
    for (std::size_t n = 0; n < m_graph.nodes.size(); ++n)
        convert(graph::NodeId(n));
    addOutputs();
    removeUnread();
    return std::move(m_model);
}

/// Tied tensors are written under each of their names: a state_dict has them all.
void OnnxExport::addParameters()
{
    for (const graph::Parameter& parameter : m_graph.parameters) {
        if (parameter.constant)
            continue;
        const bool narrower = parameter.stored != at::ScalarType::Undefined;
        m_taken.insert(parameter.name);
        m_model.initializers.push_back(onnxRecord(
            narrower ? parameter.tensor.to(parameter.stored) : parameter.tensor, parameter.name));
    }
}

void OnnxExport::addInputs()
{
    for (std::size_t i = 0; i < m_graph.inputs.size(); ++i) {
        const ValueId id = m_graph.inputs[i];
        const std::string& given = m_graph.value(id).name;
        m_names[id] = m_taken.contains(given) || given.empty() ? unique("input") : given;
        m_taken.insert(m_names[id]);
        const TensorFacts& facts = m_facts.values[id.index].items.front();
        m_model.inputs.push_back(
            port(m_names[id], facts, facts.shape.empty() ? 0 : facts.shape.front()));
    }
}

void OnnxExport::addMetadata()
{
    std::string buffers, ties;
    std::map<const at::TensorImpl*, std::string> first;
    for (const graph::Parameter& parameter : m_graph.parameters) {
        if (parameter.constant)
            continue;
        if (parameter.buffer && parameter.tensor.is_floating_point())
            buffers += (buffers.empty() ? "" : "\n") + parameter.name;
        const auto [known, isNew] =
            first.try_emplace(parameter.tensor.unsafeGetTensorImpl(), parameter.name);
        if (!isNew)
            ties += (ties.empty() ? "" : "\n") + parameter.name + " = " + known->second;
    }
    if (!buffers.empty())
        m_model.metadata[kOnnxBuffers] = buffers;
    if (!ties.empty())
        m_model.metadata[kTies] = ties;
}

void OnnxExport::convert(graph::NodeId id)
{
    const graph::Node& node = m_graph.node(id);
    const bool known = std::all_of(node.outputs.begin(), node.outputs.end(),
        [&](ValueId value) { return m_facts.values[value.index].known; });
    if (known)
        return;
    const auto refuse = [&](const std::string& message) {
        throw ExportFailure{{ErrorCode::Unsupported, message, node.source, kOnnxHint}};
    };
    if (const auto bound = graph::bindOperator(node.op); bound && graph::writesInPlace(*bound))
        refuse(c10::toString(node.op)
            + " cannot be written to ONNX: it writes in place, over values that are read "
              "elsewhere");
    const OnnxConverter* converter = onnxConverter(node.op.name);
    if (!converter)
        refuse("the operator " + c10::toString(node.op) + " cannot be written to ONNX");
    NodeExport exported(*this, id);
    converter->convert(exported);
}

Names OnnxExport::emit(const std::string& op, Names inputs, Attributes attributes,
    std::size_t outputs, const std::string& stem)
{
    OnnxNode node;
    node.op = op;
    node.inputs = std::move(inputs);
    while (!node.inputs.empty() && node.inputs.back().empty())
        node.inputs.pop_back(); // optional ones at the end are left out altogether
    for (std::size_t i = 0; i < outputs; ++i)
        node.outputs.push_back(unique(stem));
    node.name = op + "_" + node.outputs.front();
    node.attributes = std::move(attributes);
    m_model.nodes.push_back(std::move(node));
    return m_model.nodes.back().outputs;
}

std::string OnnxExport::constant(const at::Tensor& tensor)
{
    OnnxTensor value = onnxRecord(tensor, "");
    std::string key(elementTypeName(value.type));
    for (std::int64_t size : value.shape)
        key += "," + std::to_string(size);
    key += ":";
    key.append(reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size());
    std::string& name = m_constants[key];
    if (name.empty())
        name = emit("Constant", {}, {{"value", std::move(value)}}, 1, "constant").front();
    return name;
}

std::string OnnxExport::cast(const std::string& name, at::ScalarType to)
{
    const std::int64_t number = onnxTypeNumber(requireElementType(to, "Cast"));
    return emit("Cast", {name}, {{"to", number}}, 1, "cast").front();
}

std::string OnnxExport::name(ValueId id)
{
    const auto found = m_names.find(id);
    if (found != m_names.end())
        return found->second;
    const graph::Value& value = m_graph.value(id);
    if (value.kind != graph::ValueKind::Parameter)
        throw ExportFailure{
            {ErrorCode::Unsupported, "the result %" + value.name + " has no counterpart in ONNX",
                value.producer.valid() ? c10::toString(m_graph.node(value.producer).op) : "",
                kOnnxHint}};
    const graph::Parameter& parameter = m_graph.parameter(value.parameter);
    std::string name = parameter.constant ? constant(parameter.tensor) : parameter.name;
    if (parameter.stored != at::ScalarType::Undefined)
        name = cast(name, parameter.tensor.scalar_type()); // computes as the network does here
    return m_names[id] = name;
}

const Names& OnnxExport::itemNames(ValueId list) const
{
    const auto found = m_items.find(list);
    if (found == m_items.end())
        throw LogicError("no list is called %" + m_graph.value(list).name);
    return found->second;
}

void OnnxExport::setName(ValueId value, std::string name)
{
    m_names[value] = std::move(name);
}

void OnnxExport::setItemNames(ValueId list, Names names)
{
    m_items[list] = std::move(names);
}

void OnnxExport::addOutputs()
{
    graph::forEachValue(m_graph.output, [&](ValueId id) { addOutput(id); });
    if (m_model.outputs.empty())
        throw ExportFailure{
            {ErrorCode::Unsupported, "the network returns no tensor", "output", kOnnxHint}};
}

void OnnxExport::addOutput(ValueId id)
{
    const ValueFacts& facts = m_facts.values[id.index];
    Names names;
    const auto fixed = m_facts.read.find({graph::NodeId(), id});
    if (fixed != m_facts.read.end() && fixed->second.isTensor())
        names = {constant(fixed->second.toTensor())};
    else
        names = facts.list ? itemNames(id) : Names{name(id)};
    const TensorFacts& input = m_facts.values[m_graph.inputs.front().index].items.front();
    for (std::size_t i = 0; i < names.size(); ++i)
        m_model.outputs.push_back(port(
            outputNamed(names[i]), facts.items[i], input.shape.empty() ? 0 : input.shape.front()));
}

/// What a node makes is called "output" from now on; an input, a weight or what is returned already
/// is handed on under that name.
std::string OnnxExport::outputNamed(const std::string& made)
{
    const auto makes = [&](const OnnxNode& node) {
        return std::find(node.outputs.begin(), node.outputs.end(), made) != node.outputs.end();
    };
    const bool returned = std::any_of(m_model.outputs.begin(), m_model.outputs.end(),
        [&](const OnnxPort& output) { return output.name == made; });
    if (returned || std::none_of(m_model.nodes.begin(), m_model.nodes.end(), makes))
        return emit("Identity", {made}, {}, 1, "output").front();
    const std::string name = unique("output");
    for (OnnxNode& node : m_model.nodes) {
        std::replace(node.inputs.begin(), node.inputs.end(), made, name);
        std::replace(node.outputs.begin(), node.outputs.end(), made, name);
    }
    for (auto& [value, known] : m_names) {
        if (known == made)
            known = name;
    }
    return name;
}

/// Nodes whose results nobody reads; converters may emit more than is needed.
void OnnxExport::removeUnread()
{
    std::set<std::string> read;
    for (const OnnxPort& output : m_model.outputs)
        read.insert(output.name);
    std::vector<OnnxNode> kept;
    for (auto node = m_model.nodes.rbegin(); node != m_model.nodes.rend(); ++node) {
        const bool needed = std::any_of(node->outputs.begin(), node->outputs.end(),
            [&](const std::string& output) { return read.contains(output); });
        if (!needed)
            continue;
        read.insert(node->inputs.begin(), node->inputs.end());
        kept.push_back(std::move(*node));
    }
    m_model.nodes.assign(
        std::make_move_iterator(kept.rbegin()), std::make_move_iterator(kept.rend()));
}

/// "relu", "relu_1", ...
std::string OnnxExport::unique(const std::string& stem)
{
    for (;;) {
        const std::size_t count = m_counters[stem]++;
        const std::string name = count == 0 ? stem : stem + "_" + std::to_string(count);
        if (m_taken.insert(name).second)
            return name;
    }
}

} // namespace pleat::io
