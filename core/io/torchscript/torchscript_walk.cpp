// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torchscript/torchscript_walk.h"

#include "core/base/torch_errors.h"
#include "core/graph/functionalise.h"
#include "core/io/torchscript/decompositions.h"
#include "core/io/torchscript/walk.h"

#include <ATen/core/grad_mode.h>
#include <torch/csrc/jit/ir/constants.h>
#include <torch/csrc/jit/passes/inliner.h>

#include <algorithm>

namespace pleat::io {

using graph::Argument;

namespace {

/// Operators whose result is a property of the network although an input is a value.
bool asksForAProperty(const std::string& name)
{
    static const std::unordered_set<std::string> kNames = {"aten::dim", "aten::__is__",
        "aten::__isnot__", "prim::dtype", "prim::device", "prim::layout", "prim::requires_grad",
        "prim::is_cuda", "prim::is_nested", "prim::is_sparse", "aten::is_floating_point",
        "prim::isinstance", "aten::format", "aten::str"};
    return kNames.contains(name);
}

/// A tensor with axes, or a list with one.
bool holdsTensor(const Slot& slot)
{
    if (slot.kind == Slot::Kind::Aggregate)
        return std::any_of(slot.items->begin(), slot.items->end(), holdsTensor);
    return slot.kind == Slot::Kind::Known && slot.known.isTensor()
        && slot.known.toTensor().defined() && slot.known.toTensor().dim() > 0;
}

bool constantTrue(const graph::Node& node, std::size_t index)
{
    const c10::IValue constant = graph::constantArgument(node, index);
    return constant.isBool() && constant.toBool();
}

constexpr const char* kTrainingMode =
    "traced in training mode: BatchNorm and dropout act as in training; call eval() before tracing";

} // namespace

std::string Walk::place(const jit::Node* node) const
{
    const auto location = (m_decomposed ? m_decomposed : node)->sourceRange().file_line_col();
    return location ? std::get<0>(*location) + ":" + std::to_string(std::get<1>(*location)) : "";
}

void Walk::fail(const jit::Node* node, std::string message, std::string hint) const
{
    throw WalkFailure{{ErrorCode::Unsupported, std::move(message), place(node), std::move(hint)}};
}

Walk::Walk(const jit::Module& module, const std::vector<at::Tensor>& exampleInputs)
    : m_source(module.get_method("forward").graph()->copy())
{
    jit::Inline(*m_source);
    addParameters(module);
    const auto sourceInputs = m_source->inputs();
    Slot self;
    self.kind = Slot::Kind::Module;
    self.known = module._ivalue();
    m_slots[sourceInputs[0]] = self;
    if (exampleInputs.size() + 1 != sourceInputs.size()) {
        throw WalkFailure{{ErrorCode::Usage,
            "the network takes " + std::to_string(sourceInputs.size() - 1) + " inputs, but "
                + std::to_string(exampleInputs.size()) + " example shapes are known",
            "input", "give every shape, as in --input 1x3x32x32,1x10"}};
    }
    for (std::size_t i = 0; i < exampleInputs.size(); ++i) {
        const auto id = m_builder.addInput(sourceInputs[i + 1]->debugName(), exampleInputs[i]);
        m_slots[sourceInputs[i + 1]] = valueSlot(id);
    }
}

graph::Graph Walk::run()
{
    at::AutoGradMode gradients(true); // without it, attention takes an opaque fused operator
    markWritten(m_source->block());
    walkBlock(m_source->block());
    const auto outputs = m_source->outputs();
    return m_builder.finish(argument(m_source->return_node(), slot(outputs[0])));
}

graph::ValueId Walk::addParameter(graph::Parameter parameter)
{
    // A tensor with several names (tied weights) is one value; all its names are kept.
    const graph::ValueId value = m_builder.addParameter(parameter);
    m_valueOf.try_emplace(parameter.tensor.unsafeGetTensorImpl(), value);
    return value;
}

void Walk::addParameters(const jit::Module& module)
{
    for (const auto& named : module.named_parameters())
        addParameter({named.name, named.value, false, false, {}});
    for (const auto& named : module.named_buffers())
        addParameter({named.name, named.value, true, false, {}});
}

/// A tensor written into the program is a parameter without a name: a factor per channel has to
/// shrink with its channels.
graph::ValueId Walk::constantValue(const at::Tensor& tensor)
{
    const auto known = m_valueOf.find(tensor.unsafeGetTensorImpl());
    if (known != m_valueOf.end())
        return known->second;
    return addParameter(
        {"constant." + std::to_string(m_builder.parameters().size()), tensor, true, true, {}});
}

/// A known tensor that is written later must be made anew at each run, so it is not folded away.
void Walk::markWritten(const jit::Block* block)
{
    for (const jit::Node* node : block->nodes()) {
        for (const jit::Block* inner : node->blocks())
            markWritten(inner);
        const c10::FunctionSchema* schema = node->maybeSchema();
        if (!schema)
            continue;
        for (std::size_t i = 0; i < schema->arguments().size() && i < node->inputs().size(); ++i) {
            const auto* alias = schema->arguments()[i].alias_info();
            if (alias && alias->isWrite())
                markWritten(node->input(i));
        }
    }
}

void Walk::markWritten(const jit::Value* value)
{
    if (!m_written.insert(value).second)
        return;
    const c10::FunctionSchema* schema = value->node()->maybeSchema();
    if (!schema || schema->returns().empty() || !schema->returns()[0].alias_info())
        return;
    for (const jit::Value* input : value->node()->inputs()) {
        if (input->type()->kind() == c10::TypeKind::TensorType)
            markWritten(input);
    }
}

Slot Walk::valueSlot(graph::ValueId id) const
{
    Slot result;
    result.kind = Slot::Kind::Value;
    result.id = id;
    result.known = m_builder.example(id);
    return result;
}

Slot& Walk::slot(const jit::Value* value)
{
    const auto found = m_slots.find(value);
    if (found == m_slots.end())
        fail(value->node(), "the value %" + value->debugName() + " is never set");
    return found->second;
}

std::vector<Slot> Walk::inputs(const jit::Node* node)
{
    std::vector<Slot> result;
    for (const jit::Value* input : node->inputs())
        result.push_back(slot(input));
    return result;
}

Argument Walk::argument(const jit::Node* node, const Slot& from)
{
    if (from.isValue())
        return Argument::ofValue(from.id);
    if (auto constant = asConstant(from); constant && !holdsTensor(from)) {
        return Argument::ofConstant(std::move(*constant));
    } else if (constant && constant->isTensor()) {
        return Argument::ofValue(constantValue(constant->toTensor()));
    }
    if (from.kind != Slot::Kind::Aggregate)
        fail(node, "a module is used as a value");
    Argument result;
    result.kind = from.elementType ? Argument::Kind::List : Argument::Kind::Tuple;
    result.elementType = from.elementType;
    for (const Slot& item : *from.items)
        result.items.push_back(argument(node, item));
    return result;
}

void Walk::walkBlock(const jit::Block* block)
{
    for (const jit::Node* node : block->nodes())
        walkNode(node);
}

void Walk::countSteps(const jit::Node* node, std::size_t count)
{
    m_steps += count;
    if (m_steps > kMostSteps)
        fail(node,
            "the network takes more than " + std::to_string(kMostSteps)
                + " steps on its example input, which is allowed",
            "does it have a loop without an end? A shorter input takes fewer steps");
}

void Walk::walkNode(const jit::Node* node)
{
    countSteps(node);
    if (walkStructure(node) || walkAggregateMethod(node) || walkDropout(node)
        || walkWriteToParameter(node))
        return;
    walkOperator(node);
}

/// Everything that is not an operator. False if the node is one.
bool Walk::walkStructure(const jit::Node* node)
{
    switch (node->kind()) {
    case c10::prim::Constant:
        if (auto constant = jit::toIValue(node->output()))
            m_slots[node->output()] = knownSlot(graph::asNumber(std::move(*constant)));
        return true;
    case c10::prim::GetAttr:
        walkAttribute(node);
        return true;
    case c10::prim::SetAttr:
        fail(node,
            "the network changes its own attribute " + node->s(c10::attr::name) + " while it runs");
    case c10::prim::ListConstruct:
    case c10::prim::TupleConstruct:
        walkConstruct(node);
        return true;
    case c10::prim::ListUnpack:
    case c10::prim::TupleUnpack:
        walkUnpack(node);
        return true;
    case c10::prim::If:
        walkBranch(node);
        return true;
    case c10::prim::Loop:
        walkLoop(node);
        return true;
    case c10::prim::RaiseException: {
        const auto text = asConstant(slot(node->input(0)));
        fail(node,
            "the network refuses the example input: "
                + (text && text->isString() ? text->toStringRef() : ""),
            "give another shape with --input");
    }
    case c10::prim::unchecked_cast:
    case c10::prim::unchecked_unwrap_optional:
        m_slots[node->output()] = slot(node->input(0));
        return true;
    case c10::prim::Uninitialized:
        m_slots[node->output()] = knownSlot({});
        return true;
    case c10::prim::Print:
    case c10::aten::warn:
        return true;
    case c10::prim::DictConstruct:
    case c10::prim::CallMethod:
    case c10::prim::CallFunction:
    case c10::prim::CreateObject:
        fail(node,
            std::string("the network uses ") + node->kind().toQualString()
                + ", which is not supported",
            "trace it with torch.jit.trace, returning tensors");
    default:
        return false;
    }
}

void Walk::walkAttribute(const jit::Node* node)
{
    const Slot& owner = slot(node->input(0));
    const std::string& name = node->s(c10::attr::name);
    const std::string path = owner.path.empty() ? name : owner.path + "." + name;
    m_slots[node->output()] = attributeSlot(owner.known.toObjectRef().getAttr(name), path);
}

Slot Walk::attributeSlot(const c10::IValue& attribute, const std::string& path)
{
    if (attribute.isTensor() && attribute.toTensor().defined()) {
        const auto found = m_valueOf.find(attribute.toTensor().unsafeGetTensorImpl());
        if (found != m_valueOf.end())
            return valueSlot(found->second);
    }
    if (attribute.isObject()) {
        Slot result;
        result.kind = Slot::Kind::Module;
        result.known = attribute;
        result.path = path;
        return result;
    }
    if (attribute.isTensorList()) {
        Slot result;
        result.kind = Slot::Kind::Aggregate;
        result.elementType = c10::TensorType::get();
        result.items = std::make_shared<std::vector<Slot>>();
        for (const at::Tensor& tensor : attribute.toTensorVector())
            result.items->push_back(attributeSlot(tensor, path));
        return result;
    }
    return knownSlot(attribute);
}

bool Walk::walkDropout(const jit::Node* node)
{
    const std::string name = node->kind().toQualString();
    if (name.find("dropout") == std::string::npos || node->inputs().size() != 3)
        return false;
    const auto rate = asConstant(slot(node->input(1)));
    const auto training = asConstant(slot(node->input(2)));
    const bool idle = (training && training->isBool() && !training->toBool())
        || (rate && rate->isDouble() && rate->toDouble() == 0);
    if (!idle)
        m_builder.addFinding("graph", kTrainingMode);
    if (idle) {
        const Slot same = slot(node->input(0));
        m_slots[node->output()] = same;
    }
    return idle;
}

/// Counting batches happens in training mode only and changes no output; any other write to a
/// parameter, through a view of it too, is refused. So is a write to something the walk took as
/// known.
bool Walk::walkWriteToParameter(const jit::Node* node)
{
    const c10::FunctionSchema* schema = node->maybeSchema();
    if (!schema || schema->arguments().empty() || !schema->arguments()[0].alias_info()
        || !schema->arguments()[0].alias_info()->isWrite())
        return false;
    const Slot target = slot(node->input(0));
    if (!target.isValue() || !target.known.isTensor())
        fail(node, "the network changes a list or constant with " + schema->name(),
            "trace it with torch.jit.trace");
    for (const graph::Parameter& parameter : m_builder.parameters()) {
        if (!parameter.tensor.has_storage()
            || !parameter.tensor.is_alias_of(target.known.toTensor()))
            continue;
        if (!parameter.buffer || parameter.tensor.dim() != 0)
            fail(node, "the network writes to its own parameter " + parameter.name);
        m_builder.addFinding("graph", kTrainingMode);
        m_slots[node->output()] = target;
        return true;
    }
    return false;
}

void Walk::walkOperator(const jit::Node* node)
{
    const jit::Operator* op = node->maybeOperator();
    if (!op)
        fail(node, std::string("unknown operator ") + node->kind().toQualString());
    if (walkDecomposition(node))
        return;
    const std::vector<Slot> arguments = inputs(node);
    const c10::FunctionSchema& schema = op->schema();

    jit::Stack stack;
    bool allKnown = !node->isNondeterministic();
    for (const Slot& from : arguments) {
        allKnown &= asConstant(from).has_value();
        stack.push_back(exampleOf(from));
    }
    if (schema.is_vararg())
        stack.emplace_back(static_cast<std::int64_t>(arguments.size()));
    const auto called =
        callTorch(schema.name() + " at " + place(node), [&] { op->getOperation(node)(stack); });
    if (!called)
        throw WalkFailure{called.error()};

    bool written = false;
    for (const jit::Value* output : node->outputs())
        written |=
            m_written.contains(output) && output->type()->kind() == c10::TypeKind::TensorType;
    if (asksForAProperty(schema.name()) || (allKnown && !written)) {
        for (std::size_t i = 0; i < node->outputs().size(); ++i)
            m_slots[node->output(i)] =
                m_written.contains(node->output(i)) ? aggregateSlot(stack[i]) : knownSlot(stack[i]);
        return;
    }
    if (schema.is_vararg())
        fail(node, "the operator " + schema.name() + " depends on the input");
    addNode(node, {schema.name(), schema.overload_name()}, arguments, stack);
}

/// A fused operator is walked as the function that it stands for.
bool Walk::walkDecomposition(const jit::Node* node)
{
    const auto function = decomposition(node->kind().toQualString());
    if (!function)
        return false;
    const std::vector<Slot> arguments = inputs(node);
    const auto parameters = function->inputs();
    for (std::size_t i = 0; i < parameters.size(); ++i)
        m_slots[parameters[i]] = i < arguments.size() ? arguments[i] : knownSlot({});
    const jit::Node* outer = m_decomposed;
    m_decomposed = outer ? outer : node;
    walkBlock(function->block());
    m_decomposed = outer;
    const Slot result = slot(function->outputs()[0]);
    if (node->outputs().size() == 1)
        m_slots[node->output()] = result;
    for (std::size_t i = 0; node->outputs().size() > 1 && i < node->outputs().size(); ++i)
        m_slots[node->output(i)] = result.items->at(i);
    return true;
}

void Walk::addNode(const jit::Node* node, c10::OperatorName op, const std::vector<Slot>& arguments,
    const std::vector<c10::IValue>& results)
{
    graph::Node made;
    made.op = std::move(op);
    made.source = place(node);
    for (const Slot& from : arguments)
        made.arguments.push_back(argument(node, from));
    if (made.op.name == "aten::batch_norm" && constantTrue(made, 5))
        m_builder.addFinding("graph", kTrainingMode);
    std::vector<c10::TypePtr> types;
    for (const jit::Value* output : node->outputs())
        types.push_back(output->type());
    const auto outputs = m_builder.addNode(std::move(made), results, types);
    for (std::size_t i = 0; i < outputs.size(); ++i)
        m_slots[node->output(i)] = valueSlot(outputs[i]);
}

Result<graph::Graph> walkModule(
    const torch::jit::Module& module, const std::vector<at::Tensor>& exampleInputs)
{
    return guarded("import", [&]() -> Result<graph::Graph> {
        try {
            return Walk(module, exampleInputs).run();
        } catch (const WalkFailure& failure) {
            Error error = failure.error;
            if (error.hint.empty())
                error.hint = "is the input of this shape? --input gives another; or trace the "
                             "network with torch.jit.trace on a typical input";
            return error;
        }
    });
}

} // namespace pleat::io
