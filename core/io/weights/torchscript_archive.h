// SPDX-License-Identifier: GPL-3.0-or-later
// What LibTorch trusts when it loads TorchScript, checked before it does. Knows no ATen.
#pragma once

#include "core/io/weights/zip_reader.h"

#include <string>

namespace pleat::io {

/// Everything that LibTorch parses: CRC-32 of all records but storages, pickles that are well
/// formed, programs that are not absurdly deep, tensors inside their storages. Storages are only
/// looked up.
Result<void> checkTorchScriptParts(const ZipArchive& archive, const std::string& where);

/// CRC-32 of the storages, which are most of the file. May run while the file is being loaded: a
/// flipped bit in a weight harms nobody before it is reported.
Result<void> checkTorchScriptStorages(const ZipArchive& archive);

} // namespace pleat::io
