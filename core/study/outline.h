// SPDX-License-Identifier: GPL-3.0-or-later
// An opened network as a person would sketch it: layers in nested blocks, and what reads what.
#pragma once

#include "core/study/model.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pleat::study {

/// An operator that a person recognises. Views, sizes and other bookkeeping are left out; whoever
/// reads their results reads what they were made from.
struct OutlineNode
{
    std::string name; ///< "layer1.0.conv1", "layer1.0.add"; unique
    std::string kind; ///< "convolution", "batch norm", "add", ...
    int block = 0; ///< index in Outline::blocks
    std::vector<int> reads; ///< nodes, ascending; all come earlier
    std::vector<std::int64_t> shape; ///< of its output on the example; empty if it is no tensor
    std::int64_t parameters = 0; ///< elements, without buffers and those that an earlier node reads
    bool layer = false; ///< named after a module that holds its parameters
    std::vector<int> groups; ///< channel groups of its output, ascending; several for a concat
    int inputGroup = -1; ///< the first group among the channels that it reads; -1 if none
};

/// A module that holds layers, named by the path in the names of its parameters.
struct OutlineBlock
{
    std::string name; ///< "layer1.0"; empty for the whole network
    int parent = -1; ///< index of the block around it, which comes earlier; -1 for the network
};

struct Outline
{
    std::vector<OutlineBlock> blocks; ///< the network first
    std::vector<OutlineNode> nodes; ///< in order of execution, the inputs first
};

/// Pure and deterministic. Whatever blocks are drawn as one node, the drawing has no cycle: modules
/// that data leaves and enters again are no blocks, what they hold belongs to the one around.
Outline outlineOf(const Model& model);

} // namespace pleat::study
