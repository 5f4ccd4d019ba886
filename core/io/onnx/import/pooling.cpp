// SPDX-License-Identifier: GPL-3.0-or-later
// Pooling over windows and over whole images.
#include "core/io/onnx/window.h"

#include <limits>

namespace pleat::io {

namespace {

/// PyTorch pads both sides alike, by half the kernel at most.
bool padsItself(const Window& window)
{
    bool small = window.symmetric();
    for (std::size_t i = 0; i < window.axes(); ++i)
        small &= 2 * window.begin[i] <= window.kernel[i];
    return small;
}

Window poolingWindow(NodeImport& node)
{
    const Sizes kernel = node.integers("kernel_shape");
    if (kernel.empty())
        node.damaged("kernel_shape is missing");
    return windowOf(node, kernel);
}

void maxPool(NodeImport& node)
{
    if (node.wants(1))
        node.unsupported("the indices of MaxPool are read");
    Window window = poolingWindow(node);
    Argument input = node.tensor(0);
    if (!padsItself(window)) {
        input =
            padded(node, input, window.begin, window.end, -std::numeric_limits<double>::infinity());
        window.begin.assign(window.axes(), 0);
    }
    const std::string op = forAxes(node, "aten::max_pool", window.axes());
    node.set(node.call(op.c_str(), "",
        {input, constant(window.kernel), constant(window.strides), constant(window.begin),
            constant(window.dilations), constant(node.integer("ceil_mode", 0) != 0)}));
}

Argument average(NodeImport& node, const Argument& input, const Window& window,
    const Sizes& padding, bool counts)
{
    const std::string op = forAxes(node, "aten::avg_pool", window.axes());
    Arguments arguments{input, constant(window.kernel), constant(window.strides), constant(padding),
        constant(node.integer("ceil_mode", 0) != 0), constant(counts)};
    if (window.axes() > 1)
        arguments.push_back(none()); // no divisor of our own
    return node.call(op.c_str(), "", std::move(arguments));
}

void averagePool(NodeImport& node)
{
    const Window window = poolingWindow(node);
    for (std::int64_t dilation : window.dilations) {
        if (dilation != 1)
            node.unsupported("AveragePool with dilations");
    }
    const Argument input = node.tensor(0);
    const bool counts = node.integer("count_include_pad", 0) != 0;
    if (padsItself(window))
        return node.set(average(node, input, window, window.begin, counts));
    const Sizes zeros(window.axes(), 0);
    Argument made =
        average(node, padded(node, input, window.begin, window.end, 0), window, zeros, true);
    if (!counts) { // divided by the share of real positions instead
        const Argument ones =
            node.call("aten::ones_like", "", {input, none(), none(), none(), none(), none()});
        const Argument share =
            average(node, padded(node, ones, window.begin, window.end, 0), window, zeros, true);
        made = node.call("aten::div", "Tensor", {made, share});
    }
    node.set(std::move(made));
}

std::size_t spatialAxes(NodeImport& node)
{
    if (node.rank(0) < 3)
        node.damaged("the input has no axes of space");
    return static_cast<std::size_t>(node.rank(0) - 2);
}

void globalAverage(NodeImport& node)
{
    const std::size_t axes = spatialAxes(node);
    const std::string op = forAxes(node, "aten::adaptive_avg_pool", axes);
    node.set(node.call(op.c_str(), "", {node.tensor(0), constant(Sizes(axes, 1))}));
}

void globalMax(NodeImport& node)
{
    Sizes axes;
    for (std::size_t i = 0; i < spatialAxes(node); ++i)
        axes.push_back(static_cast<std::int64_t>(2 + i));
    node.set(node.call("aten::amax", "", {node.tensor(0), constant(axes), constant(true)}));
}

} // namespace

extern const OnnxFamily onnx_pooling;
const OnnxFamily onnx_pooling{{{"MaxPool", maxPool}, {"AveragePool", averagePool},
    {"GlobalAveragePool", globalAverage}, {"GlobalMaxPool", globalMax}}};

} // namespace pleat::io
