// SPDX-License-Identifier: GPL-3.0-or-later
// Arrays as numpy.save writes them: .npy versions 1 to 3. Knows no ATen.
// https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
#pragma once

#include "core/base/result.h"
#include "core/io/weights/mapped_file.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace pleat::io {

/// Guaranteed: no size is 0, and `data` holds exactly the elements of `shape`.
struct NpyArray
{
    std::string type; ///< as NumPy names it: "uint8", "int64", "float16"
    char kind = 'u'; ///< u unsigned, i signed, f float
    std::size_t item_bytes = 1; ///< 1, 2, 4 or 8
    bool bigEndian = false;
    std::vector<std::int64_t> shape; ///< at least one axis
    std::vector<std::int64_t> strides; ///< in elements; of Fortran order too
    std::span<const std::byte> data;
    MappedFilePtr file; ///< keeps `data` alive; null if parsed from memory
};

/// ErrorCode::Unreadable names what is wrong; types that hold no numbers are refused.
Result<NpyArray> parseNpy(std::span<const std::byte> content, const std::string& where);
Result<NpyArray> openNpy(const std::string& path);
bool isNpy(std::span<const std::byte> content);

/// The values array[index], row-major.
std::vector<std::uint8_t> bytesAt(const NpyArray& array, std::int64_t index); ///< of uint8
std::vector<float> floatsAt(const NpyArray& array, std::int64_t index); ///< of floats
/// Of an integer type with one axis; more than 63 bits become negative.
std::int64_t integerAt(const NpyArray& array, std::int64_t index);

/// float32, version 1, little-endian, C order. Writes beside `path` and renames.
Result<void> writeNpy(
    const std::string& path, const std::vector<std::int64_t>& shape, std::span<const float> values);

} // namespace pleat::io
