// SPDX-License-Identifier: GPL-3.0-or-later
// How much more memory a job will take than is held now. Estimates, rather too low than too high:
// what they refuse would certainly not fit.
#pragma once

#include "core/study/run.h"

#include <cstdint>
#include <vector>

namespace pleat::study {

/// Of analyseGroup() at its peak, in bytes: the features or the pairs of the tree beside the Gram
/// matrix.
std::int64_t analysisNeed(const GroupInfo& group);

/// Of a similarity matrix in the order of a tree, in bytes: what is computed and what is drawn.
std::int64_t similarityNeed(const GroupInfo& group);

/// Of runPlan() at its peak, in bytes: groups that are not analysed yet, the network in double and
/// the folded ones, activations of a batch. Fast enough for every step of a slider.
std::int64_t runNeed(
    const Model& model, const RunOptions& options, const std::vector<GroupStatisticsPtr>& cached);

/// ErrorCode::Impossible if a run would not fit. Asked by runPlan() before anything else.
Result<void> checkRunMemory(
    const Model& model, const RunOptions& options, const std::vector<GroupStatisticsPtr>& cached);

} // namespace pleat::study
