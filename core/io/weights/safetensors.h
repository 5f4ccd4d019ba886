// SPDX-License-Identifier: GPL-3.0-or-later
// safetensors: eight bytes with the length of a JSON header, the header, then dense tensors.
// https://github.com/huggingface/safetensors#format. Knows no ATen.
#pragma once

#include "core/io/weights/weights_file.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pleat::io {

/// The key of __metadata__ that holds the text that Pleat writes beside the weights.
inline constexpr const char* kSafetensorsDescription = "pleat";

/// One file in memory. Checks what the format demands: tensors are in bounds, do not overlap and
/// leave no gap, sizes fit shapes, no name twice. ErrorCode::Unreadable names the tensor.
Result<WeightsFile> readSafetensors(std::span<const std::byte> bytes, const std::string& where);

/// The shards that an index names ("weight_map" of *.index.json), in the order of their names.
/// File names only: a path out of the folder is ErrorCode::Unreadable.
Result<std::vector<std::string>> shardsOfIndex(std::string_view json, const std::string& where);

/// Maps one .safetensors file, or all shards of an index file beside it; only headers are read.
Result<WeightsFile> openSafetensors(const std::string& path);

/// Tensors must be dense (denseStrides). Shared storages are written once per name, as the format
/// knows no sharing. Writes to `path` directly: use writeFileAtomically around it.
Result<void> writeSafetensors(const std::vector<StoredTensor>& tensors,
    const std::string& description, const std::string& path);

} // namespace pleat::io
