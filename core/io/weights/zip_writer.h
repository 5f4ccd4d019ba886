// SPDX-License-Identifier: GPL-3.0-or-later
// Writes an archive of stored records, 64-byte aligned as PyTorch writes them. Knows no ATen.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>

namespace pleat::io {

/// Records are written in the order of add(); zip64 fields where sizes or offsets need them.
/// Writes to `path` directly: use writeFileAtomically around it. Not thread-safe.
class ZipWriter
{
public:
    explicit ZipWriter(const std::string& path);
    /// Names are UTF-8, not empty and differ; LogicError otherwise.
    void add(const std::string& name, std::span<const std::byte> content);
    /// Writes the directory. ErrorCode::Impossible if anything could not be written.
    Result<void> finish();

private:
    void write(std::string_view bytes);

    std::string m_path;
    std::ofstream m_stream;
    std::uint64_t m_offset_bytes = 0; ///< written so far
    std::string m_directory; ///< the central directory so far
    std::unordered_set<std::string> m_names;
};

} // namespace pleat::io
