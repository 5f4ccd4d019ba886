// SPDX-License-Identifier: GPL-3.0-or-later
// Files that torch.save wrote before PyTorch 1.6, or with _use_new_zipfile_serialization=False:
// pickles one behind the other (a magic number, the version, the machine, the object, the keys of
// its storages), then the storages. Knows no ATen.
#pragma once

#include "core/io/weights/weights_file.h"

namespace pleat::io {

/// Whether the file begins with a pickle, which no zip archive does.
bool isPickle(std::span<const std::byte> bytes);

/// As readStateDict, but the format has no checksums; a finding says so.
Result<WeightsFile> readOldStateDict(std::span<const std::byte> bytes, const std::string& where);

} // namespace pleat::io
