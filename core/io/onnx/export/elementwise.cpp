// SPDX-License-Identifier: GPL-3.0-or-later
// Arithmetic on tensors, and on numbers that are computed from sizes: operands take the type of the
// result, as ONNX wants them equal.
#include "core/io/onnx/node_export.h"

#include <cmath>
#include <map>

namespace pleat::io {

namespace {

/// The name of the second operand differs between overloads and operators.
const char* second(const NodeExport& node)
{
    for (const char* name : {"other", "b", "exponent"}) {
        if (node.has(name))
            return name;
    }
    node.unsupported("it has no second operand");
}

const char* first(const NodeExport& node)
{
    return node.has("self") ? "self" : node.has("input") ? "input" : "a";
}

bool isFloat(at::ScalarType type)
{
    return c10::isFloatingType(type);
}

void convertUnary(NodeExport& node)
{
    static const std::map<std::string, const char*> kOps = {{"aten::abs", "Abs"},
        {"aten::neg", "Neg"}, {"aten::exp", "Exp"}, {"aten::log", "Log"}, {"aten::sqrt", "Sqrt"},
        {"aten::sin", "Sin"}, {"aten::cos", "Cos"}, {"aten::erf", "Erf"}, {"aten::sign", "Sign"},
        {"aten::floor", "Floor"}, {"aten::ceil", "Ceil"}, {"aten::reciprocal", "Reciprocal"}};
    node.set(node.emit(kOps.at(node.op()), {node.tensor(first(node), node.result().type)}));
}

void convertRound(NodeExport& node)
{
    if (node.integer("decimals", 0) != 0)
        node.unsupported("digits behind the point");
    node.set(node.emit("Round", {node.tensor("self", node.result().type)}));
}

void convertRsqrt(NodeExport& node)
{
    const std::string x = node.tensor("self", node.result().type);
    node.set(node.emit("Reciprocal", {node.emit("Sqrt", {x})}));
}

void convertSquare(NodeExport& node)
{
    const std::string x = node.tensor("self", node.result().type);
    node.set(node.emit("Mul", {x, x}));
}

void convertTrunc(NodeExport& node)
{
    const std::string x = node.tensor("self");
    const std::string size = node.emit("Floor", {node.emit("Abs", {x})});
    node.set(node.emit("Mul", {node.emit("Sign", {x}), size}));
}

/// log1p, log2, log10 and expm1 in terms of Log and Exp.
void convertLogarithm(NodeExport& node)
{
    const at::ScalarType type = node.result().type;
    const std::string x = node.tensor("self", type);
    const std::string one = node.scalar(1, type);
    if (node.op() == "aten::expm1")
        return node.set(node.emit("Sub", {node.emit("Exp", {x}), one}));
    if (node.op() == "aten::log1p")
        return node.set(node.emit("Log", {node.emit("Add", {x, one})}));
    const double base = node.op() == "aten::log2" ? 2 : 10;
    node.set(node.emit("Div", {node.emit("Log", {x}), node.scalar(std::log(base), type)}));
}

void convertNot(NodeExport& node)
{
    if (node.op() == "aten::bitwise_not" && node.type("self") != at::kBool)
        node.unsupported("bits of integers");
    node.set(node.emit("Not", {node.tensor("self", at::kBool)}));
}

std::string timesAlpha(NodeExport& node, const std::string& x)
{
    const double alpha = node.number("alpha", 1);
    return alpha == 1 ? x : node.emit("Mul", {x, node.scalar(alpha, node.result().type)});
}

void requireNumbers(const NodeExport& node)
{
    if (node.result().type == at::kBool)
        node.unsupported("arithmetic on truth values");
}

void convertSum(NodeExport& node)
{
    requireNumbers(node);
    const at::ScalarType type = node.result().type;
    const std::string a = node.tensor(first(node), type), b = node.tensor(second(node), type);
    if (node.op() == "aten::add")
        return node.set(node.emit("Add", {a, timesAlpha(node, b)}));
    if (node.op() == "aten::sub")
        return node.set(node.emit("Sub", {a, timesAlpha(node, b)}));
    node.set(node.emit("Sub", {b, timesAlpha(node, a)})); // rsub
}

void convertProduct(NodeExport& node)
{
    const at::ScalarType type = node.result().type;
    const bool flags = type == at::kBool;
    node.set(node.emit(
        flags ? "And" : "Mul", {node.tensor(first(node), type), node.tensor(second(node), type)}));
}

/// Rounded towards minus infinity: ONNX's Mod of integers has the sign of the divisor, too.
std::string floorQuotient(
    NodeExport& node, const std::string& a, const std::string& b, at::ScalarType type)
{
    if (isFloat(type))
        return node.emit("Floor", {node.emit("Div", {a, b})});
    return node.emit("Div", {node.emit("Sub", {a, node.emit("Mod", {a, b})}), b});
}

void convertQuotient(NodeExport& node)
{
    const at::ScalarType type = node.result().type;
    const std::string a = node.tensor(first(node), type), b = node.tensor(second(node), type);
    const std::string mode = node.has("rounding_mode") ? node.text("rounding_mode") : "";
    const bool floors =
        mode == "floor" || node.op() == "aten::floor_divide" || node.op() == "aten::floordiv";
    if (floors)
        return node.set(floorQuotient(node, a, b, type));
    const std::string quotient = node.emit("Div", {a, b});
    if (mode != "trunc" || !isFloat(type))
        return node.set(quotient);
    const std::string size = node.emit("Floor", {node.emit("Abs", {quotient})});
    node.set(node.emit("Mul", {node.emit("Sign", {quotient}), size}));
}

void convertRemainder(NodeExport& node)
{
    const at::ScalarType type = node.result().type;
    const std::string a = node.tensor(first(node), type), b = node.tensor(second(node), type);
    if (node.op() == "aten::fmod")
        return node.set(node.emit("Mod", {a, b}, {{"fmod", 1}}));
    if (!isFloat(type))
        return node.set(node.emit("Mod", {a, b}));
    const std::string whole = floorQuotient(node, a, b, type);
    node.set(node.emit("Sub", {a, node.emit("Mul", {whole, b})}));
}

void convertPow(NodeExport& node)
{
    const at::ScalarType type = node.result().type;
    node.set(node.emit("Pow", {node.tensor("self", type), node.tensor("exponent", type)}));
}

void convertExtremum(NodeExport& node)
{
    const at::ScalarType type = node.result().type;
    node.set(node.emit(node.op() == "aten::maximum" ? "Max" : "Min",
        {node.tensor("self", type), node.tensor("other", type)}));
}

void convertComparison(NodeExport& node)
{
    static const std::map<std::string, const char*> kOps = {{"aten::eq", "Equal"},
        {"aten::ne", "Equal"}, {"aten::lt", "Less"}, {"aten::le", "LessOrEqual"},
        {"aten::gt", "Greater"}, {"aten::ge", "GreaterOrEqual"}};
    const at::ScalarType type = node.commonType(first(node), second(node));
    const std::string y = node.emit(
        kOps.at(node.op()), {node.tensor(first(node), type), node.tensor(second(node), type)});
    node.set(node.op() == "aten::ne" ? node.emit("Not", {y}) : y);
}

void convertLogic(NodeExport& node)
{
    static const std::map<std::string, const char*> kOps = {{"aten::logical_and", "And"},
        {"aten::logical_or", "Or"}, {"aten::logical_xor", "Xor"}, {"aten::bitwise_and", "And"},
        {"aten::bitwise_or", "Or"}, {"aten::bitwise_xor", "Xor"}, {"aten::__and__", "And"},
        {"aten::__or__", "Or"}, {"aten::__xor__", "Xor"}};
    if (node.result().type != at::kBool)
        node.unsupported("bits of integers");
    node.set(node.emit(kOps.at(node.op()),
        {node.tensor(first(node), at::kBool), node.tensor(second(node), at::kBool)}));
}

void convertWhere(NodeExport& node)
{
    if (!node.has("self"))
        node.unsupported("positions instead of a choice");
    const at::ScalarType type = node.result().type;
    node.set(node.emit("Where",
        {node.tensor("condition", at::kBool), node.tensor("self", type),
            node.tensor("other", type)}));
}

void convertMaskedFill(NodeExport& node)
{
    const at::ScalarType type = node.result().type;
    node.set(node.emit("Where",
        {node.tensor("mask", at::kBool), node.tensor("value", type), node.tensor("self", type)}));
}

void convertAddProduct(NodeExport& node)
{
    const at::ScalarType type = node.result().type;
    std::string y = node.emit(node.op() == "aten::addcmul" ? "Mul" : "Div",
        {node.tensor("tensor1", type), node.tensor("tensor2", type)});
    if (node.number("value") != 1)
        y = node.emit("Mul", {y, node.tensor("value", type)});
    node.set(node.emit("Add", {node.tensor("self", type), y}));
}

void convertLerp(NodeExport& node)
{
    const at::ScalarType type = node.result().type;
    const std::string a = node.tensor("self", type);
    const std::string way = node.emit("Sub", {node.tensor("end", type), a});
    node.set(node.emit("Add", {a, node.emit("Mul", {way, node.tensor("weight", type)})}));
}

/// The same values, perhaps in another type.
void convertSame(NodeExport& node)
{
    if (node.flag("train") && node.number("p", 0) != 0)
        node.unsupported("dropout in training mode");
    const at::ScalarType type = node.result().type;
    node.set(node.tensor(first(node), type));
}

} // namespace

extern const OnnxExportFamily onnxExport_elementwise;
const OnnxExportFamily onnxExport_elementwise{{{"aten::abs", convertUnary},
    {"aten::neg", convertUnary}, {"aten::exp", convertUnary}, {"aten::log", convertUnary},
    {"aten::sqrt", convertUnary}, {"aten::sin", convertUnary}, {"aten::cos", convertUnary},
    {"aten::erf", convertUnary}, {"aten::sign", convertUnary}, {"aten::floor", convertUnary},
    {"aten::ceil", convertUnary}, {"aten::reciprocal", convertUnary}, {"aten::round", convertRound},
    {"aten::rsqrt", convertRsqrt}, {"aten::square", convertSquare}, {"aten::trunc", convertTrunc},
    {"aten::log1p", convertLogarithm}, {"aten::log2", convertLogarithm},
    {"aten::log10", convertLogarithm}, {"aten::expm1", convertLogarithm},
    {"aten::logical_not", convertNot}, {"aten::bitwise_not", convertNot},
    {"aten::__not__", convertNot}, {"aten::add", convertSum}, {"aten::sub", convertSum},
    {"aten::rsub", convertSum}, {"aten::mul", convertProduct}, {"aten::div", convertQuotient},
    {"aten::true_divide", convertQuotient}, {"aten::floor_divide", convertQuotient},
    {"aten::floordiv", convertQuotient}, {"aten::fmod", convertRemainder},
    {"aten::remainder", convertRemainder}, {"aten::pow", convertPow},
    {"aten::maximum", convertExtremum}, {"aten::minimum", convertExtremum},
    {"aten::eq", convertComparison}, {"aten::ne", convertComparison},
    {"aten::lt", convertComparison}, {"aten::le", convertComparison},
    {"aten::gt", convertComparison}, {"aten::ge", convertComparison},
    {"aten::logical_and", convertLogic}, {"aten::logical_or", convertLogic},
    {"aten::logical_xor", convertLogic}, {"aten::bitwise_and", convertLogic},
    {"aten::bitwise_or", convertLogic}, {"aten::bitwise_xor", convertLogic},
    {"aten::__and__", convertLogic}, {"aten::__or__", convertLogic},
    {"aten::__xor__", convertLogic}, {"aten::where", convertWhere},
    {"aten::masked_fill", convertMaskedFill}, {"aten::addcmul", convertAddProduct},
    {"aten::addcdiv", convertAddProduct}, {"aten::lerp", convertLerp},
    {"aten::contiguous", convertSame}, {"aten::clone", convertSame}, {"aten::detach", convertSame},
    {"aten::alias", convertSame}, {"aten::to", convertSame}, {"aten::_to_copy", convertSame},
    {"aten::type_as", convertSame}, {"aten::float", convertSame}, {"aten::dropout", convertSame},
    {"aten::feature_dropout", convertSame}, {"aten::alpha_dropout", convertSame},
    {"aten::lift_fresh", convertSame}, {"prim::NumToTensor", convertSame},
    {"aten::Int", convertSame}, {"aten::Float", convertSame}, {"aten::Bool", convertSame},
    {"aten::ScalarImplicit", convertSame}, {"aten::IntImplicit", convertSame},
    {"aten::FloatImplicit", convertSame}}};

} // namespace pleat::io
