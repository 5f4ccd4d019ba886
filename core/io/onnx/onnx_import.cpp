// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx/onnx_import.h"

#include "core/base/torch_errors.h"
#include "core/graph/operator_binding.h"
#include "core/io/onnx/onnx_check.h"
#include "core/io/onnx/onnx_reader.h"
#include "core/io/weights/weights_file.h"

#include <ATen/core/grad_mode.h>
#include <ATen/core/jit_type.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <sstream>

namespace pleat::io {

#include "onnx_families.inc"

namespace {

using Converter = void (*)(NodeImport&);

constexpr std::int64_t kLargestInput = std::int64_t{1} << 31;

const std::map<std::string, Converter>& converters()
{
    static const auto kByName = [] {
        std::map<std::string, Converter> map;
        for (const OnnxFamily* family : kRegistered) {
            for (const OnnxOperator& op : family->operators)
                map.emplace(op.name, op.convert);
        }
        return map;
    }();
    return kByName;
}

std::string knownOperators()
{
    std::string names;
    for (const auto& [name, convert] : converters())
        names += (names.empty() ? "" : ", ") + name;
    return names;
}

bool readsValue(const Argument& argument)
{
    bool any = false;
    graph::forEachValue(argument, [&](graph::ValueId) { any = true; });
    return any;
}

std::string shapeText(const Sizes& shape)
{
    std::string text;
    for (std::int64_t size : shape)
        text += (text.empty() ? "" : "x") + (size < 0 ? "?" : std::to_string(size));
    return text;
}

/// Inputs of BatchNormalization that training writes and gradients never reach.
constexpr std::size_t kRunningMean = 3;
constexpr std::size_t kRunningVariance = 4;

} // namespace

OnnxImport::OnnxImport(
    const OnnxModel& model, const std::vector<Sizes>& exampleShapes, std::string where)
    : m_model(model)
    , m_where(std::move(where))
    , m_tensors(model.initializers.size())
    , m_parameters(model.initializers.size())
{
    addInputs(exampleShapes);
    findBuffers();
    for (std::size_t i = 0; i < model.initializers.size(); ++i) {
        Operand& operand = m_operands[model.initializers[i].name];
        operand.kind = Operand::Kind::Initializer;
        operand.initializer = i;
    }
}

void OnnxImport::addInputs(const std::vector<Sizes>& exampleShapes)
{
    const auto wrong = [&](std::string message) {
        return ImportFailure{{ErrorCode::Usage, std::move(message), "input",
            "give every shape, as in --input 1x3x32x32,1x10"}};
    };
    if (exampleShapes.size() != m_model.inputs.size())
        throw wrong("the network takes " + std::to_string(m_model.inputs.size()) + " inputs, but "
            + std::to_string(exampleShapes.size()) + " example shapes are known");
    for (std::size_t i = 0; i < exampleShapes.size(); ++i) {
        const OnnxPort& input = m_model.inputs[i];
        const Sizes& shape = exampleShapes[i];
        if (input.hasShape && shape.size() != input.shape.size())
            throw wrong("the input \"" + input.name + "\" has the shape " + shapeText(input.shape)
                + ", but the example is " + shapeText(shape));
        const bool positive =
            std::all_of(shape.begin(), shape.end(), [](std::int64_t size) { return size > 0; });
        if (!positive || checkedCount(shape) < 0 || checkedCount(shape) > kLargestInput)
            throw wrong("the shape " + shapeText(shape) + " of the input \"" + input.name
                + "\" is not possible; sizes are positive, 2^31 elements at most");
        const at::Tensor example = at::zeros(shape, computedType(input.type));
        m_operands[input.name] =
            Operand::ofTensor(Argument::ofValue(m_builder.addInput(input.name, example)));
    }
}

void OnnxImport::findBuffers()
{
    for (const OnnxNode& node : m_model.nodes) {
        m_readNames.insert(node.inputs.begin(), node.inputs.end());
        if (node.op == "BatchNormalization" && node.inputs.size() > kRunningVariance)
            m_buffers.insert({node.inputs[kRunningMean], node.inputs[kRunningVariance]});
    }
    for (const OnnxPort& port : m_model.outputs)
        m_readNames.insert(port.name);
    if (const auto listed = m_model.metadata.find(kOnnxBuffers); listed != m_model.metadata.end()) {
        std::istringstream lines(listed->second);
        for (std::string name; std::getline(lines, name);)
            m_buffers.insert(name);
    }
}

graph::Graph OnnxImport::run()
{
    at::NoGradGuard noGrad;
    for (const OnnxNode& node : m_model.nodes)
        convert(node);
    Argument result = output();
    for (std::size_t i = 0; i < m_model.initializers.size(); ++i) {
        if (!m_readNames.contains(m_model.initializers[i].name))
            parameter(i);
    }
    return m_builder.finish(std::move(result));
}

void OnnxImport::convert(const OnnxNode& node)
{
    NodeImport import(*this, node);
    const auto found = converters().find(node.op);
    if (found == converters().end())
        import.unsupported(
            "the operator " + node.op + " is not known", "known operators: " + knownOperators());
    const bool fromSizes = std::any_of(node.inputs.begin(), node.inputs.end(),
        [&](const std::string& name) { return operand(name).kind == Operand::Kind::Numbers; });
    if (!fromSizes || (!rearrangeNumbers(import, found->second) && !convertNumbers(import)))
        found->second(import);
}

/// Converts the node with the positions of the numbers instead of the numbers, and then puts the
/// numbers where their positions have come to lie. False if the node computes.
bool OnnxImport::rearrangeNumbers(NodeImport& import, Converter converter)
{
    static const std::set<std::string> kRearranging = {"Concat", "Expand", "Flatten", "Gather",
        "Reshape", "Slice", "Split", "Squeeze", "Tile", "Transpose", "Unsqueeze"};
    const OnnxNode& node = import.node();
    if (!kRearranging.contains(node.op))
        return false;
    const std::size_t data = node.op == "Concat" ? node.inputs.size() : 1;
    Arguments numbers;
    std::map<std::string, Operand> positions;
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
        if (i >= data && (!import.has(i) || import.known(i)))
            continue;
        const auto listed = i < data ? import.numbers(i) : std::nullopt;
        if (!listed)
            return false;
        const auto first = static_cast<std::int64_t>(numbers.size());
        numbers.insert(numbers.end(), listed->begin(), listed->end());
        const at::Tensor range = at::arange(first, static_cast<std::int64_t>(numbers.size()));
        positions[node.inputs[i]] = Operand::ofTensor(constant(range.reshape(import.shape(i))));
    }
    for (auto& [name, operand] : positions)
        std::swap(m_operands[name], operand);
    converter(import);
    for (auto& [name, operand] : positions)
        std::swap(m_operands[name], operand);
    for (const std::string& name : node.outputs)
        placeNumbers(name, numbers);
    return true;
}

/// The value is a tensor of positions; it becomes the numbers at them.
void OnnxImport::placeNumbers(const std::string& name, const Arguments& numbers)
{
    const auto positions = known(operand(name));
    if (!positions)
        return;
    Arguments placed;
    const at::Tensor flat = positions->reshape({-1});
    for (std::int64_t i = 0; i < flat.numel(); ++i)
        placed.push_back(numbers[static_cast<std::size_t>(flat[i].item().toLong())]);
    set(name, Operand::ofNumbers(std::move(placed), positions->sizes().vec()));
}

Argument OnnxImport::output()
{
    Argument tuple;
    tuple.kind = Argument::Kind::Tuple;
    for (const OnnxPort& port : m_model.outputs)
        tuple.items.push_back(lifted(tensor(operand(port.name))));
    return tuple.items.size() == 1 ? tuple.items.front() : tuple;
}

const Operand& OnnxImport::operand(const std::string& name) const
{
    static const Operand kAbsent;
    const auto found = name.empty() ? m_operands.end() : m_operands.find(name);
    if (found == m_operands.end() && !name.empty())
        throw ImportFailure{{ErrorCode::Unsupported,
            "the value \"" + name + "\" is a second result that Pleat does not compute", m_where,
            "export the network without it"}};
    return name.empty() ? kAbsent : found->second;
}

void OnnxImport::set(const std::string& name, Operand operand)
{
    if (!name.empty())
        m_operands[name] = std::move(operand);
}

const at::Tensor& OnnxImport::initializerTensor(std::size_t initializer)
{
    at::Tensor& tensor = m_tensors[initializer];
    if (!tensor.defined())
        tensor = toTensor(m_model.initializers[initializer]);
    return tensor;
}

Argument OnnxImport::parameter(std::size_t initializer)
{
    if (m_parameters[initializer].valid())
        return Argument::ofValue(m_parameters[initializer]);
    const OnnxTensor& source = m_model.initializers[initializer];
    graph::Parameter parameter;
    parameter.name = source.name;
    parameter.tensor = initializerTensor(initializer);
    parameter.buffer = !parameter.tensor.is_floating_point() || m_buffers.contains(source.name);
    if (source.type == ElementType::Float16)
        parameter.stored = at::kHalf;
    else if (source.type == ElementType::BFloat16)
        parameter.stored = at::kBFloat16;
    m_parameters[initializer] = m_builder.addParameter(std::move(parameter));
    return Argument::ofValue(m_parameters[initializer]);
}

std::string OnnxImport::freeConstantName() const
{
    std::string name = "constant." + std::to_string(m_builder.parameters().size());
    while (m_operands.contains(name))
        name += "_";
    return name;
}

Argument OnnxImport::lifted(Argument argument)
{
    for (Argument& item : argument.items)
        item = lifted(std::move(item));
    if (argument.kind != Argument::Kind::Constant || !argument.constant.isTensor())
        return argument;
    const at::Tensor tensor = argument.constant.toTensor();
    if (tensor.dim() == 0)
        return tensor.is_floating_point()
            ? Argument::ofConstant(graph::asNumber(tensor.to(at::kDouble)))
            : argument;
    const auto same = std::find_if(m_tensors.begin(), m_tensors.end(),
        [&](const at::Tensor& known) { return known.is_same(tensor); });
    if (same != m_tensors.end())
        return parameter(static_cast<std::size_t>(same - m_tensors.begin()));
    graph::ValueId& value = m_lifted[tensor.unsafeGetTensorImpl()];
    if (!value.valid())
        value = m_builder.addParameter({freeConstantName(), tensor, true, true, {}});
    return Argument::ofValue(value);
}

Argument OnnxImport::tensor(const Operand& operand)
{
    if (operand.kind == Operand::Kind::Initializer) {
        const at::Tensor& content = initializerTensor(operand.initializer);
        return content.is_floating_point() ? parameter(operand.initializer) : constant(content);
    }
    if (operand.kind != Operand::Kind::Numbers)
        return operand.tensor;
    Arguments items;
    for (const Argument& number : operand.numbers)
        items.push_back(call({"prim::NumToTensor", "Scalar"}, {number}, "sizes").front());
    if (operand.shape.empty())
        return items.front();
    const Argument list =
        call({"aten::stack", ""}, {tensorList(items), constant(std::int64_t{0})}, "sizes").front();
    return call({"aten::reshape", ""}, {list, constant(operand.shape)}, "sizes").front();
}

std::optional<at::Tensor> OnnxImport::known(const Operand& operand)
{
    if (operand.kind == Operand::Kind::Initializer)
        return initializerTensor(operand.initializer);
    if (operand.kind == Operand::Kind::Tensor && operand.tensor.constant.isTensor())
        return operand.tensor.constant.toTensor();
    return std::nullopt;
}

Argument OnnxImport::size(const Argument& tensor, std::int64_t axis)
{
    if (!tensor.isValue())
        return constant(tensor.constant.toTensor().size(axis));
    if (m_builder.value(tensor.value).parameter.valid())
        return constant(m_builder.value(tensor.value).shape.at(static_cast<std::size_t>(axis)));
    const auto key = std::make_pair(tensor.value, axis);
    if (const auto found = m_sizes.find(key); found != m_sizes.end())
        return found->second;
    return m_sizes[key] = call({"aten::size", "int"}, {tensor, constant(axis)}, "sizes").front();
}

Arguments OnnxImport::call(
    const c10::OperatorName& op, Arguments arguments, const std::string& place)
{
    Arguments results;
    if (std::any_of(arguments.begin(), arguments.end(), readsValue)) {
        for (Argument& argument : arguments)
            argument = lifted(std::move(argument));
        const auto made = m_builder.call(op, std::move(arguments), place);
        if (!made)
            throw ImportFailure{made.error()};
        for (graph::ValueId id : *made)
            results.push_back(Argument::ofValue(id));
        return results;
    }
    const auto bound = graph::bindOperator(op);
    if (!bound)
        throw LogicError("no operator " + c10::toString(op));
    torch::jit::Stack stack;
    for (const Argument& argument : arguments)
        stack.push_back(graph::evaluate(argument, {}));
    const auto called = callTorch(op.name + " at " + place, [&] { bound->call(stack); });
    if (!called)
        throw ImportFailure{called.error()};
    for (c10::IValue& result : stack)
        results.push_back(Argument::ofConstant(std::move(result)));
    return results;
}

} // namespace pleat::io
