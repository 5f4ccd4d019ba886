// SPDX-License-Identifier: GPL-3.0-or-later
// state_dicts as torch.save writes them: a zip archive with a pickle and one record per storage.
// The format of before PyTorch 1.6 is not read: it has no checksums. Nothing in a pickle is looked up
// or called. Knows no ATen.
#pragma once

#include "core/io/weights/weights_file.h"

#include <span>
#include <string>
#include <vector>

namespace pleat::io {

/// The record that holds the text that Pleat writes beside the weights; torch.load ignores it.
inline constexpr const char* kStateDictDescription = "pleat.json";

/// `bytes` is the whole file, which must outlive the result and which its storages view, at any
/// alignment; `where` is its name for messages. WeightsFile::files stays empty.
/// A plain dict or OrderedDict of tensors, also nested under "state_dict", "model_state_dict",
/// "model" and the like, or under any key if there is only one; prefixes of wrappers ("module.",
/// "_orig_mod.") that all names share are dropped. Whatever else is in the file stands in a
/// finding. The CRC-32 of the pickle and of every storage that a tensor uses is checked.
/// ErrorCode::Unreadable for damage; ErrorCode::Unsupported for a file without tensors, a pickled
/// module, tensors that are complex, quantised, sparse or without values, compressed or big-endian
/// storages, with the Python lines that convert it.
Result<WeightsFile> readStateDict(std::span<const std::byte> bytes, const std::string& where);

/// An OrderedDict that torch.load reads, also with weights_only=True. Tensors with the same storage
/// (bytes, size and type) share it in the file. Writes to `path` directly: use writeFileAtomically
/// around it.
Result<void> writeStateDict(const std::vector<StoredTensor>& tensors,
    const std::string& description, const std::string& path);

} // namespace pleat::io
