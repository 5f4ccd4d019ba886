// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes after a fold, and the graph whose arguments name them.
#pragma once

#include "core/coupling/coupling.h"

namespace pleat::coupling {

/// Shape of a value when group g keeps kept[g] channels.
std::vector<std::int64_t> shapeAfter(const graph::Graph& graph, const Coupling& coupling,
    graph::ValueId value, const std::vector<std::int64_t>& kept);

/// A copy whose operators name the widths of `kept`: groups of convolutions, shapes of views, sizes
/// of splits. Its parameters are still the old ones.
graph::Graph resized(
    const graph::Graph& graph, const Coupling& coupling, const std::vector<std::int64_t>& kept);

} // namespace pleat::coupling
