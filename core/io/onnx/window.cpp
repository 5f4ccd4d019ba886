// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx/window.h"

#include <algorithm>

namespace pleat::io {

namespace {

constexpr std::size_t kAxesBefore = 2; // batch and channels
constexpr std::size_t kMostAxes = 3;
constexpr std::int64_t kLargest = 1 << 20; // of any kernel, stride or padding

void padAutomatically(NodeImport& node, Window& window, const std::string& kind)
{
    const Sizes shape = node.shape(0);
    for (std::size_t i = 0; i < window.axes(); ++i) {
        const std::int64_t in = shape[kAxesBefore + i];
        const std::int64_t stride = window.strides[i];
        const std::int64_t reach = (window.kernel[i] - 1) * window.dilations[i] + 1;
        const std::int64_t total =
            std::max<std::int64_t>(0, (in - 1) / stride * stride + reach - in);
        window.begin[i] = kind == "SAME_UPPER" ? total / 2 : total - total / 2;
        window.end[i] = total - window.begin[i];
        if (stride > 1)
            node.addFinding("pads for the size of the example image (auto_pad)");
    }
}

} // namespace

bool Window::padded() const
{
    const auto isPositive = [](std::int64_t size) { return size > 0; };
    return std::any_of(begin.begin(), begin.end(), isPositive)
        || std::any_of(end.begin(), end.end(), isPositive);
}

Sizes perAxis(NodeImport& node, const char* name, std::size_t count, std::int64_t lowest)
{
    Sizes sizes = node.integers(name);
    if (sizes.empty())
        sizes.assign(count, lowest);
    if (sizes.size() != count)
        node.damaged(std::string("the attribute ") + name + " has " + std::to_string(sizes.size())
            + " entries instead of " + std::to_string(count));
    for (std::int64_t size : sizes) {
        if (size < lowest || size > kLargest)
            node.unsupported(std::string("the attribute ") + name + " holds " + std::to_string(size)
                + "; allowed is " + std::to_string(lowest) + " to 1048576");
    }
    return sizes;
}

Window windowOf(NodeImport& node, Sizes kernel)
{
    Window window;
    const std::size_t axes = kernel.size();
    const Sizes given = node.integers("kernel_shape");
    if (!given.empty() && given != kernel)
        node.damaged("kernel_shape does not fit the weight");
    if (axes == 0 || node.shape(0).size() != kAxesBefore + axes)
        node.damaged("the input has " + std::to_string(node.rank(0)) + " axes, the kernel "
            + std::to_string(axes));
    for (std::int64_t size : kernel) {
        if (size < 1 || size > kLargest)
            node.damaged("a kernel of size " + std::to_string(size));
    }
    window.kernel = std::move(kernel);
    window.strides = perAxis(node, "strides", axes, 1);
    window.dilations = perAxis(node, "dilations", axes, 1);
    const Sizes pads = perAxis(node, "pads", 2 * axes, 0);
    const auto half = pads.begin() + static_cast<std::ptrdiff_t>(axes);
    window.begin.assign(pads.begin(), half);
    window.end.assign(half, pads.end());
    const std::string kind = node.text("auto_pad", "NOTSET");
    if (kind == "SAME_UPPER" || kind == "SAME_LOWER")
        padAutomatically(node, window, kind);
    else if (kind != "NOTSET" && kind != "VALID")
        node.damaged("auto_pad is \"" + kind + "\"");
    Sizes shape = node.shape(0);
    for (std::size_t i = 0; i < axes; ++i)
        shape[kAxesBefore + i] += window.begin[i] + window.end[i];
    node.checkElements(shape);
    return window;
}

Argument padded(
    NodeImport& node, const Argument& tensor, const Sizes& begin, const Sizes& end, double value)
{
    Sizes pairs;
    for (std::size_t i = begin.size(); i-- > 0;) {
        pairs.push_back(begin[i]);
        pairs.push_back(end[i]);
    }
    return node.call("aten::constant_pad_nd", "", {tensor, constant(pairs), constant(value)});
}

std::string forAxes(NodeImport& node, const std::string& op, std::size_t axes)
{
    if (axes < 1 || axes > kMostAxes)
        node.unsupported(node.node().op + " over " + std::to_string(axes)
            + " axes of space is not supported; allowed are 1 to 3");
    return op + std::to_string(axes) + "d";
}

} // namespace pleat::io
