// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic on sizes: exporters write it as operators on small tensors of integers. It is kept as
// single numbers, which is how ATen takes sizes and how graph::bakeSizes finds those that belong to
// the network.
#include "core/io/onnx/node_import.h"

#include <map>
#include <string>

namespace pleat::io {

namespace {

bool isFraction(const NodeImport& node, const Argument& number)
{
    return node.exampleOf(number).isDouble();
}

Argument asFraction(NodeImport& node, const Argument& number)
{
    return isFraction(node, number) ? number : node.call("aten::Float", "int", {number});
}

bool resultIsScalar(NodeImport& node)
{
    bool scalar = true;
    for (std::size_t i = 0; i < node.count(); ++i)
        scalar &= node.rank(i) == 0;
    return scalar;
}

/// Operands of an operator that works number by number; single ones are repeated.
std::optional<std::vector<Arguments>> aligned(NodeImport& node)
{
    std::vector<Arguments> operands;
    std::size_t length = 1;
    for (std::size_t i = 0; i < node.count(); ++i) {
        auto numbers = node.numbers(i);
        if (!numbers)
            return std::nullopt;
        length = std::max(length, numbers->size());
        operands.push_back(std::move(*numbers));
    }
    for (Arguments& operand : operands) {
        if (operand.size() == 1)
            operand.resize(length, operand.front());
        if (operand.size() != length)
            return std::nullopt;
    }
    return operands;
}

struct BinaryNames
{
    const char* integers;
    const char* integersOverload;
    const char* fractions; ///< null: not for fractions
    const char* fractionsOverload;
};

const BinaryNames* binaryNames(const std::string& op)
{
    static const std::map<std::string, BinaryNames> kNames = {
        {"Add", {"aten::add", "int", "aten::add", "float"}},
        {"Sub", {"aten::sub", "int", "aten::sub", "float"}},
        {"Mul", {"aten::mul", "int", "aten::mul", "float"}},
        {"Div", {"aten::floordiv", "int", "aten::div", "float"}},
        {"Mod", {"aten::remainder", "int", nullptr, nullptr}},
        {"Min", {"prim::min", "int", "prim::min", "float"}},
        {"Max", {"prim::max", "int", "prim::max", "float"}},
    };
    const auto found = kNames.find(op);
    return found == kNames.end() ? nullptr : &found->second;
}

bool convertBinary(NodeImport& node)
{
    const BinaryNames* names = binaryNames(node.node().op);
    const auto operands = aligned(node);
    if (!names || !operands || operands->size() != 2)
        return false;
    Arguments results;
    for (std::size_t i = 0; i < operands->front().size(); ++i) {
        Argument left = (*operands)[0][i];
        Argument right = (*operands)[1][i];
        const bool fractions = isFraction(node, left) || isFraction(node, right);
        if (fractions && !names->fractions)
            return false;
        if (fractions)
            results.push_back(node.call(names->fractions, names->fractionsOverload,
                {asFraction(node, left), asFraction(node, right)}));
        else
            results.push_back(node.call(names->integers, names->integersOverload, {left, right}));
    }
    node.set(0, Operand::ofNumbers(std::move(results), resultIsScalar(node)));
    return true;
}

bool convertUnary(NodeImport& node)
{
    const auto numbers = node.numbers(0);
    if (!numbers)
        return false;
    const std::string& op = node.node().op;
    Arguments results;
    for (const Argument& number : *numbers) {
        if (op == "Sqrt")
            results.push_back(node.call("aten::sqrt", "float", {asFraction(node, number)}));
        else if (op == "Neg")
            results.push_back(
                node.call("aten::neg", isFraction(node, number) ? "float" : "int", {number}));
        else if (!isFraction(node, number))
            results.push_back(number);
        else
            results.push_back(
                node.call(op == "Floor" ? "aten::floor" : "aten::ceil", "float", {number}));
    }
    node.set(0, Operand::ofNumbers(std::move(results), node.rank(0) == 0));
    return true;
}

bool convertCast(NodeImport& node)
{
    const auto type = computedType(node.integer("to", 0));
    const auto numbers = node.numbers(0);
    if (!type || !numbers || *type == at::kBool)
        return false;
    Arguments results;
    for (const Argument& number : *numbers) {
        const bool fraction = isFraction(node, number);
        if (c10::isFloatingType(*type))
            results.push_back(asFraction(node, number));
        else
            results.push_back(fraction ? node.call("aten::Int", "float", {number}) : number);
    }
    node.set(0, Operand::ofNumbers(std::move(results), node.rank(0) == 0));
    return true;
}

bool convertGather(NodeImport& node)
{
    const auto numbers = node.numbers(0);
    const auto indices = node.known(1);
    if (!numbers || node.rank(0) != 1 || !indices || indices->dim() > 1)
        return false;
    Arguments results;
    for (std::int64_t index : node.knownIntegers(1, "indices")) {
        const std::int64_t position = node.axis(index, static_cast<std::int64_t>(numbers->size()));
        results.push_back((*numbers)[static_cast<std::size_t>(position)]);
    }
    node.set(0, Operand::ofNumbers(std::move(results), indices->dim() == 0));
    return true;
}

bool convertSlice(NodeImport& node)
{
    const auto numbers = node.numbers(0);
    if (!numbers || node.rank(0) != 1)
        return false;
    const auto length = static_cast<std::int64_t>(numbers->size());
    const Sizes begin = node.knownIntegers(1, "starts");
    const Sizes end = node.knownIntegers(2, "ends");
    const Sizes step = node.has(4) ? node.knownIntegers(4, "steps") : Sizes{1};
    if (begin.size() != 1 || end.size() != 1 || step.size() != 1 || step[0] < 1)
        return false;
    const auto position = [length](std::int64_t given) {
        return std::clamp<std::int64_t>(given < 0 ? given + length : given, 0, length);
    };
    Arguments results;
    for (std::int64_t i = position(begin[0]); i < position(end[0]); i += step[0])
        results.push_back((*numbers)[static_cast<std::size_t>(i)]);
    node.set(0, Operand::ofNumbers(std::move(results), false));
    return true;
}

bool convertConcat(NodeImport& node)
{
    Arguments results;
    for (std::size_t i = 0; i < node.count(); ++i) {
        const auto part = node.numbers(i);
        if (!part || node.rank(i) != 1)
            return false;
        results.insert(results.end(), part->begin(), part->end());
    }
    node.set(0, Operand::ofNumbers(std::move(results), false));
    return true;
}

/// Unsqueeze, Squeeze and Reshape between one number and a list of one.
bool convertShape(NodeImport& node)
{
    const auto numbers = node.numbers(0);
    const std::string& op = node.node().op;
    if (!numbers)
        return false;
    if (op == "Reshape") {
        const auto shape = node.known(1);
        if (!shape || shape->numel() > 1 || (shape->numel() == 0 && numbers->size() != 1))
            return false;
        node.set(0, Operand::ofNumbers(*numbers, shape->numel() == 0));
        return true;
    }
    const bool scalar = node.rank(0) == 0;
    if ((op == "Unsqueeze") != scalar || numbers->size() != 1)
        return false;
    node.set(0, Operand::ofNumbers(*numbers, !scalar));
    return true;
}

bool convertProduct(NodeImport& node)
{
    const auto numbers = node.numbers(0);
    if (!numbers || numbers->empty())
        return false;
    Argument product = numbers->front();
    for (std::size_t i = 1; i < numbers->size(); ++i)
        product = node.call("aten::mul", "int", {product, (*numbers)[i]});
    node.set(0, Operand::ofNumbers({product}, node.integer("keepdims", 1) == 0));
    return true;
}

/// Comparisons are decided on the example, as a trace does. That no size is below one needs none.
bool convertComparison(NodeImport& node)
{
    const auto operands = aligned(node);
    if (!operands || operands->size() != 2)
        return false;
    const std::string& op = node.node().op;
    Arguments results;
    for (std::size_t i = 0; i < operands->front().size(); ++i) {
        const double left = node.exampleOf((*operands)[0][i]).toScalar().toDouble();
        const double right = node.exampleOf((*operands)[1][i]).toScalar().toDouble();
        const bool holds = op == "Equal" ? left == right
            : op == "Less"               ? left < right
            : op == "Greater"            ? left > right
            : op == "LessOrEqual"        ? left <= right
                                         : left >= right;
        const bool anySize = (left < 1) != (right < 1);
        if (!anySize && ((*operands)[0][i].isValue() || (*operands)[1][i].isValue()))
            node.addFinding("compares sizes of the input; the result is that of the example");
        results.push_back(constant(std::int64_t{holds}));
    }
    const Operand numbers = Operand::ofNumbers(std::move(results), resultIsScalar(node));
    node.set(constant(numbers.tensor.constant.toTensor().to(at::kBool)));
    return true;
}

bool convertWhere(NodeImport& node)
{
    const auto operands = aligned(node);
    if (!operands || operands->size() != 3 || !node.known(0))
        return false;
    Arguments results;
    for (std::size_t i = 0; i < operands->front().size(); ++i) {
        const bool first = (*operands)[0][i].constant.toInt() != 0;
        results.push_back((*operands)[first ? 1 : 2][i]);
    }
    node.set(0, Operand::ofNumbers(std::move(results), resultIsScalar(node)));
    return true;
}

} // namespace

bool convertNumbers(NodeImport& node)
{
    static const std::map<std::string, bool (*)(NodeImport&)> kConverters = {{"Add", convertBinary},
        {"Sub", convertBinary}, {"Mul", convertBinary}, {"Div", convertBinary},
        {"Mod", convertBinary}, {"Min", convertBinary}, {"Max", convertBinary},
        {"Sqrt", convertUnary}, {"Neg", convertUnary}, {"Floor", convertUnary},
        {"Ceil", convertUnary}, {"Cast", convertCast}, {"Gather", convertGather},
        {"Slice", convertSlice}, {"Concat", convertConcat}, {"Unsqueeze", convertShape},
        {"Squeeze", convertShape}, {"Reshape", convertShape}, {"ReduceProd", convertProduct},
        {"Equal", convertComparison}, {"Less", convertComparison}, {"Greater", convertComparison},
        {"LessOrEqual", convertComparison}, {"GreaterOrEqual", convertComparison},
        {"Where", convertWhere}};
    const auto found = kConverters.find(node.node().op);
    return found != kConverters.end() && found->second(node);
}

} // namespace pleat::io
