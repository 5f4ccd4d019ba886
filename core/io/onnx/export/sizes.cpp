// SPDX-License-Identifier: GPL-3.0-or-later
// Sizes that follow the batch, and tensors that are made in such a size. Those that do not are
// constants by now.
#include "core/io/onnx/node_export.h"

#include <ATen/ops/full.h>

namespace pleat::io {

namespace {

void convertSize(NodeExport& node)
{
    const std::string x = node.tensor("self");
    if (node.has("dim"))
        return node.set(node.size(x, node.axis("dim", node.rank("self"))));
    Names items;
    for (std::int64_t axis = 0; axis < node.rank("self"); ++axis)
        items.push_back(node.size(x, axis));
    node.setItems(items);
}

void convertLength(NodeExport& node)
{
    node.set(node.size(node.tensor("t"), 0)); // of a tensor; the length of a list is known
}

void convertNumel(NodeExport& node)
{
    node.set(node.emit("Size", {node.tensor("self")}));
}

double fillOf(const NodeExport& node)
{
    return node.has("fill_value")                     ? node.number("fill_value")
        : node.op().find("ones") != std::string::npos ? 1
                                                      : 0;
}

/// zeros, ones, full and empty, and their namesakes "like" another tensor.
void convertFilled(NodeExport& node)
{
    const std::string sizes = node.has("size") ? node.list(node.sizes("size"))
                                               : node.emit("Shape", {node.tensor("self")});
    node.set(node.emit("ConstantOfShape", {sizes},
        {{"value", onnxRecord(at::full({1}, fillOf(node), node.result().type))}}));
}

void convertArange(NodeExport& node)
{
    const at::ScalarType type = node.result().type;
    node.set(node.emit("Range",
        {node.has("start") ? node.tensor("start", type) : node.scalar(0, type),
            node.tensor("end", type),
            node.has("step") ? node.tensor("step", type) : node.scalar(1, type)}));
}

} // namespace

extern const OnnxExportFamily onnxExport_sizes;
const OnnxExportFamily onnxExport_sizes{{{"aten::size", convertSize}, {"aten::len", convertLength},
    {"aten::numel", convertNumel}, {"aten::zeros", convertFilled}, {"aten::ones", convertFilled},
    {"aten::full", convertFilled}, {"aten::empty", convertFilled},
    {"aten::new_zeros", convertFilled}, {"aten::new_ones", convertFilled},
    {"aten::new_full", convertFilled}, {"aten::new_empty", convertFilled},
    {"aten::zeros_like", convertFilled}, {"aten::ones_like", convertFilled},
    {"aten::full_like", convertFilled}, {"aten::empty_like", convertFilled},
    {"aten::arange", convertArange}}};

} // namespace pleat::io
