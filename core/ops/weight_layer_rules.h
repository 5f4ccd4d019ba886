// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of layers with a weight, for operators that are one or not by their operands (x @ W).
#pragma once

#include "core/ops/operator_family.h"

namespace pleat::ops {

void coupleWeightLayer(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules);
/// Positions x weight elements.
std::int64_t weightLayerMacs(
    const graph::Graph& graph, const graph::Node& node, const ShapeOf& shapeOf);

} // namespace pleat::ops
