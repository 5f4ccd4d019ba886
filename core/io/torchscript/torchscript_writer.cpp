// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torchscript/torchscript.h"

#include "core/base/torch_errors.h"

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/ir/constants.h>

#include <cctype>
#include <map>

namespace pleat::io {

namespace {

namespace jit = torch::jit;
using graph::Argument;

std::vector<std::string> split(const std::string& path)
{
    std::vector<std::string> parts(1);
    for (char c : path) {
        if (c == '.')
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

/// One module per dotted prefix, so that state_dict has the names of the original.
class Writer
{
public:
    explicit Writer(const graph::Graph& source)
        : m_source(source)
        , m_unit(std::make_shared<jit::CompilationUnit>())
        , m_root("__torch__.Pleat", m_unit)
        , m_graph(std::make_shared<jit::Graph>())
    {
        m_modules.emplace("", m_root);
        m_root.register_attribute("training", c10::BoolType::get(), false);
    }

    jit::Module write()
    {
        for (const graph::Parameter& parameter : m_source.parameters) {
            if (!parameter.constant)
                registerParameter(parameter);
        }
        m_self = m_graph->addInput("self");
        m_self->setType(m_root.type());
        for (graph::ValueId id : m_source.inputs) {
            jit::Value* input = m_graph->addInput();
            input->setType(c10::TensorType::get());
            m_values[id] = input;
        }
        for (const graph::Node& node : m_source.nodes)
            addNode(node);
        m_graph->registerOutput(value(m_source.output));
        m_graph->lint();
        auto* forward =
            m_unit->create_function(c10::QualifiedName(*m_root.type()->name(), "forward"), m_graph);
        m_root.type()->addMethod(forward);
        return m_root;
    }

private:
    jit::Module& moduleAt(const std::string& prefix)
    {
        const auto found = m_modules.find(prefix);
        if (found != m_modules.end())
            return found->second;
        const auto dot = prefix.rfind('.');
        jit::Module& parent = moduleAt(dot == std::string::npos ? "" : prefix.substr(0, dot));
        // The number keeps "a.b" and "a_b" apart: a class name may be defined only once.
        std::string type = "__torch__.pleat.m" + std::to_string(m_modules.size()) + "_";
        for (char c : prefix) // names of modules may hold anything, names of classes may not
            type += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
        jit::Module child(c10::QualifiedName(type), m_unit);
        child.register_attribute("training", c10::BoolType::get(), false);
        parent.register_module(split(prefix).back(), child);
        return m_modules.emplace(prefix, child).first->second;
    }

    void registerParameter(const graph::Parameter& parameter)
    {
        const auto dot = parameter.name.rfind('.');
        jit::Module& owner =
            moduleAt(dot == std::string::npos ? "" : parameter.name.substr(0, dot));
        const std::string leaf = split(parameter.name).back();
        const auto known = m_tensors.try_emplace(
            parameter.tensor.unsafeGetTensorImpl(), graph::storedTensor(parameter));
        at::Tensor tensor = known.first->second;
        if (parameter.buffer) {
            owner.register_buffer(leaf, tensor);
        } else {
            if (tensor.is_floating_point())
                tensor.set_requires_grad(true); // people may fine-tune the result
            owner.register_parameter(leaf, tensor, false);
        }
    }

    jit::Value* parameterValue(const graph::Parameter& parameter)
    {
        jit::Value* at = m_self;
        for (const std::string& part : split(parameter.name))
            at = m_graph->insertGetAttr(at, part);
        return at;
    }

    jit::Value* value(const Argument& argument)
    {
        switch (argument.kind) {
        case Argument::Kind::Constant:
            return m_graph->insertConstant(argument.constant);
        case Argument::Kind::Value: {
            const auto found = m_values.find(argument.value);
            if (found != m_values.end())
                return found->second;
            const auto& parameter = m_source.parameter(m_source.value(argument.value).parameter);
            return m_values[argument.value] = parameter.constant
                ? m_graph->insertConstant(parameter.tensor)
                : parameterValue(parameter);
        }
        case Argument::Kind::List:
        case Argument::Kind::Tuple:
            break;
        }
        std::vector<jit::Value*> items;
        for (const Argument& item : argument.items)
            items.push_back(value(item));
        jit::Node* list = argument.kind == Argument::Kind::Tuple
            ? m_graph->createTuple(items)
            : m_graph->createList(argument.elementType, items);
        return m_graph->insertNode(list)->output();
    }

    void addNode(const graph::Node& node)
    {
        std::vector<jit::Value*> inputs;
        for (const Argument& argument : node.arguments)
            inputs.push_back(value(argument));
        jit::Node* made =
            m_graph->create(c10::Symbol::fromQualString(node.op.name), inputs, node.outputs.size());
        for (std::size_t i = 0; i < node.outputs.size(); ++i) {
            made->output(i)->setType(m_source.value(node.outputs[i]).type);
            m_values[node.outputs[i]] = made->output(i);
        }
        m_graph->insertNode(made);
        if (node.op.name != "prim::ListUnpack" && !made->maybeOperator())
            throw LogicError(
                "TorchScript has no operator " + c10::toString(node.op) + " for these arguments");
    }

    const graph::Graph& m_source;
    std::shared_ptr<jit::CompilationUnit> m_unit;
    jit::Module m_root;
    std::shared_ptr<jit::Graph> m_graph;
    jit::Value* m_self = nullptr;
    std::map<const at::TensorImpl*, at::Tensor> m_tensors; ///< tied tensors stay one
    std::map<std::string, jit::Module> m_modules;
    std::map<graph::ValueId, jit::Value*> m_values;
};

} // namespace

Result<void> writeTorchScript(
    const graph::Graph& graph, const std::string& description, const std::string& path)
{
    return callTorch(
        path,
        [&] {
            Writer(graph).write().save(path, {{kDescriptionRecord, description}});
        },
        ErrorCode::Impossible);
}

} // namespace pleat::io
