// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx/onnx_writer.h"

#include "core/base/torch_errors.h"
#include "core/io/onnx/onnx_check.h"
#include "core/io/onnx/onnx_export.h"
#include "core/io/onnx/onnx_model_writer.h"

namespace pleat::io {

Result<void> writeOnnx(
    const graph::Graph& graph, const std::string& description, const std::string& path)
{
    return guarded(path, [&]() -> Result<void> {
        const auto facts = observe(graph);
        if (!facts)
            return facts.error();
        try {
            OnnxModel model = OnnxExport(graph, *facts).run();
            model.metadata[kOnnxDescription] = description;
            if (const auto sound = checkOnnx(model, path); !sound)
                throw LogicError("a malformed ONNX model: " + toString(sound.error()));
            return saveOnnx(model, path);
        } catch (const ExportFailure& failure) {
            return failure.error;
        }
    });
}

} // namespace pleat::io
