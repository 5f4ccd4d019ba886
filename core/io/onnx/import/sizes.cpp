// SPDX-License-Identifier: GPL-3.0-or-later
// Constants, shapes, and tensors that are made from them.
#include "core/io/onnx/node_import.h"

#include <ATen/ops/scalar_tensor.h>
#include <ATen/ops/tensor.h>

#include <algorithm>

namespace pleat::io {

namespace {

void constantTensor(NodeImport& node)
{
    for (const OnnxAttribute& attribute : node.node().attributes) {
        const OnnxAttributeValue& value = attribute.value;
        at::Tensor made;
        if (attribute.name == "value" && std::holds_alternative<OnnxTensor>(value))
            made = toTensor(std::get<OnnxTensor>(value));
        else if (attribute.name == "value_float" && std::holds_alternative<float>(value))
            made = at::scalar_tensor(std::get<float>(value), at::kFloat);
        else if (attribute.name == "value_int" && std::holds_alternative<std::int64_t>(value))
            made = at::scalar_tensor(std::get<std::int64_t>(value), at::kLong);
        else if (attribute.name == "value_floats"
            && std::holds_alternative<std::vector<float>>(value))
            made = at::tensor(std::get<std::vector<float>>(value));
        else if (attribute.name == "value_ints" && std::holds_alternative<Sizes>(value))
            made = at::tensor(std::get<Sizes>(value));
        if (made.defined())
            return node.set(constant(made));
    }
    node.unsupported("a Constant that is neither a tensor nor numbers");
}

void shape(NodeImport& node)
{
    const std::int64_t rank = node.rank(0);
    const auto position = [rank](std::int64_t given) {
        return std::clamp<std::int64_t>(given < 0 ? given + rank : given, 0, rank);
    };
    const std::int64_t last = position(node.integer("end", rank));
    Arguments sizes;
    for (std::int64_t axis = position(node.integer("start", 0)); axis < last; ++axis)
        sizes.push_back(node.size(0, axis));
    const auto count = static_cast<std::int64_t>(sizes.size());
    node.set(0, Operand::ofNumbers(std::move(sizes), {count}));
}

void size(NodeImport& node)
{
    Argument count = constant(std::int64_t{1});
    for (std::int64_t axis = 0; axis < node.rank(0); ++axis)
        count = node.call("aten::mul", "int", {count, node.size(0, axis)});
    node.set(0, Operand::ofNumbers({count}, {}));
}

constexpr double kMostNumbers = 1 << 28; // of a range

Argument dtypeOf(const at::Tensor& tensor)
{
    return constant(static_cast<std::int64_t>(tensor.scalar_type()));
}

void filled(NodeImport& node)
{
    at::Tensor value = at::scalar_tensor(0, at::kFloat);
    if (const OnnxAttributeValue* given = node.node().attribute("value")) {
        if (!std::holds_alternative<OnnxTensor>(*given))
            node.damaged("the value is no tensor");
        value = toTensor(std::get<OnnxTensor>(*given));
    }
    if (value.numel() != 1)
        node.damaged("the value must be one number");
    const Arguments sizes = node.sizes(0, "shape");
    node.checkElements(node.examplesOf(sizes));
    node.set(node.call("aten::full", "",
        {intList(sizes), constant(value.item()), dtypeOf(value), none(), none(), none()}));
}

void range(NodeImport& node)
{
    const auto first = node.numbers(0);
    const auto last = node.numbers(1);
    const auto step = node.numbers(2);
    if (!first || !last || !step || first->size() != 1 || last->size() != 1 || step->size() != 1)
        node.unsupported("Range between values of the input");
    const auto exact = [&](const Argument& number) {
        return node.exampleOf(number).toScalar().toDouble();
    };
    const double count = (exact(last->front()) - exact(first->front())) / exact(step->front());
    if (!(count >= 0) || count > kMostNumbers)
        node.unsupported("Range of " + std::to_string(count) + " numbers");
    const bool fractions = node.exampleOf(first->front()).isDouble();
    const at::ScalarType type = fractions ? at::kFloat : at::kLong;
    node.set(node.call("aten::arange", "start_step",
        {first->front(), last->front(), step->front(), constant(static_cast<std::int64_t>(type)),
            none(), none(), none()}));
}

/// Between float32 and float16 there is nothing to do: both are computed in float32.
void cast(NodeImport& node)
{
    const std::int64_t to = node.integer("to", 0);
    const auto type = computedType(to);
    if (!type)
        node.unsupported("Cast to the type " + std::to_string(to) + " of ONNX");
    const bool initializer = node.operand(0).kind == Operand::Kind::Initializer;
    if (initializer && node.known(0)->scalar_type() == *type)
        return node.set(0, node.operand(0));
    const Argument input = node.tensor(0);
    if (node.typeOf(input) == *type)
        return node.set(input);
    node.set(node.call("aten::to", "dtype",
        {input, constant(static_cast<std::int64_t>(*type)), constant(false), constant(false),
            none()}));
}

} // namespace

extern const OnnxFamily onnx_sizes;
const OnnxFamily onnx_sizes{{{"Constant", constantTensor}, {"Shape", shape}, {"Size", size},
    {"ConstantOfShape", filled}, {"Range", range}, {"Cast", cast}}};

} // namespace pleat::io
