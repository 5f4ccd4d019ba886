// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes that one forward pass holds at most: parameters, buffers, inputs and live activations.
//
// Both figures follow the executor: a value is dropped after its last use, and values that share a
// storage (views, chunks, a reshape that copies nothing) count once. Left out is what an operator
// takes for itself while it runs, such as the workspace of a convolution or its reordered weights,
// and sizes that the network computes for itself. The input is the example input of the graph.
#pragma once

#include "core/base/stage_context.h"
#include "core/coupling/cost_model.h"
#include "core/graph/executor.h"

#include <cstdint>
#include <vector>

namespace pleat::evaluate {

/// Counted during a run of the network. Errors are those of Executor::run.
Result<std::int64_t> measuredMemory(const graph::Executor& network, const StageContext& context);

/// A storage that activations share, from the node that makes it up to the last use of a value in
/// it.
struct StorageLife
{
    coupling::Product elements; ///< of the largest tensor in it
    std::int64_t elementsBefore = 1; ///< the same before a fold
    std::int64_t bytesBefore = 0; ///< of the storage
    std::size_t first = 0, last = 0; ///< nodes; `last` is the number of nodes if it outlives them
};

/// The same as a function of the widths of the groups, from shapes alone: microseconds per call.
/// Which values share a storage is taken from the network before the fold, so the figure is too
/// high where a group keeps a single channel and a copy becomes a view.
/// Immutable after construction, so it may be read from any thread.
class MemoryModel
{
public:
    MemoryModel() = default; ///< needs nothing
    MemoryModel(coupling::CostModel stored, std::vector<StorageLife> storages, std::size_t nodes);
    std::int64_t at(const coupling::CostModel::Widths& kept) const;

private:
    coupling::CostModel m_stored;
    std::vector<StorageLife> m_storages;
    std::size_t m_nodes = 0;
};

/// Runs the example once to see which values share a storage. Errors are those of Executor::run.
Result<MemoryModel> memoryModel(const graph::Executor& network, const coupling::Coupling& coupling,
    const StageContext& context);

} // namespace pleat::evaluate
