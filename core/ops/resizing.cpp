// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ops/resizing.h"

#include <ATen/core/ivalue_inl.h>

namespace pleat::ops {

bool changes(const graph::Graph& graph, const Resizing& resizing, Axis axis)
{
    return resizing.extent(axis) != extentOf(graph, axis);
}

void resizeCount(
    const graph::Graph& graph, graph::Node& node, std::size_t index, Axis axis, Resizing& resizing)
{
    const c10::IValue count = graph::constantArgument(node, index);
    if (count.isInt())
        node.arguments[index] = graph::Argument::ofConstant(
            count.toInt() * resizing.extent(axis) / extentOf(graph, axis));
}

void resizeShape(const graph::Graph& graph, graph::Node& node, std::size_t index,
    graph::ValueId value, std::int64_t firstAxis, Resizing& resizing)
{
    if (index >= node.arguments.size())
        return;
    graph::Argument& shape = node.arguments[index];
    std::vector<std::int64_t> constants;
    if (shape.constant.isIntList())
        constants = shape.constant.toIntVector();
    for (std::size_t i = 0; i < std::max(constants.size(), shape.items.size()); ++i) {
        const Axis axis{value, firstAxis + static_cast<std::int64_t>(i)};
        if (!changes(graph, resizing, axis))
            continue;
        const std::int64_t after = resizing.extent(axis);
        if (i < constants.size())
            constants[i] = constants[i] < 0 ? constants[i] : after;
        else if (shape.items[i].isValue())
            shape.items[i] = resizing.scaled(shape.items[i], after);
        else if (shape.items[i].constant.isInt() && shape.items[i].constant.toInt() >= 0)
            shape.items[i] = graph::Argument::ofConstant(after);
    }
    if (!constants.empty())
        shape = graph::Argument::ofConstant(constants);
}

} // namespace pleat::ops
