// SPDX-License-Identifier: GPL-3.0-or-later
// The network of a lesson as a graph like any other; for core only, since it holds tensors.
#pragma once

#include "core/fold/merge_map.h"
#include "core/study/lesson.h"

#include <ATen/core/Tensor.h>

namespace pleat::study {

/// [r, c] double, and back.
at::Tensor tensorFrom(const Eigen::MatrixXd& matrix);
Eigen::MatrixXd matrixFrom(const at::Tensor& rows);

/// The group of the channels between the two layers, of a model that modelOf() made.
int lessonGroup(const Model& model);

/// Graph and coupling of the network, in double. Without consumers a single zero row reads the
/// channels, since those of an output would be frozen.
Result<ModelPtr> modelOf(const LessonNetwork& network);

/// Outputs [batch, m] of the network, folded and repaired by Fold-AR as any other.
struct LessonRun
{
    Eigen::MatrixXd original, folded, repaired;
    Eigen::MatrixXd averagedColumns; ///< folded, but the outgoing weights are averaged
};
/// `batch` [N, d].
Result<LessonRun> runFolded(const LessonNetwork& network, const fold::MergeMap& map,
    const Eigen::MatrixXd& batch, const StageContext& context);

} // namespace pleat::study
