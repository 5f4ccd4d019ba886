// SPDX-License-Identifier: GPL-3.0-or-later
// The feature rows of a channel group.
#pragma once

#include "core/base/result.h"
#include "core/cluster/cluster_options.h"
#include "core/coupling/coupling.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace pleat::cluster {

/// Feature rows of a group, in blocks [n, d_i] of float or double. "raw" (the default): producer
/// rows as stored, times the sign of gamma of the BatchNorm that they feed, and consumer columns as
/// stored. No biases, no BatchNorm vectors: normalising would give dead channels the same say as
/// live ones.
Result<std::vector<at::Tensor>> groupFeatures(const graph::Graph& graph,
    const coupling::Coupling& coupling, int group, const FeatureOptions& options);

/// ErrorCode::Usage for an unknown set or weights that leave nothing.
Result<void> checkFeatures(const FeatureOptions& options);

} // namespace pleat::cluster
