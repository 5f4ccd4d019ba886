// SPDX-License-Identifier: GPL-3.0-or-later
// The records of a zip archive, as PyTorch writes them. Reads memory only, knows no ATen.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pleat::io {

struct ZipRecord
{
    std::string name; ///< "archive/data/0"
    std::span<const std::byte> stored; ///< as it lies in the archive
    bool deflated = false; ///< else `stored` is the content
    std::uint64_t size_bytes = 0; ///< of the content
    std::uint32_t crc = 0; ///< CRC-32 of the content
};

/// Views the bytes that it was made from, which must outlive it. Immutable; may be shared between
/// threads.
class ZipArchive
{
public:
    /// Reads the central directory (zip64 too) and checks it: records lie inside the file and do
    /// not overlap, local headers agree, names are unique, nothing is encrypted, methods are stored
    /// or deflated. Errors name the record: ErrorCode::Unreadable for damage,
    /// ErrorCode::Unsupported for encryption, other methods and archives in several files.
    static Result<ZipArchive> open(std::span<const std::byte> file, const std::string& where);

    const std::vector<ZipRecord>& records() const { return m_records; }
    /// Null if there is none.
    const ZipRecord* find(std::string_view name) const;
    /// The content; its CRC-32 is checked. More than `limit_bytes` are refused before memory is
    /// taken, and so is a record that inflates to more than it announced.
    Result<std::string> read(const ZipRecord& record, std::uint64_t limit_bytes) const;
    /// The CRC-32 of the content, without keeping it. Pages of a mapped file that were read are
    /// released.
    Result<void> check(const ZipRecord& record) const;

private:
    std::string m_where;
    std::vector<ZipRecord> m_records;
    std::vector<std::size_t> m_byName; ///< indices of m_records, sorted
};

} // namespace pleat::io
