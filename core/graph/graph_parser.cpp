// SPDX-License-Identifier: GPL-3.0-or-later
// The other half of graph_text.h.
#include "core/base/torch_errors.h"
#include "core/graph/graph_text.h"
#include "core/graph/named_tensor.h"
#include "core/graph/operator_binding.h"
#include "core/graph/schema_check.h"
#include "core/graph/text_parts.h"

#include <ATen/core/Tensor.h>
#include <ATen/core/ivalue_inl.h>
#include <ATen/core/jit_type.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <unordered_map>

namespace pleat::graph {

namespace {

bool isIdentifier(std::string_view text)
{
    return !text.empty() && text.find_first_of(".:+-") == std::string_view::npos;
}

class GraphParser
{
public:
    GraphParser(std::string_view text, std::int64_t mostElements)
        : m_scanner(text)
        , m_mostElements(mostElements)
    {
    }

    Graph parse()
    {
        while (!m_returned) {
            if (m_scanner.atEnd())
                m_scanner.fail("return with what the network gives");
            const std::size_t nodes = m_graph.nodes.size();
            if (!m_scanner.atLineEnd())
                parseLine();
            const std::string comment = m_scanner.endLine();
            if (m_graph.nodes.size() > nodes)
                m_graph.nodes.back().source = comment;
        }
        while (!m_scanner.atEnd()) {
            if (!m_scanner.atLineEnd())
                m_scanner.fail("nothing behind return");
            m_scanner.endLine();
        }
        return std::move(m_graph);
    }

private:
    void parseLine();
    void parseInput();
    void parseParameter(bool buffer, bool constant);
    void parseNode();
    void parseReturn();

    c10::OperatorName readOperator();
    std::string readValueName();
    Value readDescription();
    std::vector<std::int64_t> readTensorShape();
    std::vector<Argument> readArguments(std::string_view open, std::string_view close, int depth);
    Argument readArgument(int depth);
    Argument readReference();
    Argument readTuple(int depth);
    Argument readList(const c10::TypePtr& elementType, int depth);
    Argument readConstantList(c10::TypePtr elementType, int depth);
    c10::IValue readTensorConstant();

    void define(std::size_t position, const std::string& name, Value value);

    TextScanner m_scanner;
    std::int64_t m_mostElements;
    std::int64_t m_elements = 0;
    bool m_returned = false;
    Graph m_graph;
    std::unordered_map<std::string, ValueId> m_values; ///< inputs and computed values
    std::unordered_map<std::string, ParameterId> m_parameters;
};

void GraphParser::parseLine()
{
    if (m_scanner.acceptWord("input"))
        parseInput();
    else if (m_scanner.acceptWord("parameter"))
        parseParameter(false, false);
    else if (m_scanner.acceptWord("buffer"))
        parseParameter(true, false);
    else if (m_scanner.acceptWord("constant"))
        parseParameter(true, true);
    else if (m_scanner.acceptWord("return"))
        parseReturn();
    else if (m_scanner.startsWith("%") || m_scanner.peekWord().find("::") != std::string_view::npos)
        parseNode();
    else
        m_scanner.fail("input, parameter, buffer, constant, return or a node such as %1 = "
                       "aten::relu(%x)  [1, 8]");
}

void GraphParser::parseInput()
{
    const std::size_t position = m_scanner.position();
    const std::string name = readValueName();
    const at::ScalarType type = readDtype(m_scanner);
    Value value;
    value.kind = ValueKind::Input;
    value.type = c10::TensorType::get();
    value.isTensor = true;
    value.shape = readTensorShape();
    m_graph.exampleInputs.push_back(at::zeros(value.shape, type));
    m_graph.inputs.push_back(ValueId(m_graph.values.size()));
    define(position, name, std::move(value));
}

void GraphParser::parseParameter(bool buffer, bool constant)
{
    const std::size_t position = m_scanner.position();
    Parameter parameter{readName(m_scanner, "a name"), {}, buffer, constant, {}};
    const ParameterId id(m_graph.parameters.size());
    if (!m_parameters.emplace(parameter.name, id).second)
        m_scanner.failAt(position, "a second tensor is called " + nameText(parameter.name));
    if (m_scanner.accept("=")) {
        const std::size_t first = m_scanner.position();
        const auto found = m_parameters.find(readName(m_scanner, "a name"));
        if (found == m_parameters.end() || found->second == id)
            m_scanner.failAt(first, "unknown tensor, allowed are those of the lines above");
        parameter.tensor = m_graph.parameter(found->second).tensor;
    } else {
        const at::ScalarType type = readDtype(m_scanner);
        parameter.tensor = tensorFromName(parameter.name, readTensorShape(), type);
    }
    Value value;
    value.kind = ValueKind::Parameter;
    value.name = parameter.name;
    value.type = c10::TensorType::get();
    value.isTensor = true;
    value.shape = parameter.tensor.sizes().vec();
    value.parameter = id;
    parameter.value = ValueId(m_graph.values.size());
    m_graph.values.push_back(std::move(value));
    m_graph.parameters.push_back(std::move(parameter));
}

void GraphParser::parseNode()
{
    std::vector<std::pair<std::size_t, std::string>> names;
    while (m_scanner.startsWith("%") || !names.empty()) {
        const std::size_t position = m_scanner.position();
        names.emplace_back(position, readValueName());
        if (m_scanner.accept("="))
            break;
        m_scanner.expect(",");
    }
    const std::size_t position = m_scanner.position();
    Node node;
    node.op = readOperator();
    node.arguments = readArguments("(", ")", 0);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0)
            m_scanner.expect(",");
        Value value = readDescription();
        value.producer = NodeId(m_graph.nodes.size());
        node.outputs.push_back(ValueId(m_graph.values.size()));
        define(names[i].first, names[i].second, std::move(value));
    }
    if (!m_scanner.atLineEnd())
        m_scanner.fail("the end of the line: every output is described");
    if (const std::string wrong = schemaViolation(m_graph, node); !wrong.empty())
        m_scanner.failAt(position, wrong);
    m_graph.nodes.push_back(std::move(node));
}

void GraphParser::parseReturn()
{
    m_graph.output = readArgument(0);
    m_returned = true;
}

c10::OperatorName GraphParser::readOperator()
{
    const std::size_t position = m_scanner.position();
    const std::string word(m_scanner.word("an operator such as aten::relu"));
    const std::size_t colons = word.find("::");
    const std::size_t dot = word.find('.', std::min(colons, word.size()));
    c10::OperatorName name(
        word.substr(0, dot), dot == std::string::npos ? "" : word.substr(dot + 1));
    if (colons == std::string::npos || !isIdentifier(word.substr(0, colons))
        || !isIdentifier(name.name.substr(colons + 2))
        || (dot != std::string::npos && !isIdentifier(name.overload_name)))
        m_scanner.failAt(
            position, "found \"" + word + "\", allowed is an operator such as aten::relu");
    if (!bindOperator(name))
        m_scanner.failAt(position, "this LibTorch has no operator " + word);
    return name;
}

std::string GraphParser::readValueName()
{
    m_scanner.expect("%");
    return readName(m_scanner, "the name of a value");
}

/// What stands behind a node for each of its outputs.
Value GraphParser::readDescription()
{
    Value value;
    value.type = c10::TensorType::get();
    value.isTensor = m_scanner.startsWith("[");
    if (value.isTensor)
        value.shape = readShape(m_scanner, m_mostElements);
    else if (!startsType(m_scanner))
        m_scanner.fail("the shape or type of an output");
    const std::size_t position = m_scanner.position();
    if (startsType(m_scanner))
        value.type = readType(m_scanner);
    if (value.isTensor && !fits(value.type, c10::TensorType::get()))
        m_scanner.failAt(position, "only a tensor has a shape, allowed are Tensor and Tensor?");
    value.fromSizes = m_scanner.acceptWord("size");
    return value;
}

std::vector<std::int64_t> GraphParser::readTensorShape()
{
    const std::size_t position = m_scanner.position();
    std::vector<std::int64_t> shape = readShape(m_scanner, m_mostElements);
    std::int64_t elements = 1;
    for (std::int64_t extent : shape)
        elements *= extent;
    if (elements > m_mostElements - m_elements)
        m_scanner.failAt(position,
            "the tensors have too many elements, allowed are " + std::to_string(m_mostElements));
    m_elements += elements;
    return shape;
}

std::vector<Argument> GraphParser::readArguments(
    std::string_view open, std::string_view close, int depth)
{
    std::vector<Argument> arguments;
    m_scanner.expect(open);
    while (!m_scanner.accept(close)) {
        if (!arguments.empty() && !m_scanner.accept(","))
            m_scanner.fail(", or " + std::string(close));
        arguments.push_back(readArgument(depth + 1));
    }
    return arguments;
}

Argument GraphParser::readArgument(int depth)
{
    if (depth > kDeepestText)
        m_scanner.failAt(m_scanner.position(),
            "nested deeper than " + std::to_string(kDeepestText) + ", which is allowed");
    if (m_scanner.startsWith("("))
        return readTuple(depth);
    if (m_scanner.startsWith("["))
        return readConstantList(nullptr, depth);
    if (startsType(m_scanner)) {
        const c10::TypePtr type = readType(m_scanner, true);
        return m_scanner.startsWith("[") ? readConstantList(type, depth) : readList(type, depth);
    }
    if (m_scanner.acceptWord("tensor"))
        return Argument::ofConstant(readTensorConstant());
    if (auto scalar = readScalar(m_scanner))
        return Argument::ofConstant(std::move(*scalar));
    return readReference();
}

/// A value or a parameter.
Argument GraphParser::readReference()
{
    const std::size_t position = m_scanner.position();
    if (m_scanner.startsWith("%")) {
        const std::string name = readValueName();
        const auto found = m_values.find(name);
        if (found == m_values.end())
            m_scanner.failAt(position,
                "unknown value %" + name + ", allowed are inputs and outputs of the lines above");
        return Argument::ofValue(found->second);
    }
    const std::string name = readName(m_scanner, "a value, a parameter or a constant");
    const auto found = m_parameters.find(name);
    if (found == m_parameters.end())
        m_scanner.failAt(position,
            "unknown parameter " + nameText(name)
                + ", allowed are those of the lines above, values as in %1, and constants");
    return Argument::ofValue(m_graph.parameter(found->second).value);
}

/// One of constants alone is a constant.
Argument GraphParser::readTuple(int depth)
{
    Argument tuple;
    tuple.kind = Argument::Kind::Tuple;
    tuple.items = readArguments("(", ")", depth);
    std::vector<c10::IValue> constants;
    for (const Argument& item : tuple.items) {
        if (item.kind != Argument::Kind::Constant)
            return tuple;
        constants.push_back(item.constant);
    }
    return Argument::ofConstant(listOrTuple(std::move(constants), nullptr));
}

Argument GraphParser::readList(const c10::TypePtr& elementType, int depth)
{
    const std::size_t position = m_scanner.position();
    Argument list;
    list.kind = Argument::Kind::List;
    list.elementType = elementType;
    list.items = readArguments("{", "}", depth);
    for (const Argument& item : list.items) {
        if (const c10::TypePtr type = typeOf(m_graph, item); !fits(elementType, type))
            m_scanner.failAt(position,
                "the list holds " + typeText(type) + ", allowed is " + typeText(elementType));
    }
    return list;
}

Argument GraphParser::readConstantList(c10::TypePtr elementType, int depth)
{
    const std::size_t position = m_scanner.position();
    std::vector<c10::IValue> constants;
    for (const Argument& item : readArguments("[", "]", depth)) {
        const c10::TypePtr type = typeOf(m_graph, item);
        elementType = elementType ? elementType : type;
        if (item.kind != Argument::Kind::Constant)
            m_scanner.failAt(position, "a list with values in it is written as in Tensor{%1, %2}");
        if (!fits(elementType, type))
            m_scanner.failAt(position,
                "the list holds " + typeText(type) + ", allowed is " + typeText(elementType));
        constants.push_back(item.constant);
    }
    if (!elementType)
        m_scanner.failAt(position, "an empty list needs the type of its items, as in int[]");
    return Argument::ofConstant(listOrTuple(std::move(constants), elementType));
}

/// tensor(0.5, float32) or, without values, tensor([2, 3], float32)
c10::IValue GraphParser::readTensorConstant()
{
    m_scanner.expect("(");
    const std::size_t position = m_scanner.position();
    at::Tensor tensor;
    if (m_scanner.startsWith("[")) {
        const auto shape = readTensorShape();
        m_scanner.expect(",");
        tensor = tensorFromName("", shape, readDtype(m_scanner));
    } else if (const auto item = readScalar(m_scanner); item && item->isScalar()) {
        m_scanner.expect(",");
        tensor = at::zeros({}, readDtype(m_scanner));
        const auto filled = callTorch("", [&] { tensor.fill_(item->toScalar()); });
        if (!filled)
            m_scanner.failAt(position, "the number is out of the type's range");
    } else if (!item || !item->isNone()) {
        m_scanner.failAt(position, "allowed is a number or a shape");
    }
    m_scanner.expect(")");
    return asNumber(tensor);
}

void GraphParser::define(std::size_t position, const std::string& name, Value value)
{
    if (!m_values.emplace(name, ValueId(m_graph.values.size())).second)
        m_scanner.failAt(position, "a second value is called %" + name);
    value.name = name;
    m_graph.values.push_back(std::move(value));
}

} // namespace

Result<Graph> parseGraph(std::string_view text, std::int64_t mostElements)
{
    return guarded("graph", [&]() -> Result<Graph> {
        try {
            Graph graph = GraphParser(text, mostElements).parse();
            if (auto valid = verify(graph); !valid)
                return valid.error();
            return graph;
        } catch (const TextFailure& failure) {
            return failure.error;
        }
    });
}

} // namespace pleat::graph
