// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx/node_import.h"

#include "core/io/onnx/onnx_check.h"
#include "core/io/onnx/onnx_import.h"

#include <ATen/core/jit_type.h>
#include <ATen/ops/empty.h>

#include <algorithm>

namespace pleat::io {

namespace {

constexpr std::int64_t kMostNumbers = 4096; // more are no arithmetic on sizes
constexpr std::int64_t kMostElements = std::int64_t{1} << 28; // of what a few bytes ask for

} // namespace

Operand Operand::ofTensor(Argument tensor)
{
    Operand operand;
    operand.kind = Kind::Tensor;
    operand.tensor = std::move(tensor);
    return operand;
}

Operand Operand::ofNumbers(Arguments numbers, Sizes shape)
{
    Operand operand;
    const bool computed = std::any_of(
        numbers.begin(), numbers.end(), [](const Argument& number) { return number.isValue(); });
    if (computed) {
        operand.kind = Kind::Numbers;
        operand.numbers = std::move(numbers);
        operand.shape = std::move(shape);
        return operand;
    }
    const bool fractions = !numbers.empty() && numbers.front().constant.isDouble();
    const at::Tensor tensor = at::empty(shape, fractions ? at::kFloat : at::kLong);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const c10::Scalar number = numbers[i].constant.toScalar();
        if (fractions)
            tensor.data_ptr<float>()[i] = number.toFloat();
        else
            tensor.data_ptr<std::int64_t>()[i] = number.toLong();
    }
    return ofTensor(constant(tensor));
}

NodeImport::NodeImport(OnnxImport& import, const OnnxNode& node)
    : m_import(import)
    , m_node(node)
{
}

std::int64_t NodeImport::opset() const
{
    return m_import.model().opset;
}

std::string NodeImport::place() const
{
    return m_import.where() + ": " + describeNode(m_node);
}

void NodeImport::unsupported(const std::string& message, const std::string& hint) const
{
    throw ImportFailure{{ErrorCode::Unsupported, message, place(),
        hint.empty() ? "export the network without it" : hint}};
}

void NodeImport::damaged(const std::string& message) const
{
    throw ImportFailure{{ErrorCode::Unreadable, message, place(),
        "the file does not follow the ONNX standard; export it again"}};
}

bool NodeImport::has(std::size_t input) const
{
    return input < m_node.inputs.size() && !m_node.inputs[input].empty();
}

bool NodeImport::wants(std::size_t output) const
{
    return output < m_node.outputs.size() && !m_node.outputs[output].empty();
}

std::int64_t NodeImport::integer(const char* name, std::int64_t otherwise) const
{
    const OnnxAttributeValue* value = m_node.attribute(name);
    if (value && !std::holds_alternative<std::int64_t>(*value))
        damaged(std::string("the attribute ") + name + " is no integer");
    return value ? std::get<std::int64_t>(*value) : otherwise;
}

double NodeImport::number(const char* name, double otherwise) const
{
    const OnnxAttributeValue* value = m_node.attribute(name);
    if (value && !std::holds_alternative<float>(*value))
        damaged(std::string("the attribute ") + name + " is no number");
    return value ? std::get<float>(*value) : otherwise;
}

std::string NodeImport::text(const char* name, const char* otherwise) const
{
    const OnnxAttributeValue* value = m_node.attribute(name);
    if (value && !std::holds_alternative<std::string>(*value))
        damaged(std::string("the attribute ") + name + " is no text");
    return value ? std::get<std::string>(*value) : otherwise;
}

Sizes NodeImport::integers(const char* name) const
{
    const OnnxAttributeValue* value = m_node.attribute(name);
    if (value && !std::holds_alternative<Sizes>(*value))
        damaged(std::string("the attribute ") + name + " is no list of integers");
    return value ? std::get<Sizes>(*value) : Sizes();
}

const Operand& NodeImport::operand(std::size_t input) const
{
    if (!has(input))
        damaged("input " + std::to_string(input + 1) + " is missing");
    return m_import.operand(m_node.inputs[input]);
}

Argument NodeImport::tensor(std::size_t input)
{
    return m_import.tensor(operand(input));
}

Argument NodeImport::optionalTensor(std::size_t input)
{
    return has(input) ? tensor(input) : none();
}

Sizes NodeImport::shape(std::size_t input)
{
    const Operand& from = operand(input);
    if (from.kind == Operand::Kind::Initializer)
        return m_import.model().initializers[from.initializer].shape;
    if (from.kind == Operand::Kind::Numbers)
        return from.shape;
    return shapeOf(from.tensor);
}

std::int64_t NodeImport::rank(std::size_t input)
{
    return static_cast<std::int64_t>(shape(input).size());
}

std::optional<at::Tensor> NodeImport::known(std::size_t input)
{
    return m_import.known(operand(input));
}

std::vector<double> NodeImport::knownNumbers(std::size_t input, const char* what)
{
    const auto content = known(input);
    if (!content)
        unsupported(std::string("the ") + what + " of " + m_node.op
            + " is computed from the input; it must be a constant");
    const at::Tensor flat = content->to(at::kDouble).reshape({-1}).contiguous();
    const double* begin = flat.data_ptr<double>();
    return {begin, begin + flat.numel()};
}

Sizes NodeImport::knownIntegers(std::size_t input, const char* what)
{
    const auto content = known(input);
    if (!content)
        unsupported(std::string("the ") + what + " of " + m_node.op
            + " is computed from the input; it must be a constant");
    const at::Tensor flat = content->to(at::kLong).reshape({-1}).contiguous();
    const std::int64_t* begin = flat.data_ptr<std::int64_t>();
    return {begin, begin + flat.numel()};
}

double NodeImport::knownNumber(std::size_t input, const char* what, double otherwise)
{
    if (!has(input))
        return otherwise;
    const std::vector<double> content = knownNumbers(input, what);
    if (content.size() != 1)
        damaged(std::string("the ") + what + " must be one number");
    return content.front();
}

std::optional<Arguments> NodeImport::numbers(std::size_t input)
{
    const Operand& from = operand(input);
    if (from.kind == Operand::Kind::Numbers)
        return from.numbers;
    const auto content = m_import.known(from);
    if (!content || content->numel() > kMostNumbers)
        return std::nullopt;
    Arguments result;
    const at::Tensor flat = content->reshape({-1});
    for (std::int64_t i = 0; i < flat.numel(); ++i) {
        if (content->is_floating_point())
            result.push_back(constant(flat[i].item<double>()));
        else
            result.push_back(constant(flat[i].item<std::int64_t>()));
    }
    return result;
}

Arguments NodeImport::sizes(std::size_t input, const char* what)
{
    const auto items = numbers(input);
    if (!items)
        unsupported(std::string("the ") + what + " of " + m_node.op
            + " is computed from values of the input; it may depend on sizes only");
    for (const Argument& item : *items) {
        if (!exampleOf(item).isInt())
            damaged(std::string("the ") + what + " must be integers");
    }
    return *items;
}

std::int64_t NodeImport::axis(std::int64_t given, std::int64_t rank) const
{
    if (given < -rank || given >= rank)
        damaged("the axis " + std::to_string(given) + " does not exist; the tensor has "
            + std::to_string(rank) + " axes");
    return given < 0 ? given + rank : given;
}

Sizes NodeImport::attributeOrInput(const char* name, std::int64_t lastOpset, std::size_t input)
{
    if (opset() <= lastOpset)
        return integers(name);
    return has(input) ? knownIntegers(input, name) : Sizes();
}

Arguments NodeImport::callAll(const char* op, const char* overload, Arguments arguments)
{
    return m_import.call({op, overload}, std::move(arguments), describeNode(m_node));
}

Argument NodeImport::call(const char* op, const char* overload, Arguments arguments)
{
    return callAll(op, overload, std::move(arguments)).front();
}

Arguments NodeImport::unpack(const Argument& list)
{
    Arguments parts;
    if (list.isValue()) {
        for (graph::ValueId id : m_import.builder().unpack(list.value))
            parts.push_back(Argument::ofValue(id));
        return parts;
    }
    for (const at::Tensor& part : list.constant.toTensorVector())
        parts.push_back(constant(part));
    return parts;
}

Argument NodeImport::size(std::size_t input, std::int64_t axis)
{
    const Operand& from = operand(input);
    return from.kind == Operand::Kind::Tensor
        ? m_import.size(from.tensor, axis)
        : constant(shape(input).at(static_cast<std::size_t>(axis)));
}

Sizes NodeImport::shapeOf(const Argument& tensor) const
{
    return tensor.isValue() ? m_import.builder().value(tensor.value).shape
                            : tensor.constant.toTensor().sizes().vec();
}

at::ScalarType NodeImport::typeOf(const Argument& tensor) const
{
    return exampleOf(tensor).toTensor().scalar_type();
}

c10::IValue NodeImport::exampleOf(const Argument& argument) const
{
    return m_import.builder().example(argument);
}

Sizes NodeImport::examplesOf(const Arguments& sizes) const
{
    Sizes examples;
    for (const Argument& size : sizes)
        examples.push_back(exampleOf(size).toInt());
    return examples;
}

void NodeImport::checkElements(const Sizes& shape) const
{
    std::int64_t count = 1;
    for (std::int64_t size : shape) {
        if (size < 0 || __builtin_mul_overflow(count, size, &count) || count > kMostElements)
            unsupported("makes a tensor of more than 2^28 elements, or of a negative size",
                "give a smaller example with --input");
    }
}

void NodeImport::addFinding(const std::string& message)
{
    m_import.builder().addFinding(describeNode(m_node), message);
}

void NodeImport::set(Argument tensor)
{
    set(0, Operand::ofTensor(std::move(tensor)));
}

void NodeImport::set(std::size_t output, Operand operand)
{
    if (output < m_node.outputs.size())
        m_import.set(m_node.outputs[output], std::move(operand));
}

Argument none()
{
    return Argument::ofConstant({});
}

namespace {

Argument listOf(Arguments items, c10::TypePtr elementType)
{
    Argument list;
    list.kind = Argument::Kind::List;
    list.elementType = std::move(elementType);
    list.items = std::move(items);
    return list;
}

} // namespace

Argument intList(Arguments items)
{
    const bool constants = std::none_of(
        items.begin(), items.end(), [](const Argument& item) { return item.isValue(); });
    if (!constants)
        return listOf(std::move(items), c10::IntType::get());
    Sizes known;
    for (const Argument& item : items)
        known.push_back(item.constant.toInt());
    return constant(std::move(known));
}

Argument tensorList(Arguments items)
{
    return listOf(std::move(items), c10::TensorType::get());
}

} // namespace pleat::io
