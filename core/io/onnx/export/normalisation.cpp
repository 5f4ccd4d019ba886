// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx/node_export.h"

#include <numeric>

namespace pleat::io {

namespace {

float epsilon(const NodeExport& node)
{
    return static_cast<float>(node.number("eps"));
}

/// A weight or bias of `count` channels; `value` for each where there is none.
std::string perChannel(NodeExport& node, const char* argument, std::int64_t count, double value)
{
    return node.has(argument) ? node.tensor(argument)
                              : node.filled(count, value, node.result().type);
}

std::string withRunningStatistics(NodeExport& node)
{
    const std::int64_t channels = node.shape("input").at(1);
    return node.emit("BatchNormalization",
        {node.tensor("input"), perChannel(node, "weight", channels, 1),
            perChannel(node, "bias", channels, 0), node.tensor("running_mean"),
            node.tensor("running_var")},
        {{"epsilon", epsilon(node)}});
}

void convertBatchNorm(NodeExport& node)
{
    if (node.flag("training") || !node.has("running_mean"))
        node.unsupported("it takes its statistics from the batch, not from training");
    node.set(withRunningStatistics(node));
}

void convertInstanceNorm(NodeExport& node)
{
    if (!node.flag("use_input_stats"))
        return node.set(withRunningStatistics(node));
    const std::int64_t channels = node.shape("input").at(1);
    node.set(node.emit("InstanceNormalization",
        {node.tensor("input"), perChannel(node, "weight", channels, 1),
            perChannel(node, "bias", channels, 0)},
        {{"epsilon", epsilon(node)}}));
}

void convertLayerNorm(NodeExport& node)
{
    const Sizes normalised = node.integers("normalized_shape");
    std::string scale;
    if (node.has("weight")) {
        scale = node.tensor("weight");
    } else {
        const std::int64_t count = std::accumulate(
            normalised.begin(), normalised.end(), std::int64_t{1}, std::multiplies<>());
        scale = node.emit(
            "Reshape", {node.filled(count, 1, node.result().type), node.list(normalised)});
    }
    node.set(
        node.emit("LayerNormalization", {node.tensor("input"), scale, node.optionalTensor("bias")},
            {{"axis", -static_cast<std::int64_t>(normalised.size())}, {"epsilon", epsilon(node)}}));
}

/// [C] beside [N, C, ...]: axes of size 1 behind the channels.
std::string besideChannels(NodeExport& node, const char* argument)
{
    Sizes axes(static_cast<std::size_t>(node.rank("input") - 2));
    std::iota(axes.begin(), axes.end(), 1);
    return node.unsqueeze(node.tensor(argument), axes);
}

/// Each group is one channel of an InstanceNormalization; ONNX has no group norm before opset 18.
void convertGroupNorm(NodeExport& node)
{
    const std::int64_t groups = node.integer("num_groups");
    const at::ScalarType type = node.result().type;
    const std::string grouped =
        node.emit("Reshape", {node.tensor("input"), node.list(Sizes{0, groups, -1})});
    std::string y = node.emit("InstanceNormalization",
        {grouped, node.filled(groups, 1, type), node.filled(groups, 0, type)},
        {{"epsilon", epsilon(node)}});
    y = node.reshape(y, node.facts("input"), node.result());
    if (node.has("weight"))
        y = node.emit("Mul", {y, besideChannels(node, "weight")});
    if (node.has("bias"))
        y = node.emit("Add", {y, besideChannels(node, "bias")});
    node.set(y);
}

} // namespace

extern const OnnxExportFamily onnxExport_normalisation;
const OnnxExportFamily onnxExport_normalisation{
    {{"aten::batch_norm", convertBatchNorm}, {"aten::instance_norm", convertInstanceNorm},
        {"aten::layer_norm", convertLayerNorm}, {"aten::group_norm", convertGroupNorm}}};

} // namespace pleat::io
