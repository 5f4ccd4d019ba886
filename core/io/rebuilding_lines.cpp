// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/rebuilding_lines.h"

#include "core/architecture/architecture.h"
#include "core/architecture/blueprint_graph.h"
#include "core/architecture/python_lines.h"
#include "core/base/torch_errors.h"
#include "core/graph/executor.h"
#include "core/graph/named_tensor.h"
#include "core/io/network_file.h"

#include <ATen/ops/allclose.h>

#include <filesystem>

namespace pleat::io {

namespace {

Result<at::Tensor> outputOf(const graph::GraphPtr& graph, const at::Tensor& input)
{
    auto executor = graph::Executor::prepare(graph);
    if (!executor)
        return executor.error();
    return executor->runToTensor(input);
}

/// On an input that is the same on every machine.
bool computeTheSame(const graph::GraphPtr& a, const graph::GraphPtr& b)
{
    constexpr double kTolerance = 1e-3; // another activation or pooling is far beyond it
    const at::Tensor& example = a->exampleInputs.front();
    const at::Tensor input =
        graph::tensorFromName("input", example.sizes().vec(), example.scalar_type());
    const auto x = outputOf(a, input);
    const auto y = outputOf(b, input);
    return x && y && x->sizes() == y->sizes() && at::allclose(*x, *y, kTolerance, kTolerance);
}

/// The module of the architecture that the names fit. They do not tell everything, an activation
/// for one: ErrorCode::Unsupported if it would compute something else.
Result<architecture::PythonModule> moduleOf(
    const graph::GraphPtr& graph, const architecture::Wanted& wanted, const std::string& path)
{
    std::vector<architecture::ShapedName> names;
    std::vector<architecture::NamedTensor> tensors;
    for (const graph::Parameter& parameter : graph->parameters) {
        if (parameter.constant)
            continue;
        names.push_back({parameter.name, parameter.tensor.sizes().vec()});
        tensors.push_back({parameter.name, parameter.tensor, parameter.stored});
    }
    const auto blueprint = architecture::findArchitecture(names, wanted, path);
    if (!blueprint)
        return blueprint.error();
    auto built = architecture::makeGraph(*blueprint, tensors, graph->exampleInputs.front());
    if (!built)
        return built.error();
    if (!computeTheSame(graph, std::make_shared<graph::Graph>(std::move(*built))))
        return Error{ErrorCode::Unsupported, blueprint->title + " computes something else", path,
            "rebuild the module that the weights were trained in"};
    return blueprint->python;
}

} // namespace

std::string rebuildingLines(
    const graph::GraphPtr& graph, const architecture::Wanted& wanted, const std::string& path)
{
    const std::string format = formatOf(path);
    if (format != "state_dict" && format != "safetensors")
        return {};
    const auto module = guarded(path, [&] { return moduleOf(graph, wanted, path); });
    return architecture::pythonLines(module ? *module : architecture::PythonModule{},
        std::filesystem::path(path).filename().string(), format);
}

} // namespace pleat::io
