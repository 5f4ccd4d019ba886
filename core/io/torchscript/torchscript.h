// SPDX-License-Identifier: GPL-3.0-or-later
// TorchScript files: the format that PyTorch loads without our help.
#pragma once

#include "core/graph/graph.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace torch::jit {
struct Module;
}

namespace pleat::io {

/// The record of a file that holds its input description.
inline constexpr const char* kDescriptionRecord = "pleat.json";

/// A loaded module whose graph was not looked at yet.
struct TorchScriptFile
{
    std::shared_ptr<torch::jit::Module> module; ///< in evaluation mode; halves are float32
    std::map<std::string, at::ScalarType> halves; ///< parameters that the file holds in 16 bits
    at::ScalarType inputType = at::kFloat; ///< float64 if the weights are
    std::string description; ///< the text that Pleat wrote into it; may be empty
};

/// Checks the archive (LibTorch does not look at checksums) and loads it. Nothing is executed.
Result<TorchScriptFile> loadTorchScript(const std::string& path);

/// Shape of an example, with batch axis, as the first weight layer tells it; images are taken as
/// 32 x 32. Empty if it does not tell.
std::vector<std::int64_t> shapeFromFirstLayer(const TorchScriptFile& file);

/// The inlined graph, evaluated partially on the examples; nothing but the operators of the graph
/// is executed. Sizes are not baked yet.
Result<graph::Graph> graphOf(
    const TorchScriptFile& file, const std::vector<at::Tensor>& exampleInputs);

/// Nested modules with the names of the parameters; `description` is stored inside the file.
/// Writes to `path` directly: use writeFileAtomically around it.
Result<void> writeTorchScript(
    const graph::Graph& graph, const std::string& description, const std::string& path);

} // namespace pleat::io
