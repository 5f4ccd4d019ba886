// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the code of an operator: in the dispatcher, or among those that only TorchScript has.
#pragma once

#include <ATen/core/function_schema.h>
#include <ATen/core/operator_name.h>
#include <ATen/core/stack.h>

#include <functional>
#include <optional>

namespace pleat::graph {

struct BoundOperator
{
    std::function<void(torch::jit::Stack&)> call; ///< pops the arguments, pushes the results
    const c10::FunctionSchema* schema = nullptr; ///< null for a few operators of TorchScript
};

/// Empty if this LibTorch has no such operator.
std::optional<BoundOperator> bindOperator(const c10::OperatorName& name);

/// Whether the operator changes one of its arguments.
bool writesInPlace(const BoundOperator& bound);

} // namespace pleat::graph
