// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON header of a safetensors file as it stands there. Knows no ATen.
#pragma once

#include "core/base/result.h"
#include "core/io/weights/element_type.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pleat::io {

constexpr std::uint64_t kLongestSafetensorsHeader_bytes = 100'000'000; ///< the format's own limit
constexpr std::size_t kSafetensorsLength_bytes = 8; ///< of the number before the header
constexpr const char* kSafetensorsMetadata = "__metadata__";
constexpr const char* kSafetensorsFramework = "format"; ///< its key for the framework

/// The format's names, in the order of ElementType.
constexpr std::string_view kSafetensorsTypes[] = {
    "F64", "F32", "F16", "BF16", "I64", "I32", "I16", "I8", "U8", "BOOL"};

struct SafetensorsEntry
{
    std::string name;
    std::string type; ///< "F32"
    std::vector<std::int64_t> shape; ///< not negative, at most 64 axes
    std::uint64_t begin_bytes = 0; ///< in the data behind the header
    std::uint64_t end_bytes = 0;
};

struct SafetensorsHeader
{
    std::vector<SafetensorsEntry> entries; ///< in the order of the header
    // Of __metadata__, both may be empty.
    std::string framework; ///< "pt" for PyTorch
    std::string description; ///< kSafetensorsDescription
};

/// Checks the form only: fields, types of values, unique names. ErrorCode::Unreadable.
Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view json, const std::string& where);

} // namespace pleat::io
