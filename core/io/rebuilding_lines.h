// SPDX-License-Identifier: GPL-3.0-or-later
// What a person needs besides a file of weights: the module that they go into.
#pragma once

#include "core/architecture/wanted.h"
#include "core/graph/graph.h"

#include <string>

namespace pleat::io {

/// Lines of Python that make a module of the weights saved at `path`; empty where its ending names
/// a format that holds the graph too. They name an architecture only if it computes what `graph`
/// does, for which both run once on the example.
std::string rebuildingLines(
    const graph::GraphPtr& graph, const architecture::Wanted& wanted, const std::string& path);

} // namespace pleat::io
