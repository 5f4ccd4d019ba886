// SPDX-License-Identifier: GPL-3.0-or-later
// Padding and resizing along the axes of space.
#include "core/io/onnx/window.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>

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
    Sizes shape = node.shape(0);
    const Sizes examples = node.examplesOf(pads);
    for (std::size_t axis = rank; axis-- > 0;) {
        node.checkElements({std::abs(examples[axis]), std::abs(examples[rank + axis])});
        shape[axis] += examples[axis] + examples[rank + axis];
        pairs.push_back(pads[axis]);
        pairs.push_back(pads[rank + axis]);
    }
    node.checkElements(shape);
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
constexpr double kLargestFactor = 1 << 20;

struct Resizing
{
    Argument sizes = none(); ///< of the axes of space
    Argument scales = none();
    std::vector<double> factors; ///< of every axis, on the example

    /// An output pixel lies in one input pixel.
    bool wholeFactors() const
    {
        return std::all_of(factors.begin(), factors.end(),
            [](double factor) { return factor == std::floor(factor); });
    }
    double largestFactor() const { return *std::max_element(factors.begin(), factors.end()); }
};

Resizing resizing(NodeImport& node)
{
    Resizing result;
    Sizes shape = node.shape(0);
    if (node.has(kTarget)) {
        const Arguments sizes = node.sizes(kTarget, "sizes");
        const Sizes target = node.examplesOf(sizes);
        for (std::size_t i = 0; i < std::min(target.size(), shape.size()); ++i)
            result.factors.push_back(
                static_cast<double>(target[i]) / static_cast<double>(shape[i]));
        result.sizes =
            intList({sizes.begin() + std::min<std::ptrdiff_t>(2, std::ssize(sizes)), sizes.end()});
    } else {
        result.factors = node.knownNumbers(kScales, "scales");
        if (result.factors.size() > 2)
            result.scales =
                constant(std::vector<double>(result.factors.begin() + 2, result.factors.end()));
    }
    if (result.factors.size() != shape.size())
        node.damaged("scales or sizes have not one entry per axis");
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (!(result.factors[i] > 0) || result.factors[i] > kLargestFactor)
            node.unsupported("Resize by the factor " + std::to_string(result.factors[i]));
        shape[i] = static_cast<std::int64_t>(static_cast<double>(shape[i]) * result.factors[i]);
    }
    if (result.factors[0] != 1 || result.factors[1] != 1)
        node.unsupported("Resize of batch or channels");
    node.checkElements(shape);
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
    if (to.wholeFactors() && half && rounding == "round_prefer_floor")
        return "aten::upsample_nearest";
    if (to.wholeFactors() && to.largestFactor() <= 2 && place == "asymmetric"
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
