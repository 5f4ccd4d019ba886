// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes that belong to the network, not to its input, become constants.
#pragma once

#include "core/graph/graph.h"

namespace pleat::graph {

/// A trace computes channel counts, head counts and scales from tensor sizes; after a fold such
/// arithmetic would change silently. The graph is run on the example, on two examples at once and,
/// where that works, on a larger image: a size value that is equal in all runs is a constant of the
/// network and is written down as one.
void bakeSizes(Graph& graph);

} // namespace pleat::graph
