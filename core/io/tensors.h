// SPDX-License-Identifier: GPL-3.0-or-later
// Between tensors in files and tensors in memory: the one place that knows both.
#pragma once

#include "core/architecture/blueprint_graph.h"
#include "core/graph/graph.h"
#include "core/io/weights/weights_file.h"

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

namespace pleat::io {

/// The dtype that the CPU computes in: float32 for float16 and bfloat16, else the same.
at::ScalarType computingType(at::ScalarType stored);

/// Dense copies of the file's tensors, in its order. Halves become float32 and say so in `stored`.
/// Names that stand for the very same elements share one tensor. Pages of the file are released as
/// they are copied.
Result<std::vector<architecture::NamedTensor>> loadTensors(const WeightsFile& file);

/// Named tensors ready to be written; `kept` owns what `tensors` views.
struct WritableTensors
{
    std::vector<StoredTensor> tensors;
    std::vector<at::Tensor> kept;
};
/// All parameters but constants, dense, in their stored dtype. ErrorCode::Impossible for a dtype
/// that no weights file knows.
Result<WritableTensors> writableTensors(const graph::Graph& graph);

} // namespace pleat::io
