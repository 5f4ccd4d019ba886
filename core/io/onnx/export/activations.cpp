// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx/node_export.h"

#include <cmath>
#include <numbers>
#include <numeric>

namespace pleat::io {

namespace {

std::string scalar(NodeExport& node, double value)
{
    return node.scalar(value, node.result().type);
}

std::string input(NodeExport& node)
{
    return node.tensor("self", node.result().type);
}

/// An operator of ONNX with the same meaning and no options.
template <const char* kOp>
void convertTo(NodeExport& node)
{
    node.set(node.emit(kOp, {input(node)}));
}
constexpr char kRelu[] = "Relu", kSelu[] = "Selu", kSigmoid[] = "Sigmoid", kTanh[] = "Tanh",
               kHardSwish[] = "HardSwish";

std::string clipped(NodeExport& node, const std::string& x, const char* low, const char* high)
{
    const at::ScalarType type = node.result().type;
    return node.emit("Clip",
        {x, node.has(low) ? node.tensor(low, type) : "",
            node.has(high) ? node.tensor(high, type) : ""});
}

void convertRelu6(NodeExport& node)
{
    node.set(node.emit("Clip", {input(node), scalar(node, 0), scalar(node, 6)}));
}

void convertHardtanh(NodeExport& node)
{
    node.set(clipped(node, input(node), "min_val", "max_val"));
}

/// Bounds may be tensors with axes, which Clip refuses.
void convertClamp(NodeExport& node)
{
    if (node.overload() != "Tensor")
        return node.set(clipped(node, input(node), "min", "max"));
    std::string y = input(node);
    if (node.has("min"))
        y = node.emit("Max", {y, node.tensor("min", node.result().type)});
    if (node.has("max"))
        y = node.emit("Min", {y, node.tensor("max", node.result().type)});
    node.set(y);
}

void convertLeakyRelu(NodeExport& node)
{
    const double slope = node.op() == "aten::leaky_relu"
        ? node.number("negative_slope")
        : (node.number("lower") + node.number("upper")) / 2; // rrelu
    if (node.flag("training"))
        node.unsupported("it draws random slopes in training mode");
    node.set(node.emit("LeakyRelu", {input(node)}, {{"alpha", static_cast<float>(slope)}}));
}

/// [C] slopes stand beside axis 1.
void convertPrelu(NodeExport& node)
{
    std::string slopes = node.tensor("weight");
    if (node.shape("weight") != Sizes{1} && node.rank("weight") == 1 && node.rank("self") > 2) {
        Sizes axes(static_cast<std::size_t>(node.rank("self") - 2));
        std::iota(axes.begin(), axes.end(), 1);
        slopes = node.unsqueeze(slopes, axes);
    }
    node.set(node.emit("PRelu", {input(node), slopes}));
}

void convertElu(NodeExport& node)
{
    const double scale = node.number("scale", 1);
    const double inputScale = node.number("input_scale", 1);
    if (inputScale != 1)
        node.unsupported("an input scale other than 1");
    const std::string y =
        node.emit("Elu", {input(node)}, {{"alpha", static_cast<float>(node.number("alpha"))}});
    node.set(scale == 1 ? y : node.emit("Mul", {y, scalar(node, scale)}));
}

void convertCelu(NodeExport& node)
{
    node.set(
        node.emit("Celu", {input(node)}, {{"alpha", static_cast<float>(node.number("alpha"))}}));
}

/// x/2 * (1 + erf(x / sqrt 2)), or its approximation x/2 * (1 + tanh(sqrt(2/pi) (x + c x^3))).
void convertGelu(NodeExport& node)
{
    const std::string x = input(node);
    std::string y;
    if (node.has("approximate") && node.text("approximate") == "tanh") {
        const std::string cube = node.emit("Mul", {node.emit("Mul", {x, x}), x});
        const std::string inner =
            node.emit("Add", {x, node.emit("Mul", {cube, scalar(node, 0.044715)})});
        const double factor = std::sqrt(2 / std::numbers::pi);
        y = node.emit("Tanh", {node.emit("Mul", {inner, scalar(node, factor)})});
    } else {
        y = node.emit("Erf", {node.emit("Div", {x, scalar(node, std::numbers::sqrt2)})});
    }
    const std::string twice = node.emit("Mul", {x, node.emit("Add", {y, scalar(node, 1)})});
    node.set(node.emit("Mul", {twice, scalar(node, 0.5)}));
}

void convertSilu(NodeExport& node)
{
    const std::string x = input(node);
    node.set(node.emit("Mul", {x, node.emit("Sigmoid", {x})}));
}

void convertMish(NodeExport& node)
{
    const std::string x = input(node);
    node.set(node.emit("Mul", {x, node.emit("Tanh", {node.emit("Softplus", {x})})}));
}

void convertLogSigmoid(NodeExport& node)
{
    node.set(node.emit("Neg", {node.emit("Softplus", {node.emit("Neg", {input(node)})})}));
}

void convertHardSigmoid(NodeExport& node)
{
    node.set(node.emit("HardSigmoid", {input(node)}, {{"alpha", 1.0f / 6}, {"beta", 0.5f}}));
}

/// Above the threshold, where PyTorch takes x itself, the two differ by exp(-threshold) / beta.
void convertSoftplus(NodeExport& node)
{
    constexpr double kHarmless = 16;
    const double beta = node.number("beta"), threshold = node.number("threshold");
    const std::string x = input(node);
    const std::string scaled = beta == 1 ? x : node.emit("Mul", {x, scalar(node, beta)});
    std::string y = node.emit("Softplus", {scaled});
    if (beta != 1)
        y = node.emit("Div", {y, scalar(node, beta)});
    if (threshold < kHarmless)
        y = node.emit("Where", {node.emit("Greater", {scaled, scalar(node, threshold)}), x, y});
    node.set(y);
}

/// What lies between the borders is zero.
void convertHardshrink(NodeExport& node)
{
    const std::string x = input(node);
    const std::string far =
        node.emit("Greater", {node.emit("Abs", {x}), scalar(node, node.number("lambd"))});
    node.set(node.emit("Where", {far, x, scalar(node, 0)}));
}

/// x less what is left of it between the borders.
void convertSoftshrink(NodeExport& node)
{
    const std::string x = input(node);
    const double border = node.number("lambd");
    node.set(
        node.emit("Sub", {x, node.emit("Clip", {x, scalar(node, -border), scalar(node, border)})}));
}

void convertThreshold(NodeExport& node)
{
    const std::string x = input(node);
    const std::string above =
        node.emit("Greater", {x, node.tensor("threshold", node.result().type)});
    node.set(node.emit("Where", {above, x, node.tensor("value", node.result().type)}));
}

void convertGlu(NodeExport& node)
{
    const std::int64_t axis = node.axis("dim", node.rank("self"));
    const Names halves = node.emitMany("Split", {input(node)}, {{"axis", axis}}, 2);
    node.set(node.emit("Mul", {halves[0], node.emit("Sigmoid", {halves[1]})}));
}

void convertSoftmax(NodeExport& node)
{
    const bool log = node.op().find("log_softmax") != node.op().npos;
    const std::int64_t axis = node.axis("dim", std::max<std::int64_t>(node.rank("self"), 1));
    node.set(node.emit(log ? "LogSoftmax" : "Softmax", {input(node)}, {{"axis", axis}}));
}

} // namespace

extern const OnnxExportFamily onnxExport_activations;
const OnnxExportFamily onnxExport_activations{{{"aten::relu", convertTo<kRelu>},
    {"aten::relu6", convertRelu6}, {"aten::hardtanh", convertHardtanh},
    {"aten::clamp", convertClamp}, {"aten::clamp_min", convertClamp},
    {"aten::clamp_max", convertClamp}, {"aten::leaky_relu", convertLeakyRelu},
    {"aten::rrelu", convertLeakyRelu}, {"aten::prelu", convertPrelu}, {"aten::elu", convertElu},
    {"aten::celu", convertCelu}, {"aten::selu", convertTo<kSelu>}, {"aten::gelu", convertGelu},
    {"aten::silu", convertSilu}, {"aten::mish", convertMish},
    {"aten::sigmoid", convertTo<kSigmoid>}, {"aten::tanh", convertTo<kTanh>},
    {"aten::log_sigmoid", convertLogSigmoid}, {"aten::hardsigmoid", convertHardSigmoid},
    {"aten::hardswish", convertTo<kHardSwish>}, {"aten::softplus", convertSoftplus},
    {"aten::hardshrink", convertHardshrink}, {"aten::softshrink", convertSoftshrink},
    {"aten::threshold", convertThreshold}, {"aten::glu", convertGlu},
    {"aten::softmax", convertSoftmax}, {"aten::_softmax", convertSoftmax},
    {"aten::log_softmax", convertSoftmax}, {"aten::_log_softmax", convertSoftmax}}};

} // namespace pleat::io
