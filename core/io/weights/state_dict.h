// SPDX-License-Identifier: GPL-3.0-or-later
// state_dicts as torch.save writes them: a zip archive with a pickle and one record per storage.
// Nothing in the pickle is looked up or called. Knows no ATen.
#pragma once

#include "core/io/weights/weights_file.h"

#include <span>
#include <string>
#include <vector>

namespace pleat::io {

/// The record that holds the text that Pleat writes beside the weights; torch.load ignores it.
inline constexpr const char* kStateDictDescription = "pleat.json";

/// `bytes` is the whole file, `where` its name for messages; WeightsFile::files stays empty.
/// A plain dict or OrderedDict of tensors, also nested under "state_dict", "model" or
/// "model_state_dict"; a prefix "module." that all names share is dropped. Anything else in the
/// file is listed in a finding. Every storage's CRC-32 is checked.
/// ErrorCode::Unreadable for damage; ErrorCode::Unsupported for a file without tensors, a pickled
/// module, complex or quantised tensors, with the Python lines that convert it.
Result<WeightsFile> readStateDict(std::span<const std::byte> bytes, const std::string& where);

/// An OrderedDict that torch.load reads, also with weights_only=True. Tensors with the same storage
/// share it in the file. Writes to `path` directly: use writeFileAtomically around it.
Result<void> writeStateDict(const std::vector<StoredTensor>& tensors,
    const std::string& description, const std::string& path);

} // namespace pleat::io
