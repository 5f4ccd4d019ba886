// SPDX-License-Identifier: GPL-3.0-or-later
// Parts of a tensor, and tensors joined to one.
#include "core/io/onnx/node_export.h"

#include <algorithm>
#include <limits>

namespace pleat::io {

namespace {

void convertSplit(NodeExport& node)
{
    const std::int64_t axis = node.axis("dim", node.rank("self"));
    Sizes sizes;
    for (const TensorFacts& part : node.resultItems()) {
        if (!part.fixed(static_cast<std::size_t>(axis)))
            node.unsupported("parts along the batch");
        sizes.push_back(part.shape[static_cast<std::size_t>(axis)]);
    }
    node.setItems(node.emitMany(
        "Split", {node.tensor("self"), node.list(sizes)}, {{"axis", axis}}, sizes.size()));
}

void convertUnbind(NodeExport& node)
{
    const TensorFacts in = node.facts("self");
    const std::int64_t axis = node.axis("dim", in.rank());
    if (!in.fixed(static_cast<std::size_t>(axis)))
        node.unsupported("along the batch");
    Names items;
    for (std::int64_t i = 0; i < in.shape[static_cast<std::size_t>(axis)]; ++i)
        items.push_back(node.emit("Gather",
            {node.tensor("self"), node.scalar(static_cast<double>(i), at::kLong)},
            {{"axis", axis}}));
    node.setItems(items);
}

/// The names of all items are known already.
void convertUnpack(NodeExport& node)
{
    const Names& items = node.state().itemNames(node.argument("").value);
    for (std::size_t i = 0; i < node.resultCount(); ++i)
        node.set(i, items[i]);
}

void convertItem(NodeExport& node)
{
    const Names& items = node.state().itemNames(node.argument("list").value);
    const std::int64_t index = node.integer("idx");
    node.set(items.at(static_cast<std::size_t>(
        index < 0 ? index + static_cast<std::int64_t>(items.size()) : index)));
}

/// One size as a list of one.
std::string oneSize(NodeExport& node, const char* argument, std::int64_t otherwise)
{
    return node.has(argument) ? node.list(node.sizes(argument)) : node.list(Sizes{otherwise});
}

void convertSlice(NodeExport& node)
{
    constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
    const std::int64_t axis = node.axis("dim", node.rank("self"));
    Names inputs{node.tensor("self"), oneSize(node, "start", 0), oneSize(node, "end", kEnd),
        node.list(Sizes{axis})};
    if (const std::int64_t step = node.integer("step", 1); step != 1)
        inputs.push_back(node.list(Sizes{step}));
    node.set(node.emit("Slice", inputs));
}

void convertNarrow(NodeExport& node)
{
    const TensorFacts in = node.facts("self");
    const std::int64_t axis = node.axis("dim", in.rank());
    std::int64_t begin = node.integer("start");
    if (begin < 0 && !in.fixed(static_cast<std::size_t>(axis)))
        node.unsupported("from the end of the batch");
    begin += begin < 0 ? in.shape[static_cast<std::size_t>(axis)] : 0;
    node.set(node.emit("Slice",
        {node.tensor("self"), node.list(Sizes{begin}),
            node.list(Sizes{begin + node.integer("length")}), node.list(Sizes{axis})}));
}

void convertSelect(NodeExport& node)
{
    const std::int64_t axis = node.axis("dim", node.rank("self"));
    node.set(node.emit(
        "Gather", {node.tensor("self"), node.tensor("index", at::kLong)}, {{"axis", axis}}));
}

void convertIndexSelect(NodeExport& node)
{
    convertSelect(node); // a list of indices keeps the axis
}

void convertEmbedding(NodeExport& node)
{
    node.set(node.emit("Gather", {node.tensor("weight"), node.tensor("indices")}, {{"axis", 0}}));
}

void convertGather(NodeExport& node)
{
    const std::int64_t axis = node.axis("dim", node.rank("self"));
    node.set(
        node.emit("GatherElements", {node.tensor("self"), node.tensor("index")}, {{"axis", axis}}));
}

/// x[:, i]: one tensor of indices; several ones in a row from the first axis: x[i, j].
void convertIndex(NodeExport& node)
{
    const graph::Argument& indices = node.argument("indices");
    std::vector<std::size_t> given;
    for (std::size_t i = 0; i < indices.items.size(); ++i) {
        if (indices.items[i].isValue() || !indices.items[i].constant.isNone())
            given.push_back(i);
    }
    if (given.empty() || given.back() - given.front() + 1 != given.size()
        || (given.size() > 1 && given.front() != 0))
        node.unsupported("indices for axes that are not the first ones in a row");
    const auto facts = node.listFacts("indices");
    for (std::size_t axis : given) {
        if (facts[axis].type != at::kLong && facts[axis].type != at::kInt)
            node.unsupported("a mask instead of indices");
        if (facts[axis].shape != facts[given.front()].shape)
            node.unsupported("indices of different shapes");
    }
    Names names;
    for (std::size_t axis : given)
        names.push_back(node.item("indices", axis, at::kLong));
    if (names.size() == 1)
        return node.set(node.emit("Gather", {node.tensor("self"), names.front()},
            {{"axis", static_cast<std::int64_t>(given.front())}}));
    for (std::string& name : names)
        name = node.unsqueeze(name, {facts[given.front()].rank()});
    node.set(
        node.emit("GatherND", {node.tensor("self"), node.emit("Concat", names, {{"axis", -1}})}));
}

void convertConcat(NodeExport& node)
{
    const std::int64_t axis = node.axis("dim", node.result().rank());
    const auto facts = node.listFacts("tensors");
    Names names = node.tensors("tensors", node.result().type);
    for (std::size_t i = facts.size(); i-- > 0;) {
        if (facts[i].shape == Sizes{0}) // PyTorch passes over these
            names.erase(names.begin() + static_cast<std::ptrdiff_t>(i));
    }
    node.set(node.emit("Concat", names, {{"axis", axis}}));
}

void convertStack(NodeExport& node)
{
    const std::int64_t axis = node.axis("dim", node.result().rank());
    Names names = node.tensors("tensors", node.result().type);
    for (std::string& name : names)
        name = node.unsqueeze(name, {axis});
    node.set(node.emit("Concat", names, {{"axis", axis}}));
}

void convertTriangle(NodeExport& node)
{
    node.set(node.emit("Trilu",
        {node.tensor("self"),
            node.scalar(static_cast<double>(node.integer("diagonal")), at::kLong)},
        {{"upper", std::int64_t{node.op() == "aten::triu"}}}));
}

} // namespace

extern const OnnxExportFamily onnxExport_parts;
const OnnxExportFamily onnxExport_parts{{{"aten::chunk", convertSplit},
    {"aten::unsafe_chunk", convertSplit}, {"aten::split", convertSplit},
    {"aten::unsafe_split", convertSplit}, {"aten::split_with_sizes", convertSplit},
    {"aten::unsafe_split_with_sizes", convertSplit}, {"aten::tensor_split", convertSplit},
    {"aten::unbind", convertUnbind}, {"prim::ListUnpack", convertUnpack},
    {"aten::__getitem__", convertItem}, {"aten::slice", convertSlice},
    {"aten::narrow", convertNarrow}, {"aten::select", convertSelect},
    {"aten::index_select", convertIndexSelect}, {"aten::embedding", convertEmbedding},
    {"aten::gather", convertGather}, {"aten::index", convertIndex}, {"aten::cat", convertConcat},
    {"aten::concat", convertConcat}, {"aten::concatenate", convertConcat},
    {"aten::stack", convertStack}, {"aten::tril", convertTriangle},
    {"aten::triu", convertTriangle}}};

} // namespace pleat::io
