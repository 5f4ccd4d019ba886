// SPDX-License-Identifier: GPL-3.0-or-later
// Networks as ONNX files (opset 17), for runtimes other than PyTorch.
#pragma once

#include "core/graph/graph.h"

#include <string>

namespace pleat::io {

/// Writes `path` directly. Every named tensor becomes an initializer of its name and, where it is
/// narrower in the file it came from (float16), of that type; `description` goes into the metadata
/// as "pleat". The batch is symbolic if the network runs at twice the example batch; all other
/// sizes of the inputs are those of the example.
/// ErrorCode::Unsupported names an operator, its place and what ONNX lacks;
/// ErrorCode::Impossible: larger than 2 GB, or the file cannot be written. Thread-safe.
Result<void> writeOnnx(
    const graph::Graph& graph, const std::string& description, const std::string& path);

} // namespace pleat::io
