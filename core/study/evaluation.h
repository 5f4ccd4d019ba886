// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluation of a graph; for core only, since it takes one.
#pragma once

#include "core/graph/graph.h"
#include "core/io/input_description.h"
#include "core/study/run.h"

namespace pleat::study {

/// On the test split of `options.dataPath`, samples drawn by the seed of the context. `against`
/// may be null.
Result<Evaluation> evaluateGraph(const graph::GraphPtr& graph, const graph::GraphPtr& against,
    const io::InputDescription& input, const EvaluateOptions& options, const StageContext& context);

} // namespace pleat::study
