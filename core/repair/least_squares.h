// SPDX-License-Identifier: GPL-3.0-or-later
// Least squares on the consumer side: every layer learns from the original network's activations
// what to do with the channels that a fold left it. (Design, section 5; for the channel-wise form
// also GRAIL, arXiv 2602.23795.)
#pragma once

#include "core/repair/layer_walk.h"
#include "core/repair/repair_method.h"

namespace pleat::repair {

enum class Unknowns
{
    Kernel, ///< the whole kernel, per tap
    Channels ///< one mixture of input channels for all taps: W~ B
};

struct LeastSquaresOptions
{
    Unknowns unknowns = Unknowns::Kernel;
    double ridge = 0.05; ///< of the mean diagonal, toward the plain fold; infinity keeps it
    bool rescale = true; ///< bring every layer to its targets m* and s* afterwards
    std::int64_t copies = 4; ///< variants of each image besides itself; fewer of large ones
};

/// The layer fitted to z averaged over the clusters of its rows; its std is the measured one.
/// ErrorCode::Impossible, Cancelled.
Result<fold::FusedRows> fittedLayer(
    const LayerStep& step, const LeastSquaresOptions& options, const std::stop_token& stop);

/// All layers, in execution order.
Result<graph::GraphPtr> leastSquares(
    const RepairTask& task, const LeastSquaresOptions& options, const StageContext& context);

} // namespace pleat::repair
