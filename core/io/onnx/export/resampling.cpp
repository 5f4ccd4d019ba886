// SPDX-License-Identifier: GPL-3.0-or-later
// Images made larger, and padding.
#include "core/io/onnx/node_export.h"

#include <algorithm>

namespace pleat::io {

namespace {

struct Method
{
    const char* mode;
    const char* coordinates; ///< coordinate_transformation_mode
};

/// How PyTorch finds the place in the input for a pixel of the output.
Method methodOf(const NodeExport& node)
{
    const bool corners = node.flag("align_corners");
    if (node.op().find("exact") != std::string::npos)
        return {"nearest", "half_pixel"};
    if (node.op().find("nearest") != std::string::npos)
        return {"nearest", "asymmetric"};
    const bool cubic = node.op().find("bicubic") != std::string::npos;
    return {cubic ? "cubic" : "linear", corners ? "align_corners" : "half_pixel"};
}

const char* imageName(const NodeExport& node)
{
    return node.has("self") ? "self" : "input";
}

/// Given factors scale as they are; a given size scales by the ratio of the sizes.
std::vector<double> factorsOf(const NodeExport& node, std::size_t axes)
{
    std::vector<double> factors = node.numbers("scale_factors");
    for (const char* name : {"scales", "scales_d", "scales_h", "scales_w"}) {
        if (node.has(name))
            factors.push_back(node.number(name));
    }
    return factors.size() == axes ? factors : std::vector<double>();
}

void convertResize(NodeExport& node)
{
    const TensorFacts in = node.facts(imageName(node)), out = node.result();
    const std::size_t axes = in.shape.size() - 2;
    std::vector<double> factors = factorsOf(node, axes);
    bool whole = true;
    for (std::size_t i = 0; i < axes; ++i)
        whole &= out.shape[i + 2] % in.shape[i + 2] == 0;
    for (std::size_t i = 0; i < axes && whole && factors.empty(); ++i)
        factors.push_back(static_cast<double>(out.shape[i + 2] / in.shape[i + 2]));
    if (factors.size() != axes)
        factors.clear();

    const Method method = methodOf(node);
    Attributes attributes{
        {"mode", method.mode}, {"coordinate_transformation_mode", method.coordinates}};
    if (std::string_view(method.mode) == "nearest") {
        const bool half = std::string_view(method.coordinates) == "half_pixel";
        attributes.push_back({"nearest_mode", half ? "round_prefer_ceil" : "floor"});
    } else if (std::string_view(method.mode) == "cubic") {
        attributes.push_back({"cubic_coeff_a", -0.75f});
    }
    const std::string x = node.tensor(imageName(node));
    if (!factors.empty()) {
        factors.insert(factors.begin(), 2, 1.0);
        return node.set(node.emit("Resize", {x, "", node.floats(factors)}, attributes));
    }
    const std::string front = node.emit("Slice",
        {node.emit("Shape", {x}), node.list(Sizes{0}), node.list(Sizes{2}), node.list(Sizes{0})});
    const Sizes sizes(out.shape.begin() + 2, out.shape.end());
    const std::string target = node.emit("Concat", {front, node.list(sizes)}, {{"axis", 0}});
    node.set(node.emit("Resize", {x, "", "", target}, attributes));
}

/// PyTorch names [left, right] of the last axis first; ONNX all begins, then all ends.
std::string padsInput(NodeExport& node, const char* argument)
{
    const std::size_t rank = node.shape("self").size();
    const Sizes given = node.integers(argument);
    Sizes pads(2 * rank, 0);
    for (std::size_t i = 0; i < given.size() / 2; ++i) {
        pads[rank - 1 - i] = given[2 * i];
        pads[2 * rank - 1 - i] = given[2 * i + 1];
    }
    return node.list(pads);
}

void convertPad(NodeExport& node)
{
    const std::string& op = node.op();
    std::string mode = op == "aten::pad" ? node.text("mode") : "constant";
    if (op.find("reflection") != std::string::npos || mode == "reflect")
        mode = "reflect";
    else if (op.find("replication") != std::string::npos || mode == "replicate")
        mode = "edge";
    else if (mode == "circular")
        node.unsupported("circular padding");
    const char* argument = node.has("pad") ? "pad" : "padding";
    Names inputs{node.tensor("self"), padsInput(node, argument)};
    if (mode == "constant")
        inputs.push_back(node.has("value") ? node.tensor("value", node.result().type)
                                           : node.scalar(0, node.result().type));
    node.set(node.emit("Pad", inputs, {{"mode", mode}}));
}

} // namespace

extern const OnnxExportFamily onnxExport_resampling;
const OnnxExportFamily onnxExport_resampling{{{"aten::upsample_nearest1d", convertResize},
    {"aten::upsample_nearest2d", convertResize}, {"aten::upsample_nearest3d", convertResize},
    {"aten::_upsample_nearest_exact1d", convertResize},
    {"aten::_upsample_nearest_exact2d", convertResize},
    {"aten::_upsample_nearest_exact3d", convertResize}, {"aten::upsample_linear1d", convertResize},
    {"aten::upsample_bilinear2d", convertResize}, {"aten::upsample_bicubic2d", convertResize},
    {"aten::upsample_trilinear3d", convertResize}, {"aten::pad", convertPad},
    {"aten::constant_pad_nd", convertPad}, {"aten::reflection_pad1d", convertPad},
    {"aten::reflection_pad2d", convertPad}, {"aten::reflection_pad3d", convertPad},
    {"aten::replication_pad1d", convertPad}, {"aten::replication_pad2d", convertPad},
    {"aten::replication_pad3d", convertPad}}};

} // namespace pleat::io
