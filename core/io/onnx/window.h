// SPDX-License-Identifier: GPL-3.0-or-later
// What convolutions and poolings have in common: a window that moves over the axes of space.
#pragma once

#include "core/io/onnx/node_import.h"

namespace pleat::io {

/// One entry per axis of space.
struct Window
{
    Sizes kernel, strides, dilations;
    Sizes begin, end; ///< padding, not negative

    std::size_t axes() const { return kernel.size(); }
    bool symmetric() const { return begin == end; }
    bool padded() const;
};

/// From the attributes; `kernel` is that of the weight. An automatic padding is computed for the
/// example, with a finding where it depends on the size of the image.
Window windowOf(NodeImport& node, Sizes kernel);

/// A list attribute with one entry per axis, each from `lowest` (which it is if it is not given).
Sizes perAxis(NodeImport& node, const char* name, std::size_t count, std::int64_t lowest);

/// Pads the last axes with a constant; lists are in the order of the axes.
Argument padded(
    NodeImport& node, const Argument& tensor, const Sizes& begin, const Sizes& end, double value);

/// "aten::conv2d" of "aten::conv" for two axes; more than three are ErrorCode::Unsupported.
std::string forAxes(NodeImport& node, const std::string& op, std::size_t axes);

} // namespace pleat::io
