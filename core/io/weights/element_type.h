// SPDX-License-Identifier: GPL-3.0-or-later
// What the elements of a stored tensor are. Knows no ATen.
#pragma once

#include <cstdint>
#include <string_view>

namespace pleat::io {

enum class ElementType
{
    Float64,
    Float32,
    Float16,
    BFloat16,
    Int64,
    Int32,
    Int16,
    Int8,
    UInt8,
    Bool
};

std::int64_t elementSize_bytes(ElementType type);
/// As PyTorch writes it: "float32", "bfloat16", "int64", "bool".
std::string_view elementTypeName(ElementType type);

} // namespace pleat::io
