// SPDX-License-Identifier: GPL-3.0-or-later
// The same elements in another shape or order of axes.
#include "core/io/onnx/node_import.h"

#include <algorithm>
#include <numeric>

namespace pleat::io {

namespace {

void reshape(NodeImport& node)
{
    const Argument input = node.tensor(0);
    Arguments shape = node.sizes(1, "shape");
    const bool zeroIsZero = node.integer("allowzero", 0) != 0;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool kept = shape[i].constant.isInt() && shape[i].constant.toInt() == 0;
        if (!kept || zeroIsZero)
            continue;
        if (i >= node.shape(0).size())
            node.damaged("the shape keeps axis " + std::to_string(i) + ", which does not exist");
        shape[i] = node.size(0, static_cast<std::int64_t>(i));
    }
    node.set(node.call("aten::reshape", "", {input, intList(std::move(shape))}));
}

/// To a matrix: the axes before `axis`, and those from it on.
void flatten(NodeImport& node)
{
    const std::int64_t rank = node.rank(0);
    std::int64_t axis = node.integer("axis", 1);
    axis = axis == rank ? rank : node.axis(axis, rank);
    Argument made = node.tensor(0);
    if (axis == 0 || axis == rank)
        return node.set(node.call(
            "aten::reshape", "", {made, constant(axis == 0 ? Sizes{1, -1} : Sizes{-1, 1})}));
    if (axis < rank - 1 || axis == 1)
        made = node.call(
            "aten::flatten", "using_ints", {made, constant(axis), constant(std::int64_t{-1})});
    if (axis > 1)
        made = node.call(
            "aten::flatten", "using_ints", {made, constant(std::int64_t{0}), constant(axis - 1)});
    node.set(std::move(made));
}

void transpose(NodeImport& node)
{
    const std::int64_t rank = node.rank(0);
    Sizes order = node.integers("perm");
    if (order.empty()) {
        order.resize(static_cast<std::size_t>(rank));
        std::iota(order.rbegin(), order.rend(), 0);
    }
    Operand made;
    if (node.operand(0).kind == Operand::Kind::Initializer && order == Sizes{1, 0})
        made.transposed = node.tensor(0);
    made.kind = Operand::Kind::Tensor;
    made.tensor = node.call("aten::permute", "", {node.tensor(0), constant(order)});
    node.set(0, std::move(made));
}

void unsqueeze(NodeImport& node)
{
    Sizes axes = node.attributeOrInput("axes", 12, 1);
    const std::int64_t rank = node.rank(0) + static_cast<std::int64_t>(axes.size());
    for (std::int64_t& axis : axes)
        axis = node.axis(axis, rank);
    std::sort(axes.begin(), axes.end());
    Argument made = node.tensor(0);
    for (std::int64_t axis : axes)
        made = node.call("aten::unsqueeze", "", {made, constant(axis)});
    node.set(std::move(made));
}

void squeeze(NodeImport& node)
{
    Sizes axes = node.attributeOrInput("axes", 12, 1);
    Argument made = node.tensor(0);
    if (axes.empty())
        return node.set(node.call("aten::squeeze", "", {made}));
    for (std::int64_t& axis : axes)
        axis = node.axis(axis, node.rank(0));
    std::sort(axes.rbegin(), axes.rend());
    for (std::int64_t axis : axes)
        made = node.call("aten::squeeze", "dim", {made, constant(axis)});
    node.set(std::move(made));
}

/// Broadcasts both ways: where the wanted size is one, that of the input stays.
void expand(NodeImport& node)
{
    Arguments wanted = node.sizes(1, "shape");
    node.checkElements(node.examplesOf(wanted));
    const Sizes shape = node.shape(0);
    while (wanted.size() < shape.size())
        wanted.insert(wanted.begin(), constant(std::int64_t{1}));
    const std::size_t added = wanted.size() - shape.size();
    for (std::size_t i = added; i < wanted.size(); ++i) {
        const bool one = wanted[i].constant.isInt() && wanted[i].constant.toInt() == 1;
        if (one || shape[i - added] > 1)
            wanted[i] = constant(std::int64_t{-1});
    }
    node.set(node.call(
        "aten::expand", "", {node.tensor(0), intList(std::move(wanted)), constant(false)}));
}

/// [N, C, H, W] with the sizes of the example; the batch stays open.
Argument rearranged(NodeImport& node, const Sizes& split, const Sizes& order, const Sizes& joint)
{
    const auto shaped = [&](const Argument& tensor, const Sizes& sizes) {
        Arguments list;
        for (std::int64_t size : sizes)
            list.push_back(constant(size));
        list.front() = node.size(0, 0);
        return node.call("aten::reshape", "", {tensor, intList(std::move(list))});
    };
    const Argument moved =
        node.call("aten::permute", "", {shaped(node.tensor(0), split), constant(order)});
    return shaped(moved, joint);
}

void depthToSpace(NodeImport& node)
{
    const std::int64_t block = node.integer("blocksize", 0);
    const Sizes shape = node.shape(0);
    if (shape.size() != 4 || block < 1 || block > shape[1] || shape[1] % (block * block) != 0)
        node.damaged("blocks of " + std::to_string(block) + " do not fit the channels");
    if (node.text("mode", "DCR") == "CRD")
        return node.set(node.call("aten::pixel_shuffle", "", {node.tensor(0), constant(block)}));
    const std::int64_t channels = shape[1] / (block * block);
    node.set(rearranged(node, {0, block, block, channels, shape[2], shape[3]}, {0, 3, 4, 1, 5, 2},
        {0, channels, shape[2] * block, shape[3] * block}));
}

void spaceToDepth(NodeImport& node)
{
    const std::int64_t block = node.integer("blocksize", 0);
    const Sizes shape = node.shape(0);
    const bool fits = shape.size() == 4 && block >= 1 && block <= shape[2] && shape[2] % block == 0
        && shape[3] % block == 0;
    if (!fits)
        node.damaged("blocks of " + std::to_string(block) + " do not fit the image");
    const std::int64_t rows = shape[2] / block;
    const std::int64_t columns = shape[3] / block;
    node.set(rearranged(node, {0, shape[1], rows, block, columns, block}, {0, 3, 5, 1, 2, 4},
        {0, shape[1] * block * block, rows, columns}));
}

} // namespace

extern const OnnxFamily onnx_rearranging;
const OnnxFamily onnx_rearranging{{{"Reshape", reshape}, {"Flatten", flatten},
    {"Transpose", transpose}, {"Unsqueeze", unsqueeze}, {"Squeeze", squeeze}, {"Expand", expand},
    {"DepthToSpace", depthToSpace}, {"SpaceToDepth", spaceToDepth}}};

} // namespace pleat::io
