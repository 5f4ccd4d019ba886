// SPDX-License-Identifier: GPL-3.0-or-later
// BatchNorms written into the layers before them: fewer operators, the same function. A second fold
// of such a file no longer knows the statistics of the training data.
#pragma once

#include "core/graph/graph.h"

namespace pleat::fold {

/// Every BatchNorm that only one convolution or linear layer feeds vanishes with its parameters; a
/// layer without bias gets one, called NAME.bias. Others stay.
Result<graph::GraphPtr> withFusedNorms(const graph::GraphPtr& graph);

} // namespace pleat::fold
