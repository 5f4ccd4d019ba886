// SPDX-License-Identifier: GPL-3.0-or-later
// Padding and resizing along the axes of space.
#include "core/io/onnx/window.h"

#include <algorithm>

namespace pleat::io {

namespace {

bool isZero(const Argument& size)
{
    return size.constant.isInt() && size.constant.toInt() == 0;
}

/// Padding of every axis in ATen's order, from the last axis on; axes that stay are left away.
Arguments padPairs(NodeImport& node)
{
    const Arguments pads = node.sizes(1, "pads");
    const auto rank = static_cast<std::size_t>(node.rank(0));
    if (pads.size() != 2 * rank)
        node.damaged("pads has " + std::to_string(pads.size()) + " entries for "
            + std::to_string(rank) + " axes");
    Arguments pairs;
    for (std::size_t axis = rank; axis-- > 0;) {
        pairs.push_back(pads[axis]);
        pairs.push_back(pads[rank + axis]);
    }
    while (!pairs.empty() && isZero(pairs[pairs.size() - 1]) && isZero(pairs[pairs.size() - 2]))
        pairs.resize(pairs.size() - 2);
    return pairs;
}

void pad(NodeImport& node)
{
    if (node.has(3))
        node.unsupported("Pad with a list of axes");
    const Arguments pairs = padPairs(node);
    const std::string mode = node.text("mode", "constant");
    if (pairs.empty())
        return node.set(node.tensor(0));
    if (mode == "constant")
        return node.set(node.call("aten::constant_pad_nd", "",
            {node.tensor(0), intList(pairs), constant(node.knownNumber(2, "value", 0))}));
    if (mode != "reflect" && mode != "edge")
        node.damaged("the mode of Pad is \"" + mode + "\"");
    const std::string op = forAxes(
        node, mode == "edge" ? "aten::replication_pad" : "aten::reflection_pad", pairs.size() / 2);
    node.set(node.call(op.c_str(), "", {node.tensor(0), intList(pairs)}));
}

/// Input indices: since opset 11 Resize takes (X, roi, scales, sizes).
constexpr std::size_t kScales = 2;
constexpr std::size_t kTarget = 3;

struct Resizing
{
    Argument sizes = none(); ///< of the axes of space
    Argument scales = none();
    bool wholeScales = true; ///< an output pixel lies in one input pixel
    double largestScale = 0;
};

Resizing resizing(NodeImport& node)
{
    Resizing result;
    const Sizes shape = node.shape(0);
    if (node.has(kTarget)) {
        Arguments sizes = node.sizes(kTarget, "sizes");
        if (sizes.size() != shape.size())
            node.damaged("sizes has " + std::to_string(sizes.size()) + " entries");
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            const std::int64_t size = node.exampleOf(sizes[i]).toInt();
            if (i < 2 && size != shape[i])
                node.unsupported("Resize of batch or channels");
            result.wholeScales &= size % shape[i] == 0;
            result.largestScale = std::max(
                result.largestScale, static_cast<double>(size) / static_cast<double>(shape[i]));
        }
        result.sizes = intList({sizes.begin() + 2, sizes.end()});
        return result;
    }
    const std::vector<double> scales = node.knownNumbers(kScales, "scales");
    if (scales.size() != shape.size())
        node.damaged("scales has " + std::to_string(scales.size()) + " entries");
    for (std::size_t i = 0; i < scales.size(); ++i) {
        if (i < 2 && scales[i] != 1)
            node.unsupported("Resize of batch or channels");
        result.wholeScales &=
            scales[i] == static_cast<double>(static_cast<std::int64_t>(scales[i]));
        result.largestScale = std::max(result.largestScale, scales[i]);
    }
    result.scales = constant(std::vector<double>(scales.begin() + 2, scales.end()));
    return result;
}

/// Empty if ATen has no such rule to pick a pixel.
std::string nearestOperator(
    const Resizing& to, const std::string& place, const std::string& rounding)
{
    const bool half = place == "half_pixel" || place == "pytorch_half_pixel";
    if (place == "asymmetric" && rounding == "floor")
        return "aten::upsample_nearest";
    if (half && rounding == "round_prefer_ceil")
        return "aten::_upsample_nearest_exact";
    // For whole factors these pick the same pixels.
    if (to.wholeScales && half && rounding == "round_prefer_floor")
        return "aten::upsample_nearest";
    if (to.wholeScales && to.largestScale <= 2 && place == "asymmetric"
        && rounding == "round_prefer_floor")
        return "aten::upsample_nearest";
    return {};
}

void resize(NodeImport& node)
{
    const std::string mode = node.text("mode", "nearest");
    const std::string place = node.text("coordinate_transformation_mode", "half_pixel");
    const std::string rounding = node.text("nearest_mode", "round_prefer_floor");
    if (node.rank(0) < 3)
        node.unsupported("Resize of a tensor without axes of space");
    const auto axes = static_cast<std::size_t>(node.rank(0) - 2);
    const Resizing to = resizing(node);
    if (mode == "nearest") {
        const std::string name = nearestOperator(to, place, rounding);
        if (name.empty())
            node.unsupported("Resize picks pixels by " + place + " and " + rounding,
                "use torch.nn.functional.interpolate");
        return node.set(node.call(
            forAxes(node, name, axes).c_str(), "vec", {node.tensor(0), to.sizes, to.scales}));
    }
    const bool corners = place == "align_corners";
    const bool cubic = mode == "cubic" && axes == 2 && node.number("cubic_coeff_a", -0.75) == -0.75
        && node.integer("exclude_outside", 0) == 0;
    if ((mode != "linear" && !cubic)
        || (!corners && place != "half_pixel" && place != "pytorch_half_pixel"))
        node.unsupported("Resize by mode " + mode + " and " + place,
            "allowed are nearest, linear and cubic with half_pixel, pytorch_half_pixel or "
            "align_corners");
    const char* const kLinear[] = {
        "aten::upsample_linear1d", "aten::upsample_bilinear2d", "aten::upsample_trilinear3d"};
    forAxes(node, mode, axes); // no more than three
    node.set(node.call(cubic ? "aten::upsample_bicubic2d" : kLinear[axes - 1], "vec",
        {node.tensor(0), to.sizes, constant(corners), to.scales}));
}

} // namespace

extern const OnnxFamily onnx_resampling;
const OnnxFamily onnx_resampling{{{"Pad", pad}, {"Resize", resize}}};

} // namespace pleat::io
