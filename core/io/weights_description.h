// SPDX-License-Identifier: GPL-3.0-or-later
// The text that stands beside weights: what a module needs besides them.
#pragma once

#include "core/graph/graph.h"
#include "core/io/input_description.h"

#include <string>

namespace pleat::io {

/// The input description and "widths": per convolution and linear layer [out, in] channels and, if
/// there is more than one, the groups.
std::string describeWeights(const graph::Graph& graph, const InputDescription& input);

} // namespace pleat::io
