// SPDX-License-Identifier: GPL-3.0-or-later
// A file seen as memory, so that listing the tensors of a huge file reads only its header.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace pleat::io {

/// Read-only. Immutable; may be shared between threads.
class MappedFile
{
public:
    /// ErrorCode::Unreadable if it is missing, empty, not permitted or no regular file.
    static Result<std::shared_ptr<const MappedFile>> open(const std::string& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::span<const std::byte> bytes() const { return m_bytes; }

private:
    explicit MappedFile(std::span<const std::byte> bytes);
    std::span<const std::byte> m_bytes;
};
using MappedFilePtr = std::shared_ptr<const MappedFile>;

/// Gives the pages behind `bytes` (a part of a mapped file) back to the system: they were read and
/// will not be needed soon. Reading them again is correct, only slower.
void releasePages(std::span<const std::byte> bytes);

} // namespace pleat::io
