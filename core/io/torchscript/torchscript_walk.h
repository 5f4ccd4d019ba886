// SPDX-License-Identifier: GPL-3.0-or-later
// Turns the inlined graph of a TorchScript module into ours, by evaluating it partially.
#pragma once

#include "core/graph/graph.h"

#include <torch/csrc/jit/api/module.h>

namespace pleat::io {

/// Walks the forward graph once on the example inputs. Whatever is known from constants and
/// attributes is computed and vanishes; every other operator becomes a node and is run, which gives
/// every shape. A branch decided by shapes is taken and listed as a finding; one that depends on
/// tensor values is ErrorCode::Unsupported, with its place.
Result<graph::Graph> walkModule(
    const torch::jit::Module& module, const std::vector<at::Tensor>& exampleInputs);

} // namespace pleat::io
