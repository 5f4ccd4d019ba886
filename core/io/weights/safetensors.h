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
/// leave no gap, sizes fit shapes, no name twice; values are not looked at. Tensors come in the
/// order of their data and may begin at any byte, so elements need not be aligned in memory.
/// ErrorCode::Unreadable names the tensor; ErrorCode::Unsupported for types that ElementType lacks.
/// A finding if the file was saved for another framework than PyTorch.
Result<WeightsFile> readSafetensors(std::span<const std::byte> bytes, const std::string& where);

/// The shards that an index names ("weight_map" of *.index.json), in the order of their names.
/// File names only: a path out of the folder is ErrorCode::Unreadable.
Result<std::vector<std::string>> shardsOfIndex(std::string_view json, const std::string& where);

/// Maps one .safetensors file, or all shards that an index (a file *.json) names and that lie
/// beside it; only headers are read. Errors as above; also ErrorCode::Unreadable for a shard that
/// is missing or lacks a tensor of the index and for a tensor in two shards, ErrorCode::Unsupported
/// for a file without tensors. Findings: tensors that the index does not name; a file that is one
/// shard of several.
Result<WeightsFile> openSafetensors(const std::string& path);

/// Tensors must be dense (denseStrides, LogicError). Shared storages are written once per name, as
/// the format knows no sharing. Writes to `path` directly: use writeFileAtomically around it.
/// ErrorCode::Impossible for names that occur twice or are no UTF-8, and for a full disk.
Result<void> writeSafetensors(const std::vector<StoredTensor>& tensors,
    const std::string& description, const std::string& path);

} // namespace pleat::io
