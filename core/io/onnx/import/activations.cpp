// SPDX-License-Identifier: GPL-3.0-or-later
// Operators of one tensor that work element by element, and softmax.
#include "core/io/onnx/node_import.h"

#include <cmath>
#include <limits>
#include <map>

namespace pleat::io {

namespace {

constexpr double kRelu6 = 6;

void plain(NodeImport& node)
{
    static const std::map<std::string, const char*> kNames = {{"Relu", "aten::relu"},
        {"Sigmoid", "aten::sigmoid"}, {"Tanh", "aten::tanh"}, {"Exp", "aten::exp"},
        {"Log", "aten::log"}, {"Sqrt", "aten::sqrt"}, {"Neg", "aten::neg"}, {"Abs", "aten::abs"},
        {"Reciprocal", "aten::reciprocal"}, {"Floor", "aten::floor"}, {"Ceil", "aten::ceil"},
        {"Round", "aten::round"}, {"Sign", "aten::sign"}, {"Erf", "aten::erf"},
        {"Sin", "aten::sin"}, {"Cos", "aten::cos"}, {"Not", "aten::logical_not"},
        {"HardSwish", "aten::hardswish"}};
    node.set(node.call(kNames.at(node.node().op), "", {node.tensor(0)}));
}

void leakyRelu(NodeImport& node)
{
    node.set(
        node.call("aten::leaky_relu", "", {node.tensor(0), constant(node.number("alpha", 0.01))}));
}

void elu(NodeImport& node)
{
    node.set(node.call("aten::elu", "",
        {node.tensor(0), constant(node.number("alpha", 1)), constant(1.0), constant(1.0)}));
}

void selu(NodeImport& node)
{
    node.set(node.call("aten::elu", "",
        {node.tensor(0), constant(node.number("alpha", 1.67326319217681884765625)),
            constant(node.number("gamma", 1.05070102214813232421875)), constant(1.0)}));
}

void celu(NodeImport& node)
{
    node.set(node.call("aten::celu", "", {node.tensor(0), constant(node.number("alpha", 1))}));
}

void softplus(NodeImport& node)
{
    const double threshold = 20; // above it, float32 knows no difference from x
    node.set(node.call("aten::softplus", "", {node.tensor(0), constant(1.0), constant(threshold)}));
}

void softsign(NodeImport& node)
{
    const Argument size = node.call("aten::abs", "", {node.tensor(0)});
    const Argument below =
        node.call("aten::add", "Scalar", {size, constant(1.0), constant(std::int64_t{1})});
    node.set(node.call("aten::div", "Tensor", {node.tensor(0), below}));
}

void hardSigmoid(NodeImport& node)
{
    const double alpha = node.number("alpha", 0.2);
    const double beta = node.number("beta", 0.5);
    if (std::abs(alpha - 1.0 / 6) < 1e-6 && beta == 0.5)
        return node.set(node.call("aten::hardsigmoid", "", {node.tensor(0)}));
    const Argument scaled = node.call("aten::mul", "Scalar", {node.tensor(0), constant(alpha)});
    const Argument moved =
        node.call("aten::add", "Scalar", {scaled, constant(beta), constant(std::int64_t{1})});
    node.set(node.call("aten::clamp", "", {moved, constant(0.0), constant(1.0)}));
}

void clip(NodeImport& node)
{
    const double infinity = std::numeric_limits<double>::infinity();
    // Bounds of integers stay integers: fractional ones would make the result fractional.
    const bool integers = c10::isIntegralType(node.typeOf(node.tensor(0)), false);
    if (integers || (node.has(1) && !node.known(1)) || (node.has(2) && !node.known(2)))
        return node.set(node.call("aten::clamp", "Tensor",
            {node.tensor(0), node.optionalTensor(1), node.optionalTensor(2)}));
    const double low = node.knownNumber(1, "min", -infinity);
    const double high = node.knownNumber(2, "max", infinity);
    const Argument input = node.tensor(0);
    if (low == 0 && high == kRelu6)
        node.set(node.call("aten::hardtanh", "", {input, constant(low), constant(high)}));
    else if (!std::isfinite(low) && !std::isfinite(high))
        node.set(input);
    else
        node.set(node.call("aten::clamp", "",
            {input, std::isfinite(low) ? constant(low) : none(),
                std::isfinite(high) ? constant(high) : none()}));
}

/// Slopes are broadcast in ONNX; ATen takes one, or one per channel.
void prelu(NodeImport& node)
{
    const Sizes slopes = node.shape(1);
    std::int64_t count = 1;
    for (std::int64_t size : slopes)
        count *= size;
    const std::int64_t rank = node.rank(0);
    const auto channelAxis = static_cast<std::int64_t>(slopes.size()) - (rank - 1);
    const bool perChannel = rank >= 2 && channelAxis >= 0
        && slopes[static_cast<std::size_t>(channelAxis)] == node.shape(0)[1]
        && count == node.shape(0)[1];
    if (count != 1 && !perChannel)
        node.unsupported("PRelu with slopes that are not one per channel");
    Argument slope = node.tensor(1);
    if (slopes.size() != 1)
        slope = node.call("aten::reshape", "", {slope, constant(Sizes{count})});
    node.set(node.call("aten::prelu", "", {node.tensor(0), slope}));
}

/// Before opset 13 it went over all axes from `axis` on, laid flat.
void softmax(NodeImport& node)
{
    const bool flat = node.opset() < 13;
    const std::int64_t rank = node.rank(0);
    const std::int64_t axis = node.axis(node.integer("axis", flat ? 1 : -1), rank);
    const char* op = node.node().op == "Softmax" ? "aten::softmax" : "aten::log_softmax";
    const Argument input = node.tensor(0);
    if (!flat || axis == rank - 1)
        return node.set(node.call(op, "int", {input, constant(axis), none()}));
    const Argument joint = node.call(
        "aten::flatten", "using_ints", {input, constant(axis), constant(std::int64_t{-1})});
    const Argument made = node.call(op, "int", {joint, constant(axis), none()});
    Arguments shape;
    for (std::int64_t i = 0; i < rank; ++i)
        shape.push_back(node.size(0, i));
    node.set(node.call("aten::reshape", "", {made, intList(std::move(shape))}));
}

void same(NodeImport& node)
{
    node.set(0, node.operand(0));
}

/// In training mode with the rate 0, as some networks call it, it is idle too.
void dropout(NodeImport& node)
{
    const auto training = node.has(2) ? node.known(2) : std::nullopt;
    const bool drops = node.has(2) && (!training || training->any().item().toBool());
    if (drops && node.knownNumber(1, "ratio", 0.5) != 0)
        node.unsupported(
            "Dropout is in training mode", "export with training=torch.onnx.TrainingMode.EVAL");
    same(node);
}

} // namespace

extern const OnnxFamily onnx_activations;
const OnnxFamily onnx_activations{{{"Relu", plain}, {"Sigmoid", plain}, {"Tanh", plain},
    {"Exp", plain}, {"Log", plain}, {"Sqrt", plain}, {"Neg", plain}, {"Abs", plain},
    {"Reciprocal", plain}, {"Floor", plain}, {"Ceil", plain}, {"Round", plain}, {"Sign", plain},
    {"Erf", plain}, {"Sin", plain}, {"Cos", plain}, {"Not", plain}, {"HardSwish", plain},
    {"LeakyRelu", leakyRelu}, {"Elu", elu}, {"Selu", selu}, {"Celu", celu}, {"Softplus", softplus},
    {"Softsign", softsign}, {"HardSigmoid", hardSigmoid}, {"Clip", clip}, {"PRelu", prelu},
    {"Softmax", softmax}, {"LogSoftmax", softmax}, {"Identity", same}, {"Dropout", dropout}}};

} // namespace pleat::io
