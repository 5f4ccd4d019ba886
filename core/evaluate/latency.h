// SPDX-License-Identifier: GPL-3.0-or-later
// Time of one forward pass on the example input: measured, and estimated for other widths.
#pragma once

#include "core/base/stage_context.h"
#include "core/coupling/cost_model.h"
#include "core/graph/executor.h"

#include <utility>
#include <vector>

namespace pleat::evaluate {

/// Median time of one example through the graph executor, in ms: of at least nine runs that take a
/// tenth of a second together, of fewer if they take long (half a second in all, or a single run).
/// Polls for cancel per operator.
Result<double> latencyMs(const graph::Executor& network, const StageContext& context);

/// Time of one node against its work, at the widths that were measured.
struct NodeTime
{
    coupling::Product work; ///< multiply-accumulates of a weight layer, else elements
    std::vector<std::pair<double, double>> points; ///< work and ms, both rising; at least one
};

/// An estimate of the time as a function of the widths of the groups. Every node is timed at all of
/// its channels, at half and at an eighth of them; between, its time is taken as linear in its
/// work. Three points, since a layer at batch 1 has a fixed cost and gets faster when its weights
/// fit into a cache. On a busy machine it can be off by half. Microseconds per call. Immutable
/// after construction, so it may be read from any thread.
class LatencyModel
{
public:
    LatencyModel() = default; ///< takes no time
    explicit LatencyModel(std::vector<NodeTime> nodes);
    double at(const coupling::CostModel::Widths& kept) const;

private:
    std::vector<NodeTime> m_nodes;
};

/// Times every node in several runs, about half a second for each of the three widths or a single
/// run. Errors are those of Executor::run; widths at which the network does not run are left out.
Result<LatencyModel> latencyModel(const graph::Executor& network,
    const coupling::Coupling& coupling, const StageContext& context);

} // namespace pleat::evaluate
