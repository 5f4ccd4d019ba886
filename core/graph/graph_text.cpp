// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graph_text.h"

#include "core/graph/text_parts.h"

#include <algorithm>
#include <set>
#include <sstream>
#include <unordered_map>

namespace pleat::graph {

namespace {

class Printer
{
public:
    explicit Printer(const Graph& graph)
        : m_graph(graph)
    {
        nameValues();
    }

    std::string print()
    {
        for (std::size_t i = 0; i < m_graph.inputs.size(); ++i)
            printInput(i);
        for (const Parameter& parameter : m_graph.parameters)
            printParameter(parameter);
        for (const Node& node : m_graph.nodes)
            printNode(node);
        m_out << "return " << text(m_graph.output) << '\n';
        return m_out.str();
    }

private:
    /// Values that a transform has added may have the name of another one.
    void nameValues()
    {
        std::set<std::string> taken;
        for (const Value& value : m_graph.values) {
            std::string name = value.name;
            if (value.kind == ValueKind::Parameter) {
                m_names.push_back(nameText(m_graph.parameter(value.parameter).name));
                continue;
            }
            while (!taken.insert(name).second)
                name += "_";
            m_names.push_back("%" + (isWord(name) ? name : delimited(name, '`', '`')));
        }
    }

    std::string text(const Argument& argument) const
    {
        if (argument.isValue())
            return m_names[argument.value.index];
        if (argument.kind == Argument::Kind::Constant)
            return constantText(argument.constant);
        std::string items;
        for (const Argument& item : argument.items)
            items += (items.empty() ? "" : ", ") + text(item);
        return argument.kind == Argument::Kind::Tuple
            ? "(" + items + ")"
            : typeText(argument.elementType) + "{" + items + "}";
    }

    void printInput(std::size_t index)
    {
        const ValueId id = m_graph.inputs[index];
        const at::ScalarType type = index < m_graph.exampleInputs.size()
            ? m_graph.exampleInputs[index].scalar_type()
            : at::kFloat;
        m_out << "input " << m_names[id.index] << ' ' << dtypeText(type) << ' '
              << shapeText(m_graph.value(id).shape) << '\n';
    }

    /// A tensor with several names is described once.
    void printParameter(const Parameter& parameter)
    {
        m_out << (parameter.constant ? "constant "
                : parameter.buffer   ? "buffer "
                                     : "parameter ")
              << nameText(parameter.name);
        const auto [first, isNew] =
            m_described.try_emplace(parameter.tensor.unsafeGetTensorImpl(), parameter.name);
        if (isNew)
            m_out << ' ' << dtypeText(parameter.tensor.scalar_type()) << ' '
                  << shapeText(parameter.tensor.sizes()) << '\n';
        else
            m_out << " = " << nameText(first->second) << '\n';
    }

    void printNode(const Node& node)
    {
        for (std::size_t i = 0; i < node.outputs.size(); ++i)
            m_out << (i ? ", " : "") << m_names[node.outputs[i].index];
        m_out << (node.outputs.empty() ? "" : " = ") << c10::toString(node.op) << '(';
        for (std::size_t i = 0; i < node.arguments.size(); ++i)
            m_out << (i ? ", " : "") << text(node.arguments[i]);
        m_out << ')';
        for (std::size_t i = 0; i < node.outputs.size(); ++i)
            m_out << (i ? ", " : "  ") << description(m_graph.value(node.outputs[i]));
        const std::string source = onOneLine(node.source);
        m_out << (source.empty() ? "" : "  # ") << source << '\n';
    }

    static std::string description(const Value& value)
    {
        std::string result = value.isTensor ? shapeText(value.shape) : "";
        const bool tensor = value.type->kind() == c10::TypeKind::TensorType;
        if (!value.isTensor || !tensor)
            result += (value.isTensor ? " " : "") + typeText(value.type);
        return result + (value.fromSizes ? " size" : "");
    }

    static std::string onOneLine(std::string text)
    {
        std::replace_if(
            text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; }, ' ');
        text.erase(text.find_last_not_of(' ') + 1);
        return text.substr(std::min(text.find_first_not_of(' '), text.size()));
    }

    const Graph& m_graph;
    std::vector<std::string> m_names; ///< as the text shows them, index = ValueId
    std::unordered_map<const at::TensorImpl*, std::string> m_described;
    std::ostringstream m_out;
};

} // namespace

std::string dump(const Graph& graph)
{
    return Printer(graph).print();
}

} // namespace pleat::graph
