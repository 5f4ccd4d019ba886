// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/operator_binding.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/csrc/jit/runtime/operator.h>

#include <algorithm>

namespace pleat::graph {

namespace {

/// `prim::ListUnpack` has no schema: it spreads a list over the outputs of its node.
BoundOperator listUnpack()
{
    return {[](torch::jit::Stack& stack) {
                c10::IValue list = torch::jit::pop(stack);
                for (const c10::IValue& item : list.toListRef())
                    stack.push_back(item);
            },
        nullptr};
}

} // namespace

std::optional<BoundOperator> bindOperator(const c10::OperatorName& name)
{
    if (name.name == "prim::ListUnpack")
        return listUnpack();
    if (auto handle = c10::Dispatcher::singleton().findSchema(name)) {
        return BoundOperator{
            [op = *handle](torch::jit::Stack& stack) { op.callBoxed(&stack); }, &handle->schema()};
    }
    // Some operators have no code of their own, only one that a node of TorchScript's makes.
    if (auto op = torch::jit::findOperatorFor(name); op && op->hasOperation()) {
        return BoundOperator{[operation = op->getOperation()](
                                 torch::jit::Stack& stack) mutable { operation(stack); },
            &op->schema()};
    }
    return std::nullopt;
}

bool writesInPlace(const BoundOperator& bound)
{
    if (!bound.schema)
        return false;
    const auto& arguments = bound.schema->arguments();
    return std::any_of(arguments.begin(), arguments.end(), [](const c10::Argument& argument) {
        return argument.alias_info() && argument.alias_info()->isWrite();
    });
}

} // namespace pleat::graph
