// SPDX-License-Identifier: GPL-3.0-or-later
// Taking parts of tensors and laying them behind each other.
#include "core/io/onnx/node_import.h"

#include <ATen/core/jit_type.h>

#include <limits>
#include <numeric>

namespace pleat::io {

namespace {

void concatenate(NodeImport& node)
{
    Arguments parts;
    for (std::size_t i = 0; i < node.count(); ++i) {
        const Sizes shape = node.shape(i);
        if (shape != Sizes{0}) // an empty list, in arithmetic on shapes
            parts.push_back(node.tensor(i));
    }
    if (parts.empty())
        return node.set(node.tensor(0));
    const std::int64_t rank = static_cast<std::int64_t>(node.shapeOf(parts.front()).size());
    node.set(node.call("aten::cat", "",
        {tensorList(std::move(parts)), constant(node.axis(node.integer("axis", 0), rank))}));
}

void split(NodeImport& node)
{
    const std::int64_t axis = node.axis(node.integer("axis", 0), node.rank(0));
    const std::int64_t extent = node.shape(0)[static_cast<std::size_t>(axis)];
    const auto count = static_cast<std::int64_t>(node.node().outputs.size());
    Sizes sizes = node.attributeOrInput("split", 12, 1);
    if (sizes.empty() && (count == 0 || extent % count != 0))
        node.damaged("an axis of " + std::to_string(extent) + " cannot be split into "
            + std::to_string(count) + " equal parts");
    Argument list;
    if (sizes.empty())
        list = node.call("aten::chunk", "", {node.tensor(0), constant(count), constant(axis)});
    else
        list = node.call(
            "aten::split_with_sizes", "", {node.tensor(0), constant(sizes), constant(axis)});
    Arguments parts = node.unpack(list);
    if (static_cast<std::int64_t>(parts.size()) != count)
        node.damaged("the split makes " + std::to_string(parts.size()) + " parts for "
            + std::to_string(count) + " results");
    for (std::size_t i = 0; i < parts.size(); ++i)
        node.set(i, Operand::ofTensor(std::move(parts[i])));
}

/// Exporters write the largest number of either width for "up to the end".
Argument end(const Argument& given)
{
    const bool open = given.constant.isInt()
        && given.constant.toInt() >= std::numeric_limits<std::int32_t>::max();
    return open ? constant(std::numeric_limits<std::int64_t>::max()) : given;
}

void slice(NodeImport& node)
{
    const Arguments begins = node.sizes(1, "starts");
    const Arguments ends = node.sizes(2, "ends");
    Sizes axes(begins.size());
    std::iota(axes.begin(), axes.end(), 0);
    if (node.has(3))
        axes = node.knownIntegers(3, "axes");
    const Sizes steps = node.has(4) ? node.knownIntegers(4, "steps") : Sizes(begins.size(), 1);
    if (ends.size() != begins.size() || axes.size() != begins.size()
        || steps.size() != begins.size())
        node.damaged("starts, ends, axes and steps are not equally long");
    Argument made = node.tensor(0);
    const std::int64_t rank = node.rank(0);
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const std::int64_t axis = node.axis(axes[i], rank);
        const bool whole = begins[i].constant.isInt() && begins[i].constant.toInt() == -1
            && ends[i].constant.isInt()
            && ends[i].constant.toInt() <= -node.shape(0)[static_cast<std::size_t>(axis)] - 1;
        if (steps[i] == -1 && whole)
            made = node.call("aten::flip", "", {made, constant(Sizes{axis})});
        else if (steps[i] < 1)
            node.unsupported("Slice with the step " + std::to_string(steps[i])
                + "; allowed are positive ones, and -1 over a whole axis");
        else
            made = node.call("aten::slice", "Tensor",
                {made, constant(axis), begins[i], end(ends[i]), constant(steps[i])});
    }
    node.set(std::move(made));
}

Argument asIndex(NodeImport& node, Argument index)
{
    if (node.typeOf(index) == at::kLong)
        return index;
    return node.call("aten::to", "dtype",
        {std::move(index), constant(static_cast<std::int64_t>(at::kLong)), constant(false),
            constant(false), none()});
}

Argument indexList(Arguments indices)
{
    Argument list = tensorList(std::move(indices));
    list.elementType = c10::OptionalType::ofTensor();
    return list;
}

/// x[:, :, indices]
Argument indexed(NodeImport& node, std::int64_t axis)
{
    Arguments indices(static_cast<std::size_t>(axis), none());
    indices.push_back(asIndex(node, node.tensor(1)));
    return node.call("aten::index", "Tensor", {node.tensor(0), indexList(std::move(indices))});
}

/// Of indices [..., k]: one tensor for each of the k axes that they name.
Argument splitIndices(NodeImport& node)
{
    const Argument joint = asIndex(node, node.tensor(1));
    const Sizes shape = node.shapeOf(joint);
    if (shape.empty() || shape.back() < 1 || shape.back() > node.rank(0))
        node.damaged("the indices do not name axes of the data");
    Arguments indices;
    for (std::int64_t i = 0; i < shape.back(); ++i)
        indices.push_back(
            node.call("aten::select", "int", {joint, constant(std::int64_t{-1}), constant(i)}));
    return indexList(std::move(indices));
}

void gatherMany(NodeImport& node)
{
    if (node.integer("batch_dims", 0) != 0)
        node.unsupported("GatherND with batch_dims");
    node.set(node.call("aten::index", "Tensor", {node.tensor(0), splitIndices(node)}));
}

void scatterMany(NodeImport& node)
{
    if (node.text("reduction", "none") != "none")
        node.unsupported("ScatterND that adds or multiplies");
    node.set(node.call("aten::index_put", "",
        {node.tensor(0), splitIndices(node), node.tensor(2), constant(false)}));
}

void gather(NodeImport& node)
{
    const std::int64_t rank = node.rank(0);
    const std::int64_t axis = node.axis(node.integer("axis", 0), rank);
    const auto known = node.known(1);
    const bool table =
        node.operand(0).kind == Operand::Kind::Initializer && rank == 2 && axis == 0 && !known;
    if (table) {
        node.set(node.call("aten::embedding", "",
            {node.tensor(0), node.tensor(1), constant(std::int64_t{-1}), constant(false),
                constant(false)}));
    } else if (known && known->dim() == 0) {
        node.set(node.call("aten::select", "int",
            {node.tensor(0), constant(axis), constant(known->item().toLong())}));
    } else if (const auto numbers = node.numbers(1);
               numbers && numbers->size() == 1 && node.rank(1) == 0) {
        node.set(
            node.call("aten::select", "int", {node.tensor(0), constant(axis), numbers->front()}));
    } else {
        node.set(indexed(node, axis));
    }
}

void gatherElements(NodeImport& node)
{
    const std::int64_t axis = node.axis(node.integer("axis", 0), node.rank(0));
    node.set(node.call(
        "aten::gather", "", {node.tensor(0), constant(axis), node.tensor(1), constant(false)}));
}

void tile(NodeImport& node)
{
    const Arguments repeats = node.sizes(1, "repeats");
    Sizes shape = node.shape(0);
    const Sizes copies = node.examplesOf(repeats);
    if (copies.size() != shape.size())
        node.damaged("repeats has " + std::to_string(copies.size()) + " entries for "
            + std::to_string(shape.size()) + " axes");
    node.checkElements(copies);
    for (std::size_t i = 0; i < shape.size(); ++i)
        shape[i] *= copies[i];
    node.checkElements(shape);
    node.set(node.call("aten::repeat", "", {node.tensor(0), intList(repeats)}));
}

void triangle(NodeImport& node)
{
    const auto diagonal = static_cast<std::int64_t>(node.knownNumber(1, "diagonal", 0));
    node.set(node.call(node.integer("upper", 1) != 0 ? "aten::triu" : "aten::tril", "",
        {node.tensor(0), constant(diagonal)}));
}

} // namespace

extern const OnnxFamily onnx_parts;
const OnnxFamily onnx_parts{{{"Concat", concatenate}, {"Split", split}, {"Slice", slice},
    {"Gather", gather}, {"GatherElements", gatherElements}, {"GatherND", gatherMany},
    {"ScatterND", scatterMany}, {"Tile", tile}, {"Trilu", triangle}}};

} // namespace pleat::io
