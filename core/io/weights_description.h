// SPDX-License-Identifier: GPL-3.0-or-later
// The text that stands beside weights: what a module needs besides them.
#pragma once

#include "core/architecture/wanted.h"
#include "core/graph/graph.h"
#include "core/io/input_description.h"

#include <string>

namespace pleat::io {

/// JSON: the input description, `wanted` as in config.json, and "widths": per convolution and
/// linear layer the channels `out` and `in` and, if there is more than one, the `groups`.
std::string describeWeights(
    const graph::Graph& graph, const InputDescription& input, const architecture::Wanted& wanted);

} // namespace pleat::io
