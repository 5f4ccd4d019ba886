// SPDX-License-Identifier: GPL-3.0-or-later
// Which block a node of an outline belongs to, and how blocks nest.
#pragma once

#include "core/study/outline.h"

#include <string>
#include <vector>

namespace pleat::study {

/// "layer1.0.conv1" -> "layer1.0"; empty for a name without a dot. Of a name of very many parts only
/// the first ones, since blocks are walked recursively.
std::string parentPath(const std::string& path);

/// Of an operator without parameters: the smallest block common to what it reads. Of a value that
/// was made outside, such as the one that a residual block adds to its own, the block that reads it
/// counts. `paths` holds the path of every node; `reads` is ascending.
std::string pathByNeighbours(const std::vector<OutlineNode>& nodes,
    const std::vector<std::string>& paths, const std::vector<int>& reads);

/// Sets OutlineNode::block of all nodes. See outlineOf for the promise about cycles.
std::vector<OutlineBlock> nestBlocks(
    const std::vector<std::string>& paths, std::vector<OutlineNode>& nodes);

} // namespace pleat::study
