// SPDX-License-Identifier: GPL-3.0-or-later
// The arguments of a node; what it emits is in node_emission.cpp.
#include "core/io/onnx/node_export.h"

#include "core/graph/operator_binding.h"

#include <ATen/ScalarOps.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/result_type.h>

#include <algorithm>

namespace pleat::io {

using graph::Argument;

namespace {

std::int64_t toInteger(const c10::IValue& value)
{
    return value.isTensor() ? value.toTensor().item<std::int64_t>()
        : value.isBool()    ? static_cast<std::int64_t>(value.toBool())
                            : value.toInt();
}

double toNumber(const c10::IValue& value)
{
    return value.isTensor() ? value.toTensor().item<double>() : value.toScalar().toDouble();
}

bool isNumber(const c10::IValue& value)
{
    return value.isInt() || value.isDouble() || value.isBool();
}

std::string stemOf(const std::string& op)
{
    return op.substr(op.rfind(':') + 1);
}

} // namespace

NodeExport::NodeExport(OnnxExport& state, graph::NodeId id)
    : m_state(state)
    , m_id(id)
    , m_node(state.graph().node(id))
    , m_stem(stemOf(m_node.op.name))
{
    if (const auto bound = graph::bindOperator(m_node.op))
        m_schema = bound->schema;
}

std::size_t NodeExport::index(const char* argument) const
{
    const auto found = m_schema ? m_schema->argumentIndexWithName(argument) : c10::nullopt;
    return found ? static_cast<std::size_t>(*found) : m_node.arguments.size();
}

const Argument& NodeExport::argument(const char* name) const
{
    const std::size_t at = m_schema ? index(name) : 0; // prim::ListUnpack has one argument
    if (at >= m_node.arguments.size())
        unsupported(std::string("it has no argument ") + name);
    return m_node.arguments[at];
}

bool NodeExport::has(const char* name) const
{
    const std::size_t at = index(name);
    if (at >= m_node.arguments.size())
        return false;
    const Argument& given = m_node.arguments[at];
    return given.kind != Argument::Kind::Constant || !given.constant.isNone();
}

std::optional<c10::IValue> NodeExport::known(const Argument& given) const
{
    if (given.kind == Argument::Kind::Constant)
        return given.constant;
    if (given.isValue()) {
        const auto found = m_state.facts().read.find({m_id, given.value});
        return found == m_state.facts().read.end() ? std::nullopt : std::optional(found->second);
    }
    std::vector<c10::IValue> items;
    for (const Argument& item : given.items) {
        auto one = known(item);
        if (!one)
            return std::nullopt;
        items.push_back(std::move(*one));
    }
    return graph::listOrTuple(std::move(items), given.elementType);
}

c10::IValue NodeExport::require(const char* name) const
{
    auto value = known(name);
    if (!value)
        unsupported(std::string("the argument ") + name + " depends on the input");
    return std::move(*value);
}

std::int64_t NodeExport::integer(const char* name) const
{
    return toInteger(require(name));
}

std::int64_t NodeExport::integer(const char* name, std::int64_t otherwise) const
{
    return has(name) ? integer(name) : otherwise;
}

double NodeExport::number(const char* name) const
{
    return toNumber(require(name));
}

double NodeExport::number(const char* name, double otherwise) const
{
    return has(name) ? number(name) : otherwise;
}

bool NodeExport::flag(const char* name) const
{
    return has(name) && toInteger(require(name)) != 0;
}

std::string NodeExport::text(const char* name) const
{
    const c10::IValue value = require(name);
    return value.isString() ? value.toStringRef() : "";
}

Sizes NodeExport::integers(const char* name) const
{
    if (!has(name))
        return {};
    const c10::IValue value = require(name);
    if (!value.isList())
        return {toInteger(value)};
    Sizes result;
    for (const c10::IValue& item : value.toListRef())
        result.push_back(toInteger(item));
    return result;
}

Sizes NodeExport::integers(const char* name, std::size_t count) const
{
    Sizes result = integers(name);
    if (result.size() == 1)
        result.resize(count, result.front());
    return result;
}

std::vector<double> NodeExport::numbers(const char* name) const
{
    if (!has(name))
        return {};
    const c10::IValue value = require(name);
    if (!value.isList())
        return {toNumber(value)};
    std::vector<double> result;
    for (const c10::IValue& item : value.toListRef())
        result.push_back(toNumber(item));
    return result;
}

std::int64_t NodeExport::axis(const char* name, std::int64_t rank) const
{
    const std::int64_t given = integer(name);
    return given < 0 ? given + rank : given;
}

Sizes NodeExport::axes(const char* name, std::int64_t rank) const
{
    Sizes result = integers(name);
    for (std::int64_t& one : result)
        one += one < 0 ? rank : 0;
    std::sort(result.begin(), result.end());
    return result;
}

std::vector<SizeEntry> NodeExport::sizes(const char* name)
{
    const Argument& given = argument(name);
    std::vector<SizeEntry> result;
    if (known(given)) {
        for (std::int64_t size : integers(name))
            result.push_back({size, {}});
        return result;
    }
    if (!given.isValue()) {
        for (const Argument& item : given.items) {
            const auto constant = known(item);
            result.push_back(constant ? SizeEntry{toInteger(*constant), {}}
                                      : SizeEntry{{}, tensor(item, at::kLong)});
        }
        return result;
    }
    const ValueFacts& facts = m_state.facts().values[given.value.index];
    if (!facts.list)
        return {{{}, tensor(given, at::kLong)}};
    const Names& names = m_state.itemNames(given.value);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::int64_t size = toInteger(facts.example.toListRef()[i]);
        const bool fixed = size == toInteger(facts.larger.toListRef()[i]);
        result.push_back(fixed ? SizeEntry{size, {}} : SizeEntry{{}, names[i]});
    }
    return result;
}

TensorFacts NodeExport::facts(const Argument& given) const
{
    if (given.isValue())
        return m_state.facts().values[given.value.index].items.front();
    TensorFacts result;
    const c10::IValue& constant = given.constant;
    if (constant.isTensor() && constant.toTensor().defined()) {
        result.type = constant.toTensor().scalar_type();
        result.shape = result.larger = constant.toTensor().sizes().vec();
    } else if (isNumber(constant)) {
        result.type = constant.toScalar().type();
    }
    return result;
}

TensorFacts NodeExport::facts(const char* name) const
{
    return facts(argument(name));
}

std::string NodeExport::tensor(const Argument& given, at::ScalarType wanted)
{
    if (const auto constant = known(given)) {
        if (isNumber(*constant))
            return this->constant(c10::scalar_to_tensor(constant->toScalar()).to(wanted));
        if (!constant->isTensor() || !constant->toTensor().defined())
            unsupported("a tensor is missing");
        return this->constant(constant->toTensor().to(wanted));
    }
    if (!given.isValue())
        unsupported("a list stands where a tensor is expected");
    const std::string name = m_state.name(given.value);
    return facts(given).type == wanted ? name : cast(name, wanted);
}

std::string NodeExport::tensor(const char* name, at::ScalarType wanted)
{
    return tensor(argument(name), wanted);
}

std::string NodeExport::tensor(const char* name)
{
    return tensor(name, facts(name).type);
}

std::string NodeExport::optionalTensor(const char* name)
{
    return has(name) ? tensor(name) : std::string();
}

std::string NodeExport::item(const char* name, std::size_t index, at::ScalarType wanted)
{
    return tensor(argument(name).items.at(index), wanted);
}

std::vector<TensorFacts> NodeExport::listFacts(const char* name) const
{
    const Argument& given = argument(name);
    if (given.isValue())
        return m_state.facts().values[given.value.index].items;
    std::vector<TensorFacts> result;
    for (const Argument& item : given.items)
        result.push_back(facts(item));
    if (given.constant.isTensorList()) {
        for (const at::Tensor& tensor : given.constant.toTensorVector())
            result.push_back(facts(Argument::ofConstant(tensor)));
    }
    return result;
}

Names NodeExport::tensors(const char* name, at::ScalarType wanted)
{
    const Argument& given = argument(name);
    Names result;
    if (given.isValue()) {
        const auto facts = listFacts(name);
        const auto constant = known(given);
        const Names names = constant ? Names(facts.size()) : m_state.itemNames(given.value);
        for (std::size_t i = 0; i < facts.size(); ++i)
            result.push_back(constant
                    ? this->constant(constant->toListRef()[i].toTensor().to(wanted))
                    : facts[i].type == wanted ? names[i]
                                              : cast(names[i], wanted));
        return result;
    }
    for (const Argument& item : given.items)
        result.push_back(tensor(item, wanted));
    if (given.constant.isTensorList()) {
        for (const at::Tensor& one : given.constant.toTensorVector())
            result.push_back(this->constant(one.to(wanted)));
    }
    return result;
}

at::ScalarType NodeExport::commonType(const char* a, const char* b) const
{
    const auto standIn = [&](const char* name) {
        const Argument& given = argument(name);
        if (given.constant.isTensor())
            return given.constant.toTensor(); // knows whether it is a mere number
        const TensorFacts what = facts(given);
        at::Tensor result = at::empty(Sizes(what.shape.size(), 1), what.type);
        const bool number = !given.isValue() || !m_state.graph().value(given.value).isTensor;
        if (number)
            result.unsafeGetTensorImpl()->set_wrapped_number(true);
        return result;
    };
    return at::result_type(standIn(a), standIn(b));
}

TensorFacts NodeExport::result(std::size_t index) const
{
    return m_state.facts().values[m_node.outputs[index].index].items.front();
}

std::vector<TensorFacts> NodeExport::resultItems() const
{
    return m_state.facts().values[m_node.outputs.front().index].items;
}

bool NodeExport::wants(std::size_t index) const
{
    const graph::ValueId wanted = m_node.outputs[index];
    bool read = false;
    const auto check = [&](graph::ValueId id) { read |= id == wanted; };
    for (const graph::Node& node : m_state.graph().nodes)
        graph::forEachInput(node, check);
    graph::forEachValue(m_state.graph().output, check);
    return read;
}

Error NodeExport::error(ErrorCode code, const std::string& message) const
{
    return {code, c10::toString(m_node.op) + " cannot be written to ONNX: " + message,
        m_node.source, kOnnxHint};
}

void NodeExport::unsupported(const std::string& message) const
{
    throw ExportFailure{error(ErrorCode::Unsupported, message)};
}

void NodeExport::impossible(const std::string& message) const
{
    throw ExportFailure{error(ErrorCode::Impossible, message)};
}

} // namespace pleat::io
