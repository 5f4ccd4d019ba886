// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/element_type.h"

namespace pleat::io {

namespace {

struct ElementTypeInfo
{
    std::string_view name;
    std::int64_t size_bytes;
};

/// In the order of ElementType.
constexpr ElementTypeInfo kElementTypes[] = {{"float64", 8}, {"float32", 4}, {"float16", 2},
    {"bfloat16", 2}, {"int64", 8}, {"int32", 4}, {"int16", 2}, {"int8", 1}, {"uint8", 1},
    {"bool", 1}};

} // namespace

std::int64_t elementSize_bytes(ElementType type)
{
    return kElementTypes[static_cast<int>(type)].size_bytes;
}

std::string_view elementTypeName(ElementType type)
{
    return kElementTypes[static_cast<int>(type)].name;
}

} // namespace pleat::io
