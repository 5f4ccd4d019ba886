// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx/onnx_tensor.h"

#include <ATen/ops/empty.h>

#include <cstring>

namespace pleat::io {

namespace {

at::ScalarType storedType(ElementType type)
{
    switch (type) {
    case ElementType::Float64:
        return at::kDouble;
    case ElementType::Float32:
        return at::kFloat;
    case ElementType::Float16:
        return at::kHalf;
    case ElementType::BFloat16:
        return at::kBFloat16;
    case ElementType::Int64:
        return at::kLong;
    case ElementType::Int32:
        return at::kInt;
    case ElementType::Int16:
        return at::kShort;
    case ElementType::Int8:
        return at::kChar;
    case ElementType::UInt8:
        return at::kByte;
    case ElementType::Bool:
        return at::kBool;
    }
    throw LogicError("an element type without a dtype");
}

} // namespace

at::ScalarType computedType(ElementType type)
{
    const bool half = type == ElementType::Float16 || type == ElementType::BFloat16;
    return half ? at::kFloat : storedType(type);
}

at::Tensor toTensor(const OnnxTensor& tensor)
{
    // A copy: mapped bytes may lie at any address, and must not be written.
    const at::Tensor copy = at::empty(tensor.shape, storedType(tensor.type));
    if (!tensor.bytes.empty())
        std::memcpy(copy.data_ptr(), tensor.bytes.data(), tensor.bytes.size());
    return copy.to(computedType(tensor.type));
}

std::optional<at::ScalarType> computedType(std::int64_t onnxType)
{
    switch (onnxType) {
    case 1: // float
    case 10: // float16
    case 16: // bfloat16
        return at::kFloat;
    case 2:
        return at::kByte;
    case 3:
        return at::kChar;
    case 5:
        return at::kShort;
    case 6:
        return at::kInt;
    case 7:
        return at::kLong;
    case 9:
        return at::kBool;
    case 11:
        return at::kDouble;
    default:
        return std::nullopt;
    }
}

} // namespace pleat::io
