// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx/node_import.h"

namespace pleat::io {

namespace {

constexpr double kEpsilon = 1e-5; // the default of ONNX
constexpr double kInstanceMomentum = 0.1; // without running statistics it has no effect

void batchNorm(NodeImport& node)
{
    bool training = node.integer("training_mode", 0) != 0;
    for (std::size_t i = 1; i < node.node().outputs.size(); ++i)
        training |= node.wants(i);
    if (training)
        node.unsupported("BatchNormalization is in training mode",
            "export with training=torch.onnx.TrainingMode.EVAL");
    if (node.rank(0) < 2)
        node.unsupported("BatchNormalization of a tensor without channels");
    // ONNX keeps what PyTorch calls 1 - momentum.
    node.set(node.call("aten::batch_norm", "",
        {node.tensor(0), node.tensor(1), node.tensor(2), node.tensor(3), node.tensor(4),
            constant(false), constant(1 - node.number("momentum", 0.9)),
            constant(node.number("epsilon", kEpsilon)), constant(false)}));
}

void instanceNorm(NodeImport& node)
{
    node.set(node.call("aten::instance_norm", "",
        {node.tensor(0), node.tensor(1), node.tensor(2), none(), none(), constant(true),
            constant(kInstanceMomentum), constant(node.number("epsilon", kEpsilon)),
            constant(false)}));
}

void layerNorm(NodeImport& node)
{
    if (node.wants(1) || node.wants(2))
        node.unsupported("the mean or deviation of LayerNormalization is read");
    const Sizes shape = node.shape(0);
    const std::int64_t axis = node.axis(node.integer("axis", -1), node.rank(0));
    const Sizes normalised(shape.begin() + axis, shape.end());
    const double epsilon = node.number("epsilon", kEpsilon);
    const bool fits = node.shape(1) == normalised && (!node.has(2) || node.shape(2) == normalised);
    Argument made = node.call("aten::layer_norm", "",
        {node.tensor(0), constant(normalised), fits ? node.tensor(1) : none(),
            fits ? node.optionalTensor(2) : none(), constant(epsilon), constant(false)});
    if (!fits) { // scale and bias of another shape are broadcast
        made = node.call("aten::mul", "Tensor", {made, node.tensor(1)});
        if (node.has(2))
            made =
                node.call("aten::add", "Tensor", {made, node.tensor(2), constant(std::int64_t{1})});
    }
    node.set(std::move(made));
}

} // namespace

extern const OnnxFamily onnx_normalisation;
const OnnxFamily onnx_normalisation{{{"BatchNormalization", batchNorm},
    {"InstanceNormalization", instanceNorm}, {"LayerNormalization", layerNorm}}};

} // namespace pleat::io
