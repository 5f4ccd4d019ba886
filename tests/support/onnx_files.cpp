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

std::string compare(const graph::GraphPtr& graph, const graph::GraphPtr& again, std::int64_t batch)
{
    const std::vector<at::Tensor> inputs = randomInputs(*graph, batch);
    const double error = relativeError(outputsOf(again, inputs), outputsOf(graph, inputs));
    return error < kTolerance ? ""
                              : "read again, outputs differ by " + std::to_string(error)
            + " for a batch of " + std::to_string(batch);
}

} // namespace

graph::GraphPtr readOnnxAgain(const std::string& path)
{
    const io::OnnxModel model = io::openOnnx(path).value();
    graph::Graph graph = io::importOnnx(model, io::statedShapes(model), path).value();
    graph::bakeSizes(graph);
    return std::make_shared<graph::Graph>(std::move(graph));
}

std::string writeAndReadOnnx(const graph::GraphPtr& graph, const std::string& path)
{
    if (const auto written = io::writeOnnx(*graph, R"({"shape":[]})", path); !written)
        return toString(written.error());
    const graph::GraphPtr again = readOnnxAgain(path);
    if (graph::weightsHash(*again) != graph::weightsHash(*graph))
        return "read again, the weights differ";
    for (std::int64_t batch : {1, 2}) {
        if (const std::string problem = compare(graph, again, batch); !problem.empty())
            return problem;
    }
    return {};
}

} // namespace pleat::test
