// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX networks as graphs of ATen operators.
#pragma once

#include "core/graph/graph.h"
#include "core/io/onnx/onnx_model.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pleat::io {

/// The shape of each input as far as the file tells, for importOnnx. A batch of unknown size is 1,
/// and so are unknown lengths of sequences; unknown channels and image sizes are -1: the caller has
/// to choose them. Empty for an input without a shape.
std::vector<std::vector<std::int64_t>> statedShapes(const OnnxModel& model);

/// Runs the network once on zeros of the example shapes (one per input, all sizes positive), which
/// gives every shape. Initializers that are data become parameters of the same name, also those
/// that nobody reads; numbers, axes and shapes become constants. Sizes that depend on the input are
/// computed by nodes: call graph::bakeSizes next.
/// ErrorCode::Unsupported names an operator or option that Pleat does not know;
/// ErrorCode::Usage for example shapes that do not fit.
Result<graph::Graph> importOnnx(const OnnxModel& model,
    const std::vector<std::vector<std::int64_t>>& exampleShapes, const std::string& where);

} // namespace pleat::io
