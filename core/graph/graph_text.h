// SPDX-License-Identifier: GPL-3.0-or-later
// A graph as text without its weights, for tests and reports of bugs.
//
//     input %x float32 [1, 3, 8, 8]
//     parameter conv.weight float32 [8, 3, 3, 3]
//     parameter tied.weight = conv.weight
//     buffer bn.running_mean float32 [8]
//     constant constant.2 float32 [1, 8, 1, 1]
//     %3 = aten::conv2d(%x, conv.weight, None, [1, 1], [0, 0], [1, 1], 1)  [1, 8, 6, 6]
//     %4 = aten::size(%3, 0)  int size  # net.py:12
//     %5 = aten::cat(Tensor{%3, %3}, 1)  [1, 16, 6, 6]
//     return (%5, %4)
//
// Behind a node stands what it makes: a shape, a type, or both where the type is not Tensor; "size"
// if it follows from sizes. {...} is a list with values in it, [...] one of constants, both after
// the type of an item where that does not show; (...) is a tuple. Names that would be read as
// something else stand in backquotes. Lines may be empty or comments.
#pragma once

#include "core/graph/graph.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace pleat::graph {

std::string dump(const Graph& graph);

constexpr std::int64_t kMostTextElements = std::int64_t{1} << 31;

/// The graph that `dump` wrote. Weights are drawn from a generator seeded by their name, integers
/// are zero, so that indices stay in range; example inputs are zero too. Nothing is executed, so
/// the shapes of computed values are what the text claims: run the graph to learn whether they
/// hold. ErrorCode::Unreadable with line and column for whatever no dump holds; more than
/// `mostElements` in all tensors of the text are refused.
Result<Graph> parseGraph(std::string_view text, std::int64_t mostElements = kMostTextElements);

} // namespace pleat::graph
