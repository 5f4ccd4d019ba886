// SPDX-License-Identifier: GPL-3.0-or-later
// The central directory of a zip archive, checked. Part of ZipArchive::open. Knows no ATen.
#pragma once

#include "core/io/weights/zip_reader.h"

namespace pleat::io {

/// In the order of the directory. Everything that ZipArchive::open promises but unique names.
Result<std::vector<ZipRecord>> readZipDirectory(
    std::span<const std::byte> file, const std::string& where);

} // namespace pleat::io
