// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/bake_sizes.h"

#include "core/graph/executor.h"

#include <ATen/core/ivalue_inl.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <functional>
#include <map>

namespace pleat::graph {

namespace {

using SizeValues = std::map<ValueId, c10::IValue>;

constexpr std::int64_t kExtraPixels = 32; // a multiple of every usual total stride

std::optional<SizeValues> sizesWithInputs(
    const Executor& executor, const std::vector<at::Tensor>& inputs)
{
    SizeValues values;
    ExecutionHooks hooks;
    hooks.tap = [&](ValueId id, const c10::IValue& made) {
        if (executor.graph().value(id).fromSizes)
            values[id] = made;
    };
    if (!executor.run(inputs, hooks))
        return std::nullopt;
    return values;
}

std::vector<at::Tensor> resized(const std::vector<at::Tensor>& inputs, bool batch)
{
    std::vector<at::Tensor> result;
    for (const at::Tensor& input : inputs) {
        std::vector<std::int64_t> shape = input.sizes().vec();
        if (batch && !shape.empty())
            shape[0] *= 2;
        for (std::size_t axis = 2; !batch && axis < shape.size(); ++axis)
            shape[axis] += kExtraPixels;
        result.push_back(at::zeros(shape, input.options()));
    }
    return result;
}

bool equal(const c10::IValue& a, const c10::IValue& b)
{
    if (a.isTensor() && b.isTensor())
        return a.toTensor().sizes() == b.toTensor().sizes() && a.toTensor().equal(b.toTensor());
    return a.isTensor() == b.isTensor() && a == b;
}

} // namespace

void bakeSizes(Graph& graph)
{
    const bool any = std::any_of(graph.values.begin(), graph.values.end(),
        [](const Value& value) { return value.fromSizes; });
    if (!any)
        return;
    auto executor = Executor::prepare(std::make_shared<Graph>(graph));
    if (!executor)
        return;
    const auto example = sizesWithInputs(*executor, graph.exampleInputs);
    if (!example)
        return;
    SizeValues constant = *example;
    bool varied = false;
    for (bool batch : {true, false}) {
        const auto other = sizesWithInputs(*executor, resized(graph.exampleInputs, batch));
        if (!other)
            continue;
        varied = true;
        std::erase_if(constant, [&](const auto& entry) {
            const auto found = other->find(entry.first);
            return found == other->end() || !equal(entry.second, found->second);
        });
    }
    if (!varied)
        graph.findings.push_back(
            {"graph", "runs at one batch and image size only; its sizes are constants"});
    const std::function<void(Argument&)> bake = [&](Argument& argument) {
        const auto found = argument.isValue() ? constant.find(argument.value) : constant.end();
        if (found != constant.end())
            argument = Argument::ofConstant(found->second);
        std::for_each(argument.items.begin(), argument.items.end(), bake);
    };
    for (Node& node : graph.nodes)
        std::for_each(node.arguments.begin(), node.arguments.end(), bake);
    removeDeadNodes(graph);
}

} // namespace pleat::graph
