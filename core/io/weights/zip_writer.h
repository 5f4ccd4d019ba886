// SPDX-License-Identifier: GPL-3.0-or-later
// Writes an archive of stored records, 64-byte aligned as PyTorch writes them. Knows no ATen.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <fstream>
#include <span>
#include <string>

namespace pleat::io {

/// Records are written in the order of add(); zip64 fields where sizes or offsets need them.
class ZipWriter
{
public:
    explicit ZipWriter(const std::string& path);
    void add(const std::string& name, std::span<const std::byte> content);
    /// Writes the directory. ErrorCode::Impossible if anything could not be written.
    Result<void> finish();

private:
    std::string m_path;
    std::ofstream m_stream;
    std::string m_directory; ///< the central directory so far
    std::uint64_t m_offset_bytes = 0;
    std::uint64_t m_count = 0;
};

} // namespace pleat::io
