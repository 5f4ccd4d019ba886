// SPDX-License-Identifier: GPL-3.0-or-later
// Networks in files of every format that Pleat knows.
#pragma once

#include "core/architecture/wanted.h"
#include "core/base/stage_context.h"
#include "core/graph/graph.h"
#include "core/io/input_description.h"
#include "core/io/weights/file_kind.h"
#include "core/io/weights/weights_file.h"

#include <string>
#include <vector>

namespace pleat::io {

struct NetworkFile
{
    std::string format; ///< "torchscript", "state_dict", "safetensors" or "onnx"
    graph::GraphPtr graph; ///< sizes baked, verified
    InputDescription input; ///< from beside the file, else from inside it; `shape` is known
    std::string architecture; ///< that a builder recognised, "resnet18"; else empty
    architecture::Wanted wanted; ///< what the builder was told
};

/// Told by the content; a look at a few places, however large the file is.
Result<FileKind> kindOfFile(const std::string& path);

/// Example shapes come from `shapes` ("1x3x32x32", may be
/// empty), else from the input description, else from the file itself.
/// ErrorCode::Unsupported for weights without a graph that no architecture fits.
Result<NetworkFile> readNetwork(
    const std::string& path, const std::string& shapes, const StageContext& context = {});

/// What a file of weights holds, without reading any of it. ErrorCode::Unsupported for a file that
/// is no file of weights only.
Result<WeightsFile> listWeights(const std::string& path);

/// What NetworkFile::format of a file written to `path` is, by its ending; empty for another
/// ending.
std::string formatOf(const std::string& path);
/// Whether the ending of `path` names a format that can be written; ErrorCode::Usage lists them.
Result<void> checkNetworkEnding(const std::string& path);

/// By its ending: .pt TorchScript, .pth state_dict, .safetensors, .onnx. An existing file is
/// replaced only when the new one is complete.
/// Files of weights also say how they were `wanted`, so that the same network is built of them.
Result<void> writeNetwork(const graph::Graph& graph, const InputDescription& input,
    const architecture::Wanted& wanted, const std::string& path);

} // namespace pleat::io
