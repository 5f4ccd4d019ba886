// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx/onnx_reader.h"

#include "core/base/torch_errors.h"
#include "core/io/onnx/onnx_import.h"

namespace pleat::io {

namespace {

constexpr std::size_t kFewestImageAxes = 4; // batch, channels, height, width

} // namespace

std::vector<std::vector<std::int64_t>> statedShapes(const OnnxModel& model)
{
    std::vector<std::vector<std::int64_t>> shapes;
    for (const OnnxPort& input : model.inputs) {
        std::vector<std::int64_t> shape = input.shape;
        for (std::size_t axis = 0; axis < shape.size(); ++axis) {
            const bool chosen = axis > 0 && shape.size() >= kFewestImageAxes;
            if (shape[axis] < 0 && !chosen)
                shape[axis] = 1;
        }
        shapes.push_back(std::move(shape));
    }
    return shapes;
}

Result<graph::Graph> importOnnx(const OnnxModel& model,
    const std::vector<std::vector<std::int64_t>>& exampleShapes, const std::string& where)
{
    return guarded(where, [&]() -> Result<graph::Graph> {
        try {
            return OnnxImport(model, exampleShapes, where).run();
        } catch (const ImportFailure& failure) {
            return failure.error;
        }
    });
}

} // namespace pleat::io
