// SPDX-License-Identifier: GPL-3.0-or-later
// A blueprint and its tensors become a graph.
#pragma once

#include "core/architecture/blueprint.h"
#include "core/graph/graph.h"

#include <string>
#include <vector>

namespace pleat::architecture {

struct NamedTensor
{
    std::string name;
    at::Tensor tensor; ///< in a dtype that the CPU computes in
    /// The dtype in the file; Undefined: that of `tensor`.
    at::ScalarType stored = at::ScalarType::Undefined;
};

/// `tensors` are those that the blueprint was found for; parameters keep their order. `example` is
/// a batch of blueprint.inputShape, or of another size that the network takes.
/// ErrorCode::Unsupported, naming the layer, if the example does not fit.
Result<graph::Graph> makeGraph(
    const Blueprint& blueprint, const std::vector<NamedTensor>& tensors, const at::Tensor& example);

} // namespace pleat::architecture
