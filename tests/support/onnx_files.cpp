// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/onnx_files.h"

#include "core/graph/bake_sizes.h"
#include "core/io/onnx/onnx_reader.h"
#include "core/io/onnx/onnx_writer.h"

#include <ATen/ops/randn.h>

namespace pleat::test {

namespace {

constexpr double kTolerance = 1e-5; // float32 through a network, relative to the largest output

std::vector<at::Tensor> randomInputs(const graph::Graph& graph, std::int64_t batch)
{
    std::vector<at::Tensor> inputs;
    for (const at::Tensor& example : graph.exampleInputs) {
        std::vector<std::int64_t> shape = example.sizes().vec();
        shape.front() = batch;
        inputs.push_back(at::randn(shape));
    }
    return inputs;
}

/// Also with more than one example, unless that is impossible for the network itself.
std::string compare(const graph::GraphPtr& graph, const graph::GraphPtr& again, std::int64_t batch)
{
    const std::vector<at::Tensor> inputs = randomInputs(*graph, batch);
    const double error = relativeError(outputsOf(again, inputs), outputsOf(graph, inputs));
    return error < kTolerance ? ""
                              : "read again, outputs differ by " + std::to_string(error)
            + " for a batch of " + std::to_string(batch);
}

} // namespace

std::string writeAndReadOnnx(const graph::GraphPtr& graph, const std::string& path)
{
    if (const auto written = io::writeOnnx(*graph, R"({"shape":[]})", path); !written)
        return toString(written.error());
    const auto model = io::openOnnx(path);
    if (!model)
        return toString(model.error());
    auto again = io::importOnnx(*model, io::statedShapes(*model), path);
    if (!again)
        return toString(again.error());
    graph::bakeSizes(*again);
    if (graph::weightsHash(*again) != graph::weightsHash(*graph))
        return "read again, the weights differ";
    const auto shared = std::make_shared<graph::Graph>(std::move(*again));
    for (std::int64_t batch : {1, 2}) {
        if (const std::string problem = compare(graph, shared, batch); !problem.empty())
            return problem;
    }
    return {};
}

} // namespace pleat::test
