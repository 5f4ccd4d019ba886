// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graph.h"

#include "core/base/sha256.h"
#include "core/graph/executor.h"
#include "core/graph/operator_binding.h"

#include <ATen/core/List.h>
#include <ATen/core/ivalue_inl.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace pleat::graph {

Argument Argument::ofValue(ValueId id)
{
    Argument argument;
    argument.kind = Kind::Value;
    argument.value = id;
    return argument;
}

Argument Argument::ofConstant(c10::IValue constant)
{
    Argument argument;
    argument.constant = std::move(constant);
    return argument;
}

c10::IValue asNumber(c10::IValue constant)
{
    if (!constant.isTensor() || !constant.toTensor().defined() || constant.toTensor().dim() != 0
        || constant.toTensor().scalar_type() != at::kDouble)
        return constant;
    at::Tensor number = constant.toTensor().detach();
    number.unsafeGetTensorImpl()->set_wrapped_number(true);
    return number;
}

c10::IValue listOrTuple(std::vector<c10::IValue> items, const c10::TypePtr& elementType)
{
    if (!elementType)
        return c10::ivalue::Tuple::create(std::move(items));
    c10::impl::GenericList list(elementType);
    for (c10::IValue& item : items)
        list.push_back(std::move(item));
    return list;
}

c10::IValue evaluate(const Argument& argument, const std::vector<c10::IValue>& values)
{
    if (argument.isValue())
        return values[argument.value.index];
    if (argument.kind == Argument::Kind::Constant)
        return argument.constant;
    std::vector<c10::IValue> items;
    for (const Argument& item : argument.items)
        items.push_back(evaluate(item, values));
    return listOrTuple(std::move(items), argument.elementType);
}

std::vector<std::vector<NodeId>> readers(const Graph& graph)
{
    std::vector<std::vector<NodeId>> result(graph.values.size());
    for (std::size_t n = 0; n < graph.nodes.size(); ++n)
        forEachInput(graph.nodes[n], [&](ValueId id) { result[id.index].push_back(NodeId(n)); });
    forEachValue(graph.output, [&](ValueId id) { result[id.index].push_back(NodeId()); });
    return result;
}

ParameterId parameterArgument(const Graph& graph, const Node& node, std::size_t index)
{
    if (index >= node.arguments.size() || !node.arguments[index].isValue())
        return {};
    return graph.value(node.arguments[index].value).parameter;
}

c10::IValue constantArgument(const Node& node, std::size_t index)
{
    if (index >= node.arguments.size() || node.arguments[index].kind != Argument::Kind::Constant)
        return {};
    return node.arguments[index].constant;
}

std::vector<std::int64_t> intListArgument(const Node& node, std::size_t index)
{
    std::vector<std::int64_t> result;
    if (index >= node.arguments.size())
        return result;
    const Argument& argument = node.arguments[index];
    if (argument.constant.isIntList())
        return argument.constant.toIntVector();
    for (const Argument& item : argument.items) {
        if (!item.constant.isInt())
            return {};
        result.push_back(item.constant.toInt());
    }
    return result;
}

namespace {

constexpr std::size_t kHashedAtOnce = 1 << 22; // bytes between two looks at the token

bool writes(const Node& node)
{
    const auto bound = bindOperator(node.op);
    return bound && writesInPlace(*bound);
}

} // namespace

void removeDeadNodes(Graph& graph)
{
    std::vector<bool> needed(graph.values.size(), false);
    forEachValue(graph.output, [&](ValueId id) { needed[id.index] = true; });
    std::vector<bool> keep(graph.nodes.size(), false);
    for (std::size_t n = graph.nodes.size(); n-- > 0;) {
        const Node& node = graph.nodes[n];
        keep[n] = writes(node)
            || std::any_of(node.outputs.begin(), node.outputs.end(),
                [&](ValueId id) { return needed[id.index]; });
        if (keep[n])
            forEachInput(node, [&](ValueId id) { needed[id.index] = true; });
    }
    std::vector<Node> kept;
    for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
        if (keep[n])
            kept.push_back(std::move(graph.nodes[n]));
    }
    graph.nodes = std::move(kept);

    // Values that vanished with their nodes go too, so that every computed value has a producer.
    std::vector<ValueId> moved(graph.values.size());
    std::vector<Value> values;
    std::vector<bool> alive(graph.values.size(), false);
    for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
        for (ValueId id : graph.nodes[n].outputs) {
            alive[id.index] = true;
            graph.value(id).producer = NodeId(n);
        }
    }
    for (std::size_t v = 0; v < graph.values.size(); ++v) {
        if (graph.values[v].kind == ValueKind::Computed && !alive[v])
            continue;
        moved[v] = ValueId(values.size());
        values.push_back(std::move(graph.values[v]));
    }
    graph.values = std::move(values);
    const std::function<void(Argument&)> renumber = [&](Argument& argument) {
        if (argument.isValue())
            argument.value = moved[argument.value.index];
        std::for_each(argument.items.begin(), argument.items.end(), renumber);
    };
    for (Node& node : graph.nodes) {
        std::for_each(node.arguments.begin(), node.arguments.end(), renumber);
        for (ValueId& id : node.outputs)
            id = moved[id.index];
    }
    renumber(graph.output);
    for (ValueId& id : graph.inputs)
        id = moved[id.index];
    for (Parameter& parameter : graph.parameters)
        parameter.value = moved[parameter.value.index];
}

Result<GraphPtr> withTensors(const Graph& graph, const std::vector<at::Tensor>& tensors)
{
    auto copy = std::make_shared<Graph>(graph);
    // A tensor with several names changes under all of them.
    std::unordered_map<const at::TensorImpl*, at::Tensor> replaced;
    for (std::size_t p = 0; p < copy->parameters.size(); ++p) {
        if (tensors[p].defined())
            replaced[copy->parameters[p].tensor.unsafeGetTensorImpl()] = tensors[p];
    }
    for (Parameter& parameter : copy->parameters) {
        const auto found = replaced.find(parameter.tensor.unsafeGetTensorImpl());
        if (found != replaced.end())
            parameter.tensor = found->second;
    }
    auto executor = Executor::prepare(copy);
    if (!executor)
        return executor.error();
    std::map<std::uint32_t, std::vector<std::int64_t>> shapes;
    ExecutionHooks hooks;
    hooks.tap = [&](ValueId id, const c10::IValue& made) {
        if (made.isTensor())
            shapes[id.index] = made.toTensor().sizes().vec();
    };
    if (auto ran = executor->run(copy->exampleInputs, hooks); !ran)
        return ran.error();
    auto shaped = std::make_shared<Graph>(*copy);
    for (const auto& [index, shape] : shapes)
        shaped->values[index].shape = shape;
    for (const Parameter& parameter : shaped->parameters)
        shaped->value(parameter.value).shape = parameter.tensor.sizes().vec();
    return GraphPtr(shaped);
}

at::Tensor storedTensor(const Parameter& parameter)
{
    const bool same = parameter.stored == at::ScalarType::Undefined;
    return parameter.tensor.detach()
        .to(same ? parameter.tensor.scalar_type() : parameter.stored)
        .contiguous();
}

GraphPtr roundedToStored(const GraphPtr& graph)
{
    const auto isNarrower = [](const Parameter& parameter) {
        return parameter.stored != at::ScalarType::Undefined;
    };
    if (std::none_of(graph->parameters.begin(), graph->parameters.end(), isNarrower))
        return graph;
    auto copy = std::make_shared<Graph>(*graph);
    std::unordered_map<const at::TensorImpl*, at::Tensor> rounded; // tied tensors stay one
    for (Parameter& parameter : copy->parameters) {
        at::Tensor& tensor = rounded[parameter.tensor.unsafeGetTensorImpl()];
        if (!tensor.defined())
            tensor = storedTensor(parameter).to(parameter.tensor.scalar_type());
        parameter.tensor = tensor;
    }
    return copy;
}

std::string weightsHash(const Graph& graph)
{
    return *weightsHash(graph, {});
}

Result<std::string> weightsHash(const Graph& graph, const StageContext& context)
{
    std::vector<const Parameter*> sorted;
    for (const Parameter& parameter : graph.parameters) {
        if (!parameter.constant)
            sorted.push_back(&parameter);
    }
    std::sort(sorted.begin(), sorted.end(),
        [](const Parameter* a, const Parameter* b) { return a->name < b->name; });
    Sha256 hash;
    for (const Parameter* parameter : sorted) {
        hash.addText(parameter->name);
        const at::Tensor bytes = storedTensor(*parameter);
        hash.addText(c10::toString(bytes.scalar_type()));
        for (std::int64_t size : bytes.sizes())
            hash.add(&size, sizeof size);
        const auto* data = static_cast<const char*>(bytes.data_ptr());
        for (std::size_t done = 0; done < bytes.nbytes(); done += kHashedAtOnce) {
            if (context.cancelled())
                return cancelledError();
            hash.add(data + done, std::min(kHashedAtOnce, bytes.nbytes() - done));
        }
    }
    return hash.finish();
}

std::int64_t parameterCount(const Graph& graph)
{
    std::int64_t count = 0;
    std::unordered_set<const void*> seen;
    for (const Parameter& parameter : graph.parameters) {
        if (!parameter.buffer && seen.insert(parameter.tensor.unsafeGetTensorImpl()).second)
            count += parameter.tensor.numel();
    }
    return count;
}

Result<void> verify(const Graph& graph)
{
    const auto violation = [](const std::string& what) {
        return Error{ErrorCode::Internal, "the graph is inconsistent: " + what, "graph",
            "please report this file"};
    };
    std::vector<bool> defined(graph.values.size(), false);
    for (ValueId id : graph.inputs)
        defined[id.index] = true;
    std::set<std::string> names;
    for (const Parameter& parameter : graph.parameters) {
        defined[parameter.value.index] = true;
        if (!names.insert(parameter.name).second)
            return violation("two parameters are called " + parameter.name);
    }
    bool ordered = true;
    const auto check = [&](ValueId id) {
        ordered &= id.index < defined.size() && defined[id.index];
    };
    for (const Node& node : graph.nodes) {
        forEachInput(node, check);
        if (!ordered)
            return violation(c10::toString(node.op) + " reads a value before it exists");
        for (ValueId id : node.outputs)
            defined[id.index] = true;
        if (!bindOperator(node.op))
            return violation("no operator " + c10::toString(node.op));
    }
    forEachValue(graph.output, check);
    if (!ordered)
        return violation("the output is never computed");
    return {};
}

} // namespace pleat::graph
