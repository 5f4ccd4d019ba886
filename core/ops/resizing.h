// SPDX-License-Identifier: GPL-3.0-or-later
// What a fold asks of operators whose arguments name widths: groups of a convolution, shapes of a
// view, sizes of a split. They are rewritten by position, never by value: 64 may be a width here
// and a number of pixels there.
#pragma once

#include "core/ops/channel_rules.h"

namespace pleat::ops {

class Resizing
{
public:
    virtual ~Resizing() = default;

    /// Extent of the axis after the fold.
    virtual std::int64_t extent(Axis axis) const = 0;
    /// Where the boundary before index `position` lies after the fold.
    virtual std::int64_t position(Axis axis, std::int64_t position) const = 0;
    /// A size that is computed while the network runs, in proportion so that it becomes `after` on
    /// the example. Unchanged where it already follows the new widths.
    virtual graph::Argument scaled(const graph::Argument& size, std::int64_t after) = 0;
};

bool changes(const graph::Graph& graph, const Resizing& resizing, Axis axis);
/// Argument `index` is a count of which `axis` holds a fixed multiple (groups, heads).
void resizeCount(
    const graph::Graph& graph, graph::Node& node, std::size_t index, Axis axis, Resizing& resizing);
/// Argument `index` is a list of sizes; entry i is the extent of axis `firstAxis` + i of `value`.
void resizeShape(const graph::Graph& graph, graph::Node& node, std::size_t index,
    graph::ValueId value, std::int64_t firstAxis, Resizing& resizing);

} // namespace pleat::ops
