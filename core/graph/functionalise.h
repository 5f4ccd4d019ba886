// SPDX-License-Identifier: GPL-3.0-or-later
// In-place operators become functional where no live alias would see the difference.
#pragma once

#include "core/graph/graph.h"

namespace pleat::graph {

/// before: %3 = aten::relu_(%2)    after: %3 = aten::relu(%2), later readers of %2 read %3
///
/// A tap on %2 then shows what %2 was, not what was written over it. `examples` (index = ValueId)
/// are the values of one run in order; two values alias if they share a storage there. A write
/// stays where another view of the storage is read later.
void functionalise(Graph& graph, const std::vector<c10::IValue>& examples);

} // namespace pleat::graph
