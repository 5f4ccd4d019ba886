// SPDX-License-Identifier: GPL-3.0-or-later
// What the program knows about each operator. One family per file in families/; adding one is
// adding a file that defines `family_<file name>`.
#pragma once

#include "core/graph/graph.h"
#include "core/ops/channel_rules.h"
#include "core/ops/resizing.h"

#include <functional>
#include <string>
#include <vector>

namespace pleat::ops {

/// Shape of a value: as it is, or as it will be after a fold.
using ShapeOf = std::function<std::vector<std::int64_t>(graph::ValueId)>;

struct OperatorFamily
{
    std::vector<std::string> operators; ///< qualified names, all overloads
    void (*couple)(const graph::Graph&, const graph::Node&, ChannelRules&);
    /// Rewrites arguments that name widths; null: none does. The graph is the one before the fold.
    void (*resize)(const graph::Graph&, graph::Node&, Resizing&) = nullptr;
    /// Multiply-accumulates on the example input; null: none.
    std::int64_t (*macs)(const graph::Graph&, const graph::Node&, const ShapeOf&) = nullptr;
};

/// Null if no family knows the operator: whatever it touches must be frozen.
const OperatorFamily* familyOf(const graph::Node& node);

/// For one example: the batch of the example input is divided out.
std::int64_t macs(const graph::Graph& graph, const graph::Node& node, const ShapeOf& shapeOf);
std::int64_t macs(const graph::Graph& graph);

} // namespace pleat::ops
