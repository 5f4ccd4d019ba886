// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a node that did not come out of TorchScript's compiler could have.
#pragma once

#include "core/graph/graph.h"

#include <string>

namespace pleat::graph {

c10::TypePtr typeOf(const Graph& graph, const Argument& argument);

/// Whether something of type `actual` may stand where the schema says `formal`.
bool fits(const c10::TypePtr& formal, const c10::TypePtr& actual);

/// Compares number and types of arguments and outputs with the operator's schema. The operator must
/// exist. What is wrong and what is allowed; empty if all fits.
std::string schemaViolation(const Graph& graph, const Node& node);

} // namespace pleat::graph
