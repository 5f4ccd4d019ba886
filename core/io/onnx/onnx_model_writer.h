// SPDX-License-Identifier: GPL-3.0-or-later
// Records of an ONNX model as a file. Knows no ATen.
#pragma once

#include "core/io/onnx/onnx_model.h"

namespace pleat::io {

/// What the writer puts into `irVersion` and `opset`.
inline constexpr std::int64_t kWrittenIrVersion = 8;
inline constexpr std::int64_t kWrittenOnnxOpset = 17;

/// Writes `path` directly; tensors are stored inside the file, as raw bytes.
/// ErrorCode::Impossible if the model is larger than 2 GB (protobuf's limit) or the file cannot be
/// written.
Result<void> saveOnnx(const OnnxModel& model, const std::string& path);

/// TensorProto's number of a type, as the attribute `to` of a Cast has it.
std::int64_t onnxTypeNumber(ElementType type);

} // namespace pleat::io
