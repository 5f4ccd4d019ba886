// SPDX-License-Identifier: GPL-3.0-or-later
// What a picture of the network asks about its nodes and blocks.
#include "ui/models/graph_layout.h"

namespace pleat::ui {

namespace {

constexpr int kMostOpenNodes = 60;

} // namespace

bool isJoin(const study::OutlineNode& node)
{
    return node.kind == "add" && node.reads.size() > 1;
}

std::vector<int> blocksAround(const study::Outline& outline, int block)
{
    std::vector<int> blocks;
    for (; block > 0; block = outline.blocks[block].parent)
        blocks.insert(blocks.begin(), block);
    return blocks;
}

std::vector<int> nodesPerBlock(const study::Outline& outline)
{
    std::vector<int> counts(outline.blocks.size(), 0);
    for (const study::OutlineNode& node : outline.nodes) {
        for (int block = node.block; block >= 0; block = outline.blocks[block].parent)
            ++counts[block];
    }
    return counts;
}

std::vector<bool> firstOpen(const study::Outline& outline)
{
    const std::vector<int> counts = nodesPerBlock(outline);
    const int all = static_cast<int>(outline.nodes.size());
    std::vector<bool> open;
    for (int count : counts)
        open.push_back(all <= kMostOpenNodes || 2 * count > all);
    return open;
}

} // namespace pleat::ui
