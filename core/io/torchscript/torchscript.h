// SPDX-License-Identifier: GPL-3.0-or-later
// TorchScript files: the format that PyTorch loads without our help.
#pragma once

#include "core/graph/graph.h"
#include "core/io/input_description.h"

#include <optional>
#include <string>
#include <vector>

namespace pleat::io {

/// The record of a file that holds its input description.
inline constexpr const char* kDescriptionRecord = "pleat.json";

struct TorchScriptFile
{
    graph::GraphPtr graph;
    InputDescription input; ///< from beside the file, else from inside it; may be empty
};

/// Reads, inlines, bakes sizes and verifies. The example shapes come from `shapes` ("1x3x32x32",
/// may be empty), else from the input description, else from the first weight layer.
/// Nothing but the operators of the graph is executed.
Result<TorchScriptFile> readTorchScript(const std::string& path, const std::string& shapes);

/// Nested modules with the names of the parameters; `input` is stored inside the file.
/// An existing file is replaced only when the new one is complete.
Result<void> writeTorchScript(
    const graph::Graph& graph, const InputDescription& input, const std::string& path);

} // namespace pleat::io
