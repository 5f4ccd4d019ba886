// SPDX-License-Identifier: GPL-3.0-or-later
// The layers around a group, with the rows that statistics and lessons look at; for core only,
// since it holds tensors.
#pragma once

#include "core/coupling/coupling.h"
#include "core/study/model_content.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace pleat::study {

/// The layers whose rows are channels of the group, in execution order.
std::vector<const coupling::Layer*> layersOf(const Model::Content& content, int group);

/// [n, d]: fused rows with the standard deviations that the BatchNorm states as norms; where blocks
/// fold, all rows of a block one behind the other.
at::Tensor whiteRows(const Model::Content& content, const coupling::Layer& layer, int group);

} // namespace pleat::study
