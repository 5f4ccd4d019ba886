// SPDX-License-Identifier: GPL-3.0-or-later
// The feature rows of a channel group.
#pragma once

#include "core/coupling/coupling.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace pleat::cluster {

/// Raw features, in blocks [n, d_i]: producer rows as stored, times the sign of gamma of the
/// BatchNorm that they feed, and consumer columns as stored. No biases, no BatchNorm vectors:
/// normalising would give dead channels the same say as live ones.
std::vector<at::Tensor> rawFeatures(
    const graph::Graph& graph, const coupling::Coupling& coupling, int group);

} // namespace pleat::cluster
