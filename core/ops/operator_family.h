// SPDX-License-Identifier: GPL-3.0-or-later
// What the program knows about each operator. One family per file in families/; adding one is
// adding a file that defines `family_<file name>`.
#pragma once

#include "core/graph/graph.h"
#include "core/ops/channel_rules.h"
#include "core/ops/resizing.h"

#include <string>
#include <vector>

namespace pleat::ops {

struct OperatorFamily
{
    std::vector<std::string> operators; ///< qualified names, all overloads
    void (*couple)(const graph::Graph&, const graph::Node&, ChannelRules&);
    /// Rewrites arguments that name widths; null: none does. The graph is the one before the fold.
    void (*resize)(const graph::Graph&, graph::Node&, Resizing&) = nullptr;
    /// The axes whose extents multiply to the multiply-accumulates on the example input; null or
    /// an empty list: none.
    std::vector<Axis> (*macs)(const graph::Graph&, const graph::Node&) = nullptr;
};

/// Null if no family knows the operator: whatever it touches must be frozen.
const OperatorFamily* familyOf(const graph::Node& node);

/// Qualified names of the operators of all families, ascending.
std::vector<std::string> knownOperators();

/// See OperatorFamily::macs.
std::vector<Axis> macAxes(const graph::Graph& graph, const graph::Node& node);
/// Examples in the example input: MACs are counted for one.
std::int64_t exampleBatch(const graph::Graph& graph);
/// Multiply-accumulates of one example.
std::int64_t macs(const graph::Graph& graph);

} // namespace pleat::ops
