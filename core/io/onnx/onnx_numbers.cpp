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

struct Aligned
{
    std::vector<Arguments> numbers; ///< per operand, equally long
    Sizes shape;
};

/// Operands of an operator that works number by number; single ones are repeated.
std::optional<Aligned> aligned(NodeImport& node)
{
    Aligned result;
    std::size_t length = 1;
    for (std::size_t i = 0; i < node.count(); ++i) {
        auto numbers = node.numbers(i);
        if (!numbers || numbers->empty())
            return std::nullopt;
        if (numbers->size() != 1 || node.shape(i).size() > result.shape.size())
            result.shape = node.shape(i);
        length = std::max(length, numbers->size());
        result.numbers.push_back(std::move(*numbers));
    }
    for (std::size_t i = 0; i < node.count(); ++i) {
        Arguments& operand = result.numbers[i];
        if (operand.size() == 1)
            operand.resize(length, Argument(operand.front()));
        else if (node.shape(i) != result.shape)
            return std::nullopt;
    }
    return result;
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
    const auto lists = aligned(node);
    if (!names || !lists || lists->numbers.size() != 2)
        return false;
    const bool divides = node.node().op == "Div" || node.node().op == "Mod";
    Arguments results;
    for (std::size_t i = 0; i < lists->numbers.front().size(); ++i) {
        Argument left = lists->numbers[0][i];
        Argument right = lists->numbers[1][i];
        const bool fractions = isFraction(node, left) || isFraction(node, right);
        if (fractions && !names->fractions)
            return false;
        if (divides && !fractions && node.exampleOf(right).toInt() < 1)
            node.unsupported("sizes are divided by a number below 1");
        if (fractions)
            results.push_back(node.call(names->fractions, names->fractionsOverload,
                {asFraction(node, left), asFraction(node, right)}));
        else
            results.push_back(node.call(names->integers, names->integersOverload, {left, right}));
    }
    node.set(0, Operand::ofNumbers(std::move(results), lists->shape));
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
    node.set(0, Operand::ofNumbers(std::move(results), node.shape(0)));
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
    node.set(0, Operand::ofNumbers(std::move(results), node.shape(0)));
    return true;
}

bool convertProduct(NodeImport& node)
{
    const auto numbers = node.numbers(0);
    if (!numbers || numbers->empty() || node.rank(0) != 1)
        return false;
    Argument product = numbers->front();
    for (std::size_t i = 1; i < numbers->size(); ++i)
        product = node.call("aten::mul", "int", {product, (*numbers)[i]});
    node.set(
        0, Operand::ofNumbers({product}, node.integer("keepdims", 1) == 0 ? Sizes() : Sizes{1}));
    return true;
}

/// Comparisons are decided on the example, as a trace does. That no size is below one needs none.
bool convertComparison(NodeImport& node)
{
    const auto lists = aligned(node);
    if (!lists || lists->numbers.size() != 2)
        return false;
    const std::string& op = node.node().op;
    Arguments results;
    for (std::size_t i = 0; i < lists->numbers.front().size(); ++i) {
        const double left = node.exampleOf(lists->numbers[0][i]).toScalar().toDouble();
        const double right = node.exampleOf(lists->numbers[1][i]).toScalar().toDouble();
        const bool holds = op == "Equal" ? left == right
            : op == "Less"               ? left < right
            : op == "Greater"            ? left > right
            : op == "LessOrEqual"        ? left <= right
                                         : left >= right;
        const bool anySize = (left < 1) != (right < 1);
        if (!anySize && (lists->numbers[0][i].isValue() || lists->numbers[1][i].isValue()))
            node.addFinding("compares sizes of the input; the result is that of the example");
        results.push_back(constant(std::int64_t{holds}));
    }
    const Operand numbers = Operand::ofNumbers(std::move(results), lists->shape);
    node.set(constant(numbers.tensor.constant.toTensor().to(at::kBool)));
    return true;
}

bool convertWhere(NodeImport& node)
{
    const auto lists = aligned(node);
    if (!lists || lists->numbers.size() != 3 || !node.known(0))
        return false;
    Arguments results;
    for (std::size_t i = 0; i < lists->numbers.front().size(); ++i) {
        const bool first = lists->numbers[0][i].constant.toInt() != 0;
        results.push_back(lists->numbers[first ? 1 : 2][i]);
    }
    node.set(0, Operand::ofNumbers(std::move(results), lists->shape));
    return true;
}

} // namespace

bool convertNumbers(NodeImport& node)
{
    static const std::map<std::string, bool (*)(NodeImport&)> kConverters = {{"Add", convertBinary},
        {"Sub", convertBinary}, {"Mul", convertBinary}, {"Div", convertBinary},
        {"Mod", convertBinary}, {"Min", convertBinary}, {"Max", convertBinary},
        {"Sqrt", convertUnary}, {"Neg", convertUnary}, {"Floor", convertUnary},
        {"Ceil", convertUnary}, {"Cast", convertCast}, {"ReduceProd", convertProduct},
        {"Equal", convertComparison}, {"Less", convertComparison}, {"Greater", convertComparison},
        {"LessOrEqual", convertComparison}, {"GreaterOrEqual", convertComparison},
        {"Where", convertWhere}};
    const auto found = kConverters.find(node.node().op);
    return found != kConverters.end() && found->second(node);
}

} // namespace pleat::io
