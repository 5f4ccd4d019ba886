// SPDX-License-Identifier: GPL-3.0-or-later
// The same elements in another shape or order, or several times.
#include "core/io/onnx/node_export.h"

#include <algorithm>
#include <numeric>

namespace pleat::io {

namespace {

/// The index of a -1 among the sizes, or -1.
std::int64_t openAxis(const std::vector<SizeEntry>& entries)
{
    const auto open = std::find_if(entries.begin(), entries.end(),
        [](const SizeEntry& entry) { return entry.constant && *entry.constant == -1; });
    return open == entries.end() ? -1 : open - entries.begin();
}

void convertReshape(NodeExport& node)
{
    const char* sizes = node.has("size") ? "size" : "shape";
    const std::int64_t open = node.has(sizes) ? openAxis(node.sizes(sizes)) : -1;
    node.set(node.reshape(node.tensor("self"), node.facts("self"), node.result(), open));
}

void convertUnflatten(NodeExport& node)
{
    const std::vector<SizeEntry> sizes = node.sizes("sizes");
    std::int64_t open = openAxis(sizes);
    if (open >= 0)
        open += node.axis("dim", node.rank("self"));
    node.set(node.reshape(node.tensor("self"), node.facts("self"), node.result(), open));
}

void convertFlatten(NodeExport& node)
{
    const std::int64_t rank = node.rank("self");
    const std::int64_t from = node.integer("start_dim"), to = node.axis("end_dim", rank);
    if (from == 1 && to == rank - 1 && rank > 1)
        return node.set(node.emit("Flatten", {node.tensor("self")}, {{"axis", 1}}));
    const std::int64_t joined = from < 0 ? from + rank : from;
    node.set(node.reshape(node.tensor("self"), node.facts("self"), node.result(), joined));
}

void convertSqueeze(NodeExport& node)
{
    const TensorFacts in = node.facts("self");
    Sizes candidates(in.shape.size());
    std::iota(candidates.begin(), candidates.end(), 0);
    if (node.has("dim"))
        candidates = node.axes("dim", in.rank());
    Sizes axes;
    for (std::int64_t axis : candidates) {
        if (in.shape.at(static_cast<std::size_t>(axis)) == 1 && node.result().rank() < in.rank())
            axes.push_back(axis);
    }
    node.set(node.squeeze(node.tensor("self"), axes));
}

void convertUnsqueeze(NodeExport& node)
{
    node.set(node.unsqueeze(node.tensor("self"), {node.axis("dim", node.rank("self") + 1)}));
}

void move(Sizes& order, std::int64_t from, std::int64_t to)
{
    const std::int64_t moved = order[static_cast<std::size_t>(from)];
    order.erase(order.begin() + from);
    order.insert(order.begin() + to, moved);
}

/// For each axis of the result the one of the input.
Sizes permutation(const NodeExport& node)
{
    const std::int64_t rank = node.rank("self");
    Sizes order(static_cast<std::size_t>(rank));
    std::iota(order.begin(), order.end(), 0);
    const std::string& op = node.op();
    if (op == "aten::permute") {
        order = node.integers("dims");
        for (std::int64_t& axis : order)
            axis += axis < 0 ? rank : 0;
    } else if (op == "aten::t" || op == "aten::numpy_T") {
        std::reverse(order.begin(), order.end());
    } else if (op == "aten::mT") {
        std::swap(order[order.size() - 1], order[order.size() - 2]);
    } else if (op == "aten::movedim" || op == "aten::moveaxis") {
        const Sizes from = node.integers("source"), to = node.integers("destination");
        if (from.size() != 1)
            node.unsupported("several axes at once");
        move(order, from[0] < 0 ? from[0] + rank : from[0], to[0] < 0 ? to[0] + rank : to[0]);
    } else {
        const bool dims = node.has("dim0");
        const std::int64_t a = node.axis(dims ? "dim0" : "axis0", rank);
        const std::int64_t b = node.axis(dims ? "dim1" : "axis1", rank);
        std::swap(order[static_cast<std::size_t>(a)], order[static_cast<std::size_t>(b)]);
    }
    return order;
}

void convertTranspose(NodeExport& node)
{
    const std::string x = node.tensor("self");
    if (node.rank("self") < 2)
        return node.set(x);
    node.set(node.emit("Transpose", {x}, {{"perm", permutation(node)}}));
}

/// Expand leaves an axis alone where the wanted size is 1.
void convertExpand(NodeExport& node)
{
    const TensorFacts in = node.facts("self"), out = node.result();
    const std::size_t added = out.shape.size() - in.shape.size();
    std::vector<SizeEntry> wanted;
    const std::vector<SizeEntry> given =
        node.has("size") ? node.sizes("size") : std::vector<SizeEntry>();
    for (std::size_t axis = 0; axis < out.shape.size(); ++axis) {
        const bool stays = axis >= added && in.shape[axis - added] == out.shape[axis]
            && in.larger[axis - added] == out.larger[axis];
        if (stays)
            wanted.push_back({1, {}});
        else if (out.fixed(axis))
            wanted.push_back({out.shape[axis], {}});
        else if (!given.empty() && !given[axis].constant)
            wanted.push_back(given[axis]);
        else
            wanted.push_back(
                {{}, node.size(node.tensor("other"), static_cast<std::int64_t>(axis))});
    }
    node.set(node.emit("Expand", {node.tensor("self"), node.list(wanted)}));
}

void convertRepeat(NodeExport& node)
{
    const std::vector<SizeEntry> counts = node.sizes("repeats");
    Sizes added(counts.size() - node.shape("self").size());
    std::iota(added.begin(), added.end(), 0);
    node.set(node.emit("Tile", {node.unsqueeze(node.tensor("self"), added), node.list(counts)}));
}

/// [.., n, ..] -> [.., n, 1, ..] -> [.., n, repeats, ..] -> [.., n * repeats, ..]
void convertRepeatInterleave(NodeExport& node)
{
    if (node.overload() != "self_int")
        node.unsupported("a count for each element");
    TensorFacts in = node.facts("self");
    std::string x = node.tensor("self");
    if (!node.has("dim")) {
        if (!in.allFixed())
            node.unsupported("all axes at once, one of which follows the batch");
        x = node.emit("Reshape", {x, node.list(Sizes{-1})});
        in.shape = {1};
    }
    const std::int64_t axis = node.has("dim") ? node.axis("dim", in.rank()) : 0;
    Sizes counts(in.shape.size() + 1, 1);
    counts[static_cast<std::size_t>(axis + 1)] = node.integer("repeats");
    const std::string each = node.emit("Tile", {node.unsqueeze(x, {axis + 1}), node.list(counts)});
    node.set(node.reshape(each, node.facts("self"), node.result()));
}

/// ONNX's SpaceToDepth numbers the new channels the other way round.
void convertPixelUnshuffle(NodeExport& node)
{
    const TensorFacts in = node.facts("self");
    const std::int64_t factor = node.integer("downscale_factor");
    if (in.rank() != 4)
        node.unsupported("an image without a batch axis");
    const std::string blocks = node.emit("Reshape",
        {node.tensor("self"),
            node.list(Sizes{
                0, in.shape[1], in.shape[2] / factor, factor, in.shape[3] / factor, factor})});
    const std::string moved = node.emit("Transpose", {blocks}, {{"perm", Sizes{0, 1, 3, 5, 2, 4}}});
    node.set(node.reshape(moved, in, node.result()));
}

void convertPixelShuffle(NodeExport& node)
{
    if (node.rank("self") != 4)
        node.unsupported("an image without a batch axis");
    node.set(node.emit("DepthToSpace", {node.tensor("self")},
        {{"blocksize", node.integer("upscale_factor")}, {"mode", "CRD"}}));
}

void convertFlip(NodeExport& node)
{
    const Sizes axes = node.axes("dims", node.rank("self"));
    const Sizes starts(axes.size(), -1), steps(axes.size(), -1);
    const Sizes ends(axes.size(), std::numeric_limits<std::int64_t>::min());
    node.set(node.emit("Slice",
        {node.tensor("self"), node.list(starts), node.list(ends), node.list(axes),
            node.list(steps)}));
}

/// The last elements of each axis come first.
void convertRoll(NodeExport& node)
{
    const Sizes shifts = node.integers("shifts"), axes = node.integers("dims");
    const TensorFacts in = node.facts("self");
    if (axes.size() != shifts.size())
        node.unsupported("all axes at once");
    std::string x = node.tensor("self");
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const std::int64_t axis = axes[i] < 0 ? axes[i] + in.rank() : axes[i];
        if (!in.fixed(static_cast<std::size_t>(axis)))
            node.unsupported("along the batch");
        const std::int64_t size = in.shape[static_cast<std::size_t>(axis)];
        const std::int64_t shift = ((shifts[i] % size) + size) % size;
        if (shift == 0)
            continue;
        const Names parts =
            node.emitMany("Split", {x, node.list(Sizes{size - shift, shift})}, {{"axis", axis}}, 2);
        x = node.emit("Concat", {parts[1], parts[0]}, {{"axis", axis}});
    }
    node.set(x);
}

} // namespace

extern const OnnxExportFamily onnxExport_rearranging;
const OnnxExportFamily onnxExport_rearranging{{{"aten::view", convertReshape},
    {"aten::reshape", convertReshape}, {"aten::_unsafe_view", convertReshape},
    {"aten::view_as", convertReshape}, {"aten::reshape_as", convertReshape},
    {"aten::_reshape_alias", convertReshape}, {"aten::flatten", convertFlatten},
    {"aten::unflatten", convertUnflatten}, {"aten::squeeze", convertSqueeze},
    {"aten::unsqueeze", convertUnsqueeze}, {"aten::permute", convertTranspose},
    {"aten::transpose", convertTranspose}, {"aten::t", convertTranspose},
    {"aten::numpy_T", convertTranspose}, {"aten::mT", convertTranspose},
    {"aten::swapaxes", convertTranspose}, {"aten::swapdims", convertTranspose},
    {"aten::movedim", convertTranspose}, {"aten::moveaxis", convertTranspose},
    {"aten::expand", convertExpand}, {"aten::expand_as", convertExpand},
    {"aten::broadcast_to", convertExpand}, {"aten::repeat", convertRepeat},
    {"aten::repeat_interleave", convertRepeatInterleave},
    {"aten::pixel_shuffle", convertPixelShuffle}, {"aten::pixel_unshuffle", convertPixelUnshuffle},
    {"aten::flip", convertFlip}, {"aten::roll", convertRoll}}};

} // namespace pleat::io
