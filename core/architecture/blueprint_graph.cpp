// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/architecture/blueprint_graph.h"

#include "core/graph/graph_builder.h"

#include <ATen/core/ivalue_inl.h>
#include <ATen/core/jit_type.h>

#include <map>

namespace pleat::architecture {

namespace {

bool isBuffer(const std::string& name)
{
    return name.ends_with("running_mean") || name.ends_with("running_var")
        || name.ends_with("num_batches_tracked");
}

/// Turns what a step names into what the graph has.
class Arguments
{
public:
    std::vector<graph::ValueId> values; ///< index = ValueRef
    std::map<std::string, graph::ValueId> parameters;

    graph::Argument operator()(std::monostate) const
    {
        return graph::Argument::ofConstant(c10::IValue());
    }
    graph::Argument operator()(ValueRef ref) const
    {
        return graph::Argument::ofValue(values.at(ref.index));
    }
    graph::Argument operator()(const std::vector<ValueRef>& refs) const
    {
        graph::Argument list;
        list.kind = graph::Argument::Kind::List;
        list.elementType = c10::TensorType::get();
        for (ValueRef ref : refs)
            list.items.push_back((*this)(ref));
        return list;
    }
    graph::Argument operator()(const ParameterName& parameter) const
    {
        const auto found = parameters.find(parameter.name);
        if (found == parameters.end())
            throw LogicError("the blueprint names a tensor that is not there: " + parameter.name);
        return graph::Argument::ofValue(found->second);
    }
    template <typename Constant>
    graph::Argument operator()(const Constant& constant) const
    {
        return graph::Argument::ofConstant(constant);
    }
};

Result<void> addStep(graph::GraphBuilder& builder, Arguments& known, const Step& step)
{
    std::vector<graph::Argument> arguments;
    for (const Argument& argument : step.arguments)
        arguments.push_back(std::visit(known, argument));
    auto made = builder.call({step.op, step.overload}, std::move(arguments), step.source);
    if (!made)
        return made.error();
    const auto results = step.results > 1 ? builder.unpack(made->front()) : *made;
    known.values.insert(known.values.end(), results.begin(), results.end());
    return {};
}

} // namespace

Result<graph::Graph> makeGraph(
    const Blueprint& blueprint, const std::vector<NamedTensor>& tensors, const at::Tensor& example)
{
    graph::GraphBuilder builder;
    Arguments known;
    known.values.push_back(builder.addInput("x", example));
    for (const NamedTensor& named : tensors) {
        graph::Parameter parameter;
        parameter.name = named.name;
        parameter.tensor = named.tensor;
        parameter.buffer = isBuffer(named.name);
        parameter.stored = named.stored;
        known.parameters.emplace(named.name, builder.addParameter(std::move(parameter)));
    }
    for (const Step& step : blueprint.steps) {
        if (auto added = addStep(builder, known, step); !added)
            return added.error();
    }
    for (const Finding& finding : blueprint.findings)
        builder.addFinding(finding.where, finding.message);
    graph::Graph graph =
        builder.finish(graph::Argument::ofValue(known.values.at(blueprint.output.index)));
    if (auto valid = graph::verify(graph); !valid)
        return valid.error();
    return graph;
}

} // namespace pleat::architecture
