// SPDX-License-Identifier: GPL-3.0-or-later
// Operators of two or more tensors that work element by element with broadcasting.
#include "core/io/onnx/node_import.h"

#include <map>

namespace pleat::io {

namespace {

Argument one()
{
    return constant(std::int64_t{1});
}

Argument sum(NodeImport& node, const Argument& left, const Argument& right)
{
    return node.call("aten::add", "Tensor", {left, right, one()});
}

void difference(NodeImport& node)
{
    node.set(node.call("aten::sub", "Tensor", {node.tensor(0), node.tensor(1), one()}));
}

/// Sum, Max and Min take any number of tensors.
void chain(NodeImport& node)
{
    const std::string& op = node.node().op;
    Argument made = node.tensor(0);
    for (std::size_t i = 1; i < node.count(); ++i) {
        if (op == "Max" || op == "Min")
            made = node.call(
                op == "Max" ? "aten::maximum" : "aten::minimum", "", {made, node.tensor(i)});
        else
            made = sum(node, made, node.tensor(i));
    }
    if (op == "Mean")
        made =
            node.call("aten::div", "Scalar", {made, constant(static_cast<double>(node.count()))});
    node.set(std::move(made));
}

/// The smallest integer divided by -1 has no result, and traps.
void checkDivisor(NodeImport& node)
{
    const auto divisor = node.known(1);
    if (divisor && !divisor->is_floating_point() && divisor->numel() > 0
        && divisor->min().item().toLong() < 1)
        node.unsupported("integers are divided by a number below 1");
}

void quotient(NodeImport& node)
{
    checkDivisor(node);
    const Argument left = node.tensor(0);
    const Argument right = node.tensor(1);
    if (c10::isFloatingType(node.typeOf(left)) || c10::isFloatingType(node.typeOf(right)))
        node.set(node.call("aten::div", "Tensor", {left, right}));
    else
        node.set(
            node.call("aten::div", "Tensor_mode", {left, right, constant(std::string("trunc"))}));
}

void power(NodeImport& node)
{
    const auto exponent = node.known(1);
    if (exponent && exponent->numel() == 1 && exponent->dim() == 0)
        node.set(node.call("aten::pow", "Tensor_Scalar",
            {node.tensor(0), constant(exponent->item().to<double>())}));
    else
        node.set(node.call("aten::pow", "Tensor_Tensor", {node.tensor(0), node.tensor(1)}));
}

void modulo(NodeImport& node)
{
    checkDivisor(node);
    const bool ofDividend = node.integer("fmod", 0) != 0; // the sign that the result takes
    node.set(node.call(
        ofDividend ? "aten::fmod" : "aten::remainder", "Tensor", {node.tensor(0), node.tensor(1)}));
}

void simple(NodeImport& node)
{
    struct Names
    {
        const char* name;
        const char* overload;
    };
    static const std::map<std::string, Names> kNames = {
        {"Mul", {"aten::mul", "Tensor"}},
        {"And", {"aten::logical_and", ""}},
        {"Or", {"aten::logical_or", ""}},
        {"Xor", {"aten::logical_xor", ""}},
        {"Equal", {"aten::eq", "Tensor"}},
        {"Greater", {"aten::gt", "Tensor"}},
        {"GreaterOrEqual", {"aten::ge", "Tensor"}},
        {"Less", {"aten::lt", "Tensor"}},
        {"LessOrEqual", {"aten::le", "Tensor"}},
    };
    const Names& names = kNames.at(node.node().op);
    node.set(node.call(names.name, names.overload, {node.tensor(0), node.tensor(1)}));
}

void where(NodeImport& node)
{
    node.set(node.call("aten::where", "self", {node.tensor(0), node.tensor(1), node.tensor(2)}));
}

} // namespace

extern const OnnxFamily onnx_elementwise;
const OnnxFamily onnx_elementwise{
    {{"Add", chain}, {"Sum", chain}, {"Mean", chain}, {"Max", chain}, {"Min", chain},
        {"Sub", difference}, {"Div", quotient}, {"Pow", power}, {"Mod", modulo}, {"Mul", simple},
        {"And", simple}, {"Or", simple}, {"Xor", simple}, {"Equal", simple}, {"Greater", simple},
        {"GreaterOrEqual", simple}, {"Less", simple}, {"LessOrEqual", simple}, {"Where", where}}};

} // namespace pleat::io
