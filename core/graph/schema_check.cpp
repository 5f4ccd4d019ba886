// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/schema_check.h"

#include "core/graph/operator_binding.h"
#include "core/graph/text_parts.h"

#include <ATen/core/ivalue_inl.h>
#include <ATen/core/jit_type.h>

namespace pleat::graph {

namespace {

std::string wrongCount(
    const std::string& what, std::size_t found, const char* things, std::size_t allowed)
{
    return what + " has " + std::to_string(found) + " " + things + ", allowed is "
        + std::to_string(allowed);
}

std::string wrongType(
    const std::string& what, const c10::TypePtr& found, const c10::TypePtr& allowed)
{
    return what + " is " + typeText(found) + ", allowed is " + typeText(allowed);
}

/// prim::ListUnpack, which has no schema.
std::string unpackViolation(const Graph& graph, const Node& node)
{
    const std::string name = c10::toString(node.op);
    if (node.arguments.size() != 1)
        return wrongCount(name, node.arguments.size(), "arguments", 1);
    const c10::TypePtr list = typeOf(graph, node.arguments[0]);
    if (list->kind() != c10::TypeKind::ListType)
        return "argument 1 of " + name + " is " + typeText(list) + ", allowed is a list";
    for (ValueId id : node.outputs) {
        const c10::TypePtr type = typeOf(graph, Argument::ofValue(id));
        if (!fits(list->containedType(0), type))
            return wrongType("an item of " + name, type, list->containedType(0));
    }
    return {};
}

} // namespace

c10::TypePtr typeOf(const Graph& graph, const Argument& argument)
{
    switch (argument.kind) {
    case Argument::Kind::Value:
        return graph.value(argument.value).type;
    case Argument::Kind::Constant:
        return argument.constant.type();
    case Argument::Kind::List:
        return c10::ListType::create(argument.elementType);
    case Argument::Kind::Tuple:
        break;
    }
    std::vector<c10::TypePtr> items;
    for (const Argument& item : argument.items)
        items.push_back(typeOf(graph, item));
    return c10::TupleType::create(std::move(items));
}

bool fits(const c10::TypePtr& formal, const c10::TypePtr& actual)
{
    if (formal->hasFreeVariables()) {
        c10::TypeEnv known;
        return c10::matchTypeVariables(formal, actual, known).success();
    }
    if (actual->isSubtypeOf(*formal))
        return true;
    if (formal->kind() == c10::TypeKind::OptionalType)
        return fits(formal->expectRef<c10::OptionalType>().getElementType(), actual);
    // TorchScript takes a list of tensors for one of optional tensors.
    return formal->kind() == c10::TypeKind::ListType && actual->kind() == c10::TypeKind::ListType
        && fits(formal->containedType(0), actual->containedType(0));
}

std::string schemaViolation(const Graph& graph, const Node& node)
{
    const auto bound = bindOperator(node.op);
    if (!bound->schema)
        return unpackViolation(graph, node);
    const std::string name = c10::toString(node.op);
    const auto& formals = bound->schema->arguments();
    const auto& returns = bound->schema->returns();
    if (bound->schema->is_vararg() || bound->schema->is_varret())
        return name + " takes any arguments, allowed are operators with a schema";
    if (node.arguments.size() != formals.size())
        return wrongCount(name, node.arguments.size(), "arguments", formals.size());
    if (node.outputs.size() != returns.size())
        return wrongCount(name, node.outputs.size(), "outputs", returns.size());
    for (std::size_t i = 0; i < formals.size(); ++i) {
        const c10::TypePtr type = typeOf(graph, node.arguments[i]);
        if (!fits(formals[i].type(), type))
            return wrongType(
                "argument " + std::to_string(i + 1) + " (" + formals[i].name() + ") of " + name,
                type, formals[i].type());
    }
    for (std::size_t i = 0; i < returns.size(); ++i) {
        const c10::TypePtr type = typeOf(graph, Argument::ofValue(node.outputs[i]));
        if (!fits(returns[i].type(), type))
            return wrongType(
                "output " + std::to_string(i + 1) + " of " + name, type, returns[i].type());
    }
    return {};
}

} // namespace pleat::graph
