// SPDX-License-Identifier: GPL-3.0-or-later
// What all fuzz targets demand of a parser, whatever the input: an error that helps, and no more
// memory than the input is worth. Whatever is broken ends the process, which libFuzzer reports.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace pleat::fuzz {

inline std::span<const std::byte> asBytes(const std::uint8_t* data, std::size_t size)
{
    return std::as_bytes(std::span(data, size));
}

inline std::string_view asText(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), size};
}

/// Ends the process unless `holds`.
void require(bool holds, std::string_view what);

/// One line that says what, where and what next; the input is to blame, not the program.
void checkError(const Error& error);

/// While it lives, all heap memory together may grow by `most_bytes`. One at a time.
class MemoryBound
{
public:
    explicit MemoryBound(std::size_t most_bytes);
    ~MemoryBound();
    MemoryBound(const MemoryBound&) = delete;
    MemoryBound& operator=(const MemoryBound&) = delete;
};

} // namespace pleat::fuzz
