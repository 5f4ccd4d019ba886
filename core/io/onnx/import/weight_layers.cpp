// SPDX-License-Identifier: GPL-3.0-or-later
// Convolutions.
#include "core/io/onnx/window.h"

namespace pleat::io {

namespace {

Sizes kernelOf(NodeImport& node)
{
    const Sizes weight = node.shape(1);
    if (weight.size() < 3)
        node.damaged("the weight has " + std::to_string(weight.size()) + " axes");
    return {weight.begin() + 2, weight.end()};
}

void convolution(NodeImport& node)
{
    Window window = windowOf(node, kernelOf(node));
    Argument input = node.tensor(0);
    if (!window.symmetric()) {
        input = padded(node, input, window.begin, window.end, 0);
        window.begin.assign(window.axes(), 0);
    }
    const std::string op = forAxes(node, "aten::conv", window.axes());
    node.set(node.call(op.c_str(), "",
        {input, node.tensor(1), node.optionalTensor(2), constant(window.strides),
            constant(window.begin), constant(window.dilations),
            constant(node.integer("group", 1))}));
}

/// The padding that gives the output the size that is asked for.
void padForOutput(NodeImport& node, Window& window, const Sizes& added)
{
    Sizes wanted = node.integers("output_shape");
    const std::string kind = node.text("auto_pad", "NOTSET");
    const bool same = kind == "SAME_UPPER" || kind == "SAME_LOWER";
    if (wanted.empty() && !same)
        return;
    const Sizes shape = node.shape(0);
    if (!wanted.empty() && wanted.size() < window.axes())
        node.damaged("output_shape is too short");
    wanted.erase(wanted.begin(),
        wanted.end() - static_cast<std::ptrdiff_t>(wanted.empty() ? 0 : window.axes()));
    for (std::size_t i = 0; i < window.axes(); ++i) {
        const std::int64_t in = shape[2 + i];
        const std::int64_t size = wanted.empty() ? in * window.strides[i] : wanted[i];
        const std::int64_t full = window.strides[i] * (in - 1) + added[i]
            + (window.kernel[i] - 1) * window.dilations[i] + 1;
        if (size < 1 || size > full)
            node.unsupported("an output of " + std::to_string(size) + " positions where "
                + std::to_string(full) + " can be made");
        const std::int64_t total = full - size;
        window.begin[i] = kind == "SAME_UPPER" ? total / 2 : total - total / 2;
        window.end[i] = total - window.begin[i];
    }
}

void transposedConvolution(NodeImport& node)
{
    Window window = windowOf(node, kernelOf(node));
    const Sizes added = perAxis(node, "output_padding", window.axes(), 0);
    padForOutput(node, window, added);
    Sizes common;
    Sizes spread = node.shape(0);
    for (std::size_t i = 0; i < window.axes(); ++i) {
        common.push_back(std::min(window.begin[i], window.end[i]));
        spread[2 + i] = spread[2 + i] * window.strides[i] + window.kernel[i] * window.dilations[i];
    }
    node.checkElements(spread);
    const std::string op = forAxes(node, "aten::conv_transpose", window.axes());
    Argument made = node.call(op.c_str(), window.axes() == 1 ? "" : "input",
        {node.tensor(0), node.tensor(1), node.optionalTensor(2), constant(window.strides),
            constant(common), constant(added), constant(node.integer("group", 1)),
            constant(window.dilations)});
    if (!window.symmetric()) { // cut what is padded on one side only
        Sizes begin = common;
        Sizes end = common;
        for (std::size_t i = 0; i < window.axes(); ++i) {
            begin[i] -= window.begin[i];
            end[i] -= window.end[i];
        }
        made = padded(node, made, begin, end, 0);
    }
    node.set(std::move(made));
}

} // namespace

extern const OnnxFamily onnx_weight_layers;
const OnnxFamily onnx_weight_layers{
    {{"Conv", convolution}, {"ConvTranspose", transposedConvolution}}};

} // namespace pleat::io
