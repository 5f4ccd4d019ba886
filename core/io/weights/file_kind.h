// SPDX-License-Identifier: GPL-3.0-or-later
// What a file is, told by its content and never by its name. Knows no ATen.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace pleat::io {

enum class FileKind
{
    // Read by Pleat.
    TorchScript, ///< zip with STEM/data.pkl, STEM/constants.pkl and STEM/code/
    StateDict, ///< zip with STEM/data.pkl only
    Safetensors,
    SafetensorsIndex, ///< JSON with a "weight_map"
    Onnx,
    // Refused, with a way out.
    LegacyPickle, ///< torch.save before 1.6
    Pickle, ///< any other bare pickle
    TorchTar, ///< torch.save before 0.1.10
    TorchExport, ///< .pt2 of torch.export
    Hdf5, ///< Keras up to 2
    Keras, ///< .keras of Keras 3
    TensorFlow, ///< SavedModel or frozen graph
    TensorFlowLite,
    CoreMl,
    Gguf,
    Numpy, ///< .npy or .npz
    Archive, ///< zip, tar or a compressed file, with something else in it
    GitLfsPointer, ///< stands for a file that was not fetched
    WebPage,
    Json,
    Text,
    Empty,
    Unknown
};

/// `bytes` is the whole file, of which little is read. A zip archive that is damaged or unsupported
/// is the error of ZipArchive::open; everything else has a kind.
Result<FileKind> fileKind(std::span<const std::byte> bytes, const std::string& where);

/// With an article, for sentences: "a state_dict", "an HDF5 file".
std::string_view fileKindName(FileKind kind);

/// Names the format and what is allowed; the hint says how to convert it, in Python where that
/// works. ErrorCode::Unsupported for a known format, ErrorCode::Unreadable for what is none.
/// For a kind that Pleat reads: that this place does not take it.
Error refusal(FileKind kind, const std::string& where);

} // namespace pleat::io
