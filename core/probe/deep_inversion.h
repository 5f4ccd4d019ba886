// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs made from the network alone: deep inversion from noise, by Adam.
#pragma once

#include "core/base/stage_context.h"
#include "core/probe/inversion_objective.h"

#include <functional>
#include <vector>

namespace pleat::probe {

struct InversionOptions
{
    std::int64_t images = 128;
    std::int64_t batch = 128; ///< images optimised together; they share the statistics
    std::int64_t steps = 300;
    double learningRate = 0.1;
    InversionWeights weights;
};

/// The same with a batch whose activations, all of which a gradient needs, take 6 GB at most.
InversionOptions withFittingBatch(InversionOptions options, const graph::Graph& network);
/// Of all batches.
std::int64_t plannedSteps(const InversionOptions& options);

/// One step of the optimisation. Steps count on over the batches.
struct InversionStep
{
    std::int64_t step = 0;
    InversionLoss loss;
};

struct InvertedImages
{
    at::Tensor inputs; ///< float [N, ...] as the network reads them: the best of each batch
    std::vector<InversionStep> curve; ///< of every step
    std::int64_t steps = 0; ///< planned for all batches
    bool complete = true; ///< false: cancelled, this is the best so far
};

/// Called on the thread of the job after every step with the inputs of the batch as they are.
using InversionWatcher = std::function<void(const InversionStep&, const at::Tensor& inputs)>;

/// Deterministic by `context.seed`. The class of image i is i mod classes. Cancelled after its
/// first step it gives the best so far; ErrorCode::Cancelled before.
Result<InvertedImages> invert(const graph::GraphPtr& network, const io::InputDescription& input,
    const InversionOptions& options, const InversionWatcher& watch, const StageContext& context);

} // namespace pleat::probe
