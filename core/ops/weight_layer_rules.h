// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of layers with a weight, for operators that are one or not by their operands (x @ W).
#pragma once

#include "core/ops/operator_family.h"

namespace pleat::ops {

void coupleWeightLayer(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules);
/// Positions x weight elements.
std::vector<Axis> weightLayerMacs(const graph::Graph& graph, const graph::Node& node);
/// Every axis of a value but `except`.
std::vector<Axis> axesOf(const graph::Graph& graph, graph::ValueId value, std::int64_t except = -1);

} // namespace pleat::ops
