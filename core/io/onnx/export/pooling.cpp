// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx/node_export.h"

#include <ATen/ops/zeros.h>

#include <algorithm>

namespace pleat::io {

namespace {

/// The windows of a pooling over the last axes of [N, C, ...] or [C, ...].
struct Windows
{
    Sizes kernel, stride, padding, dilation;
    Sizes in, out; ///< sizes of the pooled axes
    Sizes overhang; ///< by how much the last window goes beyond the padded input
    bool batched = true;
};

std::size_t pooledAxes(const NodeExport& node)
{
    const std::string::size_type digit = node.op().find("pool") + 4; // "max_pool2d"
    return static_cast<std::size_t>(node.op().at(digit) - '0');
}

const char* inputName(const NodeExport& node)
{
    return node.has("self") ? "self" : "input";
}

/// Sizes of the last axes, which must not follow the batch.
Sizes lastSizes(const NodeExport& node, const TensorFacts& facts, std::size_t count)
{
    for (std::size_t axis = facts.shape.size() - count; axis < facts.shape.size(); ++axis) {
        if (!facts.fixed(axis))
            node.unsupported("a pooled size follows the batch");
    }
    return {facts.shape.end() - static_cast<std::ptrdiff_t>(count), facts.shape.end()};
}

Windows windowsOf(const NodeExport& node)
{
    const std::size_t count = pooledAxes(node);
    const TensorFacts in = node.facts(inputName(node));
    Windows w;
    w.kernel = node.integers("kernel_size", count);
    w.stride = node.integers("stride", count);
    if (w.stride.empty())
        w.stride = w.kernel;
    w.padding = node.integers("padding", count);
    w.dilation = node.has("dilation") ? node.integers("dilation", count) : Sizes(count, 1);
    w.batched = in.shape.size() == count + 2;
    w.in = lastSizes(node, in, count);
    w.out = lastSizes(node, node.result(), count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t reach =
            (w.out[i] - 1) * w.stride[i] + w.dilation[i] * (w.kernel[i] - 1) + 1;
        w.overhang.push_back(std::max<std::int64_t>(0, reach - w.in[i] - 2 * w.padding[i]));
    }
    return w;
}

bool anyPositive(const Sizes& sizes)
{
    return std::any_of(sizes.begin(), sizes.end(), [](std::int64_t size) { return size > 0; });
}

/// Windows that go beyond the input are padded for, which means the same in every version of ONNX;
/// its ceil_mode does not.
Sizes padsWithOverhang(const Sizes& padding, const Sizes& overhang)
{
    Sizes pads = padding;
    for (std::size_t i = 0; i < padding.size(); ++i)
        pads.push_back(padding[i] + overhang[i]);
    return pads;
}

std::string batchedInput(NodeExport& node, bool batched)
{
    const std::string x = node.tensor(inputName(node));
    return batched ? x : node.unsqueeze(x, {0});
}

std::string likeInput(NodeExport& node, const std::string& y, bool batched)
{
    return batched ? y : node.squeeze(y, {0});
}

void refuseIndices(const NodeExport& node)
{
    if (node.resultCount() > 1 && node.wants(1))
        node.unsupported("the positions of the maxima are read");
}

void convertMaxPool(NodeExport& node)
{
    refuseIndices(node);
    const Windows w = windowsOf(node);
    const std::string y = node.emit("MaxPool", {batchedInput(node, w.batched)},
        {{"kernel_shape", w.kernel}, {"strides", w.stride},
            {"pads", padsWithOverhang(w.padding, w.overhang)}, {"dilations", w.dilation}});
    node.set(likeInput(node, y, w.batched));
}

/// Zeros around the pooled axes of [N, C, ...].
std::string zeroPadded(NodeExport& node, const std::string& x, const Sizes& padding)
{
    Sizes pads{0, 0};
    pads.insert(pads.end(), padding.begin(), padding.end());
    const Sizes ends = pads;
    pads.insert(pads.end(), ends.begin(), ends.end());
    return node.emit("Pad", {x, node.list(pads)}, {{"mode", "constant"}});
}

void convertAveragePool(NodeExport& node)
{
    if (node.has("divisor_override"))
        node.unsupported("a divisor of its own");
    Windows w = windowsOf(node);
    std::string x = batchedInput(node, w.batched);
    bool countPadding = node.flag("count_include_pad") && anyPositive(w.padding);
    if (countPadding && anyPositive(w.overhang)) {
        // PyTorch counts the padding but not what lies beyond it.
        x = zeroPadded(node, x, w.padding);
        w.padding.assign(w.padding.size(), 0);
        countPadding = false;
    }
    const std::string y = node.emit("AveragePool", {x},
        {{"kernel_shape", w.kernel}, {"strides", w.stride},
            {"pads", padsWithOverhang(w.padding, w.overhang)},
            {"count_include_pad", std::int64_t{countPadding}}});
    node.set(likeInput(node, y, w.batched));
}

/// "7 x 7"
std::string sizesText(const Sizes& sizes)
{
    std::string text;
    for (std::int64_t size : sizes)
        text += (text.empty() ? "" : " x ") + std::to_string(size);
    return text;
}

bool divides(const Sizes& parts, const Sizes& wholes)
{
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (wholes[i] % parts[i] != 0)
            return false;
    }
    return true;
}

Sizes quotients(const Sizes& wholes, const Sizes& parts)
{
    Sizes result;
    for (std::size_t i = 0; i < parts.size(); ++i)
        result.push_back(wholes[i] / parts[i]);
    return result;
}

/// Windows of one element, each several times: VGG's 7 x 7 of the 1 x 1 that a small image leaves.
std::string repeated(NodeExport& node, const std::string& x, const Sizes& times)
{
    std::vector<double> scales{1, 1};
    scales.insert(scales.end(), times.begin(), times.end());
    return node.emit("Resize", {x, "", node.floats(scales)},
        {{"mode", "nearest"}, {"coordinate_transformation_mode", "asymmetric"},
            {"nearest_mode", "floor"}});
}

/// [in, out]: column o averages what window o of adaptive pooling sees.
at::Tensor windowMatrix(std::int64_t in, std::int64_t out)
{
    at::Tensor matrix = at::zeros({in, out});
    for (std::int64_t o = 0; o < out; ++o) {
        const std::int64_t begin = o * in / out;
        const std::int64_t end = ((o + 1) * in + out - 1) / out;
        matrix.narrow(0, begin, end - begin)
            .select(1, o)
            .fill_(1.0 / static_cast<double>(end - begin));
    }
    return matrix;
}

/// Windows of unequal size: a mean along each of the last one or two axes is a product.
std::string averageByMatrices(
    NodeExport& node, const std::string& x, const Sizes& in, const Sizes& out)
{
    const at::ScalarType type = node.result().type;
    const std::string y =
        node.emit("MatMul", {x, node.constant(windowMatrix(in.back(), out.back()).to(type))});
    if (in.size() == 1)
        return y;
    const at::Tensor rows = windowMatrix(in.front(), out.front()).t().contiguous().to(type);
    return node.emit("MatMul", {node.constant(rows), y});
}

/// ONNX has no adaptive pooling: one window for all, windows of equal size side by side, or means
/// as products.
std::string adaptivePool(NodeExport& node, const std::string& x, const Sizes& in, const Sizes& out)
{
    const bool maximum = node.op().find("max") != std::string::npos;
    if (out == Sizes(out.size(), 1))
        return node.emit(maximum ? "GlobalMaxPool" : "GlobalAveragePool", {x});
    if (divides(out, in)) {
        const Sizes window = quotients(in, out);
        return node.emit(maximum ? "MaxPool" : "AveragePool", {x},
            {{"kernel_shape", window}, {"strides", window}});
    }
    if (divides(in, out))
        return repeated(node, x, quotients(out, in));
    if (!maximum && out.size() <= 2)
        return averageByMatrices(node, x, in, out);
    node.impossible("ONNX has no adaptive pooling, and " + sizesText(in) + " cannot be cut into "
        + sizesText(out) + " windows of equal size");
}

void convertAdaptivePool(NodeExport& node)
{
    refuseIndices(node);
    const std::size_t count = pooledAxes(node);
    const TensorFacts facts = node.facts(inputName(node));
    const bool batched = facts.shape.size() == count + 2;
    const std::string y = adaptivePool(node, batchedInput(node, batched),
        lastSizes(node, facts, count), lastSizes(node, node.result(), count));
    node.set(likeInput(node, y, batched));
}

} // namespace

extern const OnnxExportFamily onnxExport_pooling;
const OnnxExportFamily onnxExport_pooling{
    {{"aten::max_pool1d", convertMaxPool}, {"aten::max_pool2d", convertMaxPool},
        {"aten::max_pool3d", convertMaxPool}, {"aten::max_pool1d_with_indices", convertMaxPool},
        {"aten::max_pool2d_with_indices", convertMaxPool},
        {"aten::max_pool3d_with_indices", convertMaxPool}, {"aten::avg_pool1d", convertAveragePool},
        {"aten::avg_pool2d", convertAveragePool}, {"aten::avg_pool3d", convertAveragePool},
        {"aten::adaptive_avg_pool1d", convertAdaptivePool},
        {"aten::adaptive_avg_pool2d", convertAdaptivePool},
        {"aten::adaptive_avg_pool3d", convertAdaptivePool},
        {"aten::adaptive_max_pool1d", convertAdaptivePool},
        {"aten::adaptive_max_pool2d", convertAdaptivePool},
        {"aten::adaptive_max_pool3d", convertAdaptivePool}}};

} // namespace pleat::io
