// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parts of a network stand when it is drawn: nested blocks, open or closed.
#pragma once

#include "core/base/stage_context.h"
#include "core/study/outline.h"

#include <QPointF>
#include <QRectF>

#include <vector>

namespace pleat::ui {

/// A node, or a closed block with all that it holds.
struct GraphBox
{
    int node = -1; ///< in Outline::nodes; -1 for a closed block
    int block = 0; ///< in Outline::blocks: the closed one, else the one around the node
    bool isBlock() const { return node < 0; }
    QRectF rect;
};

/// An open block.
struct GraphFrame
{
    int block = 0;
    int depth = 0; ///< 1 for those directly in the network
    QRectF rect;
};

struct GraphLine
{
    int from = 0, to = 0; ///< boxes
    std::vector<QPointF> points; ///< never upwards
};

struct GraphLayout
{
    std::vector<GraphBox> boxes; ///< in order of execution
    std::vector<GraphFrame> frames; ///< outer ones first; not the network itself
    std::vector<GraphLine> lines;
    QRectF bounds;
    std::vector<int> boxOf; ///< per node: the box that shows it
};

/// Additions of two values are drawn as a small circle.
bool isJoin(const study::OutlineNode& node);
/// The block and those around it, without the network, the outermost first.
std::vector<int> blocksAround(const study::Outline& outline, int block);
/// Nodes in each block, however deep.
std::vector<int> nodesPerBlock(const study::Outline& outline);
/// Per block; the network is always open. Of more than 60 nodes the blocks are closed, save those
/// that hold more than half of them.
std::vector<bool> firstOpen(const study::Outline& outline);

/// `open` has one entry per block. Pure, deterministic, for any thread; ErrorCode::Cancelled if
/// `context` says so.
Result<GraphLayout> layOutGraph(
    const study::Outline& outline, const std::vector<bool>& open, const StageContext& context);

} // namespace pleat::ui
