// SPDX-License-Identifier: GPL-3.0-or-later
// What a network needs while it runs: profiled once when it is opened, measured around a fold; for
// core only, since it takes graphs.
#pragma once

#include "core/evaluate/latency.h"
#include "core/evaluate/memory.h"
#include "core/study/run.h"

namespace pleat::study {

/// Immutable; may be shared between threads.
struct Profile
{
    evaluate::MemoryModel memory;
    evaluate::LatencyModel latency;
    double latencyMs = 0; ///< of the network as it was opened
    double batchMs = 0; ///< of one example within a batch; `latencyMs` if no batch runs
};

/// Runs the example a few times, about a second in all. Errors are those of Executor::run.
Result<Profile> profileOf(
    const graph::GraphPtr& graph, const coupling::Coupling& coupling, const StageContext& context);

/// Runs both networks, each for half a second or once. Fills everything but the predictions.
Result<ResourceReport> measureResources(
    const graph::GraphPtr& before, const graph::GraphPtr& after, const StageContext& context);

} // namespace pleat::study
