// SPDX-License-Identifier: GPL-3.0-or-later
// How operators are called in an outline, and which of them are bookkeeping.
#pragma once

#include "core/graph/graph.h"

#include <string>
#include <vector>

namespace pleat::study {

/// Operators that only rearrange, convert or measure what they read, or do nothing at all when a
/// network is used.
bool isBookkeeping(const graph::Node& node);

/// "convolution", "max pool", "add"; of an unknown operator its own name in words.
std::string kindOf(const graph::Graph& graph, const graph::Node& node);

/// Whatever kindOf() says of operators with a rule of coupling, ascending; "input" stands there
/// too.
std::vector<std::string> knownKinds();

} // namespace pleat::study
