// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and writing whole files; an existing file is never left half-written, not even by
// a power cut.
#pragma once

#include "core/base/result.h"

#include <functional>
#include <string>

namespace pleat {

/// ErrorCode::Unreadable, naming what is wrong: missing, a folder, a pipe or device, not permitted.
Result<void> checkReadableFile(const std::string& path);
Result<std::string> readFile(const std::string& path);

/// Whether a file could be written at `path`; ErrorCode::Impossible if its folder is missing or not
/// writable. Asked before long work.
Result<void> checkWritableTarget(const std::string& path);

/// Calls `write` with a temporary name in the folder of `path`, waits until the file is on the
/// disk, then renames it to `path`. ErrorCode::Impossible if it cannot be written; whatever `write`
/// returns or throws if that fails. The temporary file never stays.
Result<void> writeFileAtomically(const std::string& path,
    const std::function<Result<void>(const std::string& temporary)>& write);
Result<void> writeTextFile(const std::string& path, const std::string& text);

} // namespace pleat
