// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors of an ONNX file as ATen's.
#pragma once

#include "core/io/onnx/onnx_model.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <optional>

namespace pleat::io {

/// The type that the CPU computes in: float32 for float16 and bfloat16.
at::ScalarType computedType(ElementType type);
/// The same for a number of TensorProto.DataType, as Cast has it; nothing for unknown types.
std::optional<at::ScalarType> computedType(std::int64_t onnxType);

/// A copy in the type of computation.
at::Tensor toTensor(const OnnxTensor& tensor);

} // namespace pleat::io
