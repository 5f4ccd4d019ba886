// SPDX-License-Identifier: GPL-3.0-or-later
// What two runs of a graph, the second with twice the batch, tell about its values: their types and
// shapes, which sizes follow the batch, and what does not depend on the input at all.
#pragma once

#include "core/graph/graph.h"

#include <map>
#include <utility>
#include <vector>

namespace pleat::io {

using Sizes = std::vector<std::int64_t>;

/// A tensor, or a number (which is a tensor without axes).
struct TensorFacts
{
    at::ScalarType type = at::ScalarType::Undefined;
    Sizes shape; ///< on the example input
    Sizes larger; ///< with twice its batch

    std::int64_t rank() const { return static_cast<std::int64_t>(shape.size()); }
    bool fixed(std::size_t axis) const { return shape[axis] == larger[axis]; }
    bool allFixed() const { return shape == larger; }
};

struct ValueFacts
{
    std::vector<TensorFacts> items; ///< one, or those of a list
    bool list = false;
    bool known = false; ///< does not depend on the input
    c10::IValue example, larger; ///< of what is no tensor
};

struct RunFacts
{
    bool anyBatch = false; ///< runs with twice the batch too, and every rank stays
    std::vector<ValueFacts> values; ///< index = ValueId
    /// What a node (invalid: the output) finds in a known value when it reads it: a tensor may be
    /// written between two readers.
    std::map<std::pair<graph::NodeId, graph::ValueId>, c10::IValue> read;
};

/// Random operators are never known. Errors are those of the run on the example.
Result<RunFacts> observe(const graph::Graph& graph);

} // namespace pleat::io
