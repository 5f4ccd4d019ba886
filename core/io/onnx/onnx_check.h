// SPDX-License-Identifier: GPL-3.0-or-later
// What the records of an ONNX model must obey, wherever they come from. Knows no ATen.
#pragma once

#include "core/io/onnx/onnx_model.h"

namespace pleat::io {

/// Opset and domains that Pleat knows, each name given once and before it is read, outputs that
/// exist, tensors whose bytes fit their shapes. The first violation is the error.
Result<void> checkOnnx(const OnnxModel& model, const std::string& where);

/// For messages: Conv node "/layer1/conv".
std::string describeNode(const OnnxNode& node);

} // namespace pleat::io
