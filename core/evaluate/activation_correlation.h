// SPDX-License-Identifier: GPL-3.0-or-later
// How alike the channels of a group answer to images.
#pragma once

#include "core/base/stage_context.h"
#include "core/coupling/coupling.h"
#include "core/graph/executor.h"

#include <ATen/core/Tensor.h>
#include <Eigen/Core>

#include <vector>

namespace pleat::evaluate {

/// [n, n] Pearson correlations of the group's channels in the outputs of each of `layers`, which
/// must make them (Coupling::makes): after BatchNorm, before any addition. Over the images of
/// `batch` [N, ...] and all positions, accumulated in double; a channel that stands at several
/// indices of the layer (a head) counts with all of them. The diagonal is 1; NaN in the rows and
/// columns of constant channels, those whose deviation is within the rounding of float. Polls for
/// cancel before each operator and about every 20 ms in between.
Result<std::vector<Eigen::MatrixXd>> activationCorrelations(const graph::Executor& network,
    const coupling::Coupling& coupling, int group,
    const std::vector<const coupling::Layer*>& layers, const at::Tensor& batch,
    const StageContext& context);

} // namespace pleat::evaluate
