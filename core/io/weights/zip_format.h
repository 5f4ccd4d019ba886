// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of the zip format that reader and writer share.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
#pragma once

#include <cstddef>
#include <cstdint>

namespace pleat::io::zip {

inline constexpr std::uint32_t kLocalHeader = 0x04034b50;
inline constexpr std::uint32_t kDirectoryEntry = 0x02014b50;
inline constexpr std::uint32_t kEnd = 0x06054b50;
inline constexpr std::uint32_t kEnd64 = 0x06064b50;
inline constexpr std::uint32_t kEnd64Locator = 0x07064b50;

// Fixed parts, signature included.
inline constexpr std::size_t kLocalHeader_bytes = 30;
inline constexpr std::size_t kDirectoryEntry_bytes = 46;
inline constexpr std::size_t kEnd_bytes = 22;
inline constexpr std::size_t kEnd64_bytes = 56;
inline constexpr std::size_t kEnd64Locator_bytes = 20;

inline constexpr std::uint16_t kStored = 0;
inline constexpr std::uint16_t kDeflated = 8;

inline constexpr std::uint16_t kZip64Extra = 1;
/// In fields of 16 and 32 bits: the value is in a zip64 field.
inline constexpr std::uint16_t kElsewhere16 = 0xffff;
inline constexpr std::uint32_t kElsewhere32 = 0xffffffff;

} // namespace pleat::io::zip
