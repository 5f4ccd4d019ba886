// SPDX-License-Identifier: GPL-3.0-or-later
// PNG and JPEG images, by libpng and libjpeg. Knows no ATen.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace pleat::io {

/// More are refused before memory is taken; about 11 600 x 11 600.
inline constexpr std::int64_t kMostPixels = std::int64_t{1} << 27;

struct Image
{
    std::int64_t height = 0, width = 0;
    std::int64_t channels = 0; ///< 1 grey, 3 RGB
    std::vector<std::uint8_t> pixels; ///< [height, width, channels]
};

/// Told by content; `where` names the file in errors. Levels are those that PIL's convert("RGB") or
/// convert("L") sees: palettes are looked up, alpha is dropped, of 16 bits the upper 8 are taken,
/// CMYK is converted as Adobe writes it. Gamma, colour profiles and EXIF orientation are ignored.
/// ErrorCode::Unreadable for anything else, for damage and for more than kMostPixels.
Result<Image> decodeImage(std::span<const std::byte> content, const std::string& where);
bool isImage(std::span<const std::byte> content);

Result<Image> decodePng(std::span<const std::byte> content, const std::string& where);
Result<Image> decodeJpeg(std::span<const std::byte> content, const std::string& where);

/// Of both decoders.
Error damagedImage(const std::string& what, const std::string& where);
Error tooManyPixels(std::int64_t height, std::int64_t width, const std::string& where);

} // namespace pleat::io
