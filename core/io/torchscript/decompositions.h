// SPDX-License-Identifier: GPL-3.0-or-later
// Operators that stand for whole functions, and what they do in terms of simpler ones. Taken apart
// they can be folded, and the saved file opens in every PyTorch.
#pragma once

#include <torch/csrc/jit/ir/ir.h>

#include <memory>
#include <string>

namespace pleat::io {

/// The graph of the function behind `operatorName` ("aten::channel_shuffle"), made once per
/// process; null for an operator that stays as it is. Inputs beyond those of an older schema are
/// None by default. Thread-safe.
std::shared_ptr<torch::jit::Graph> decomposition(const std::string& operatorName);

/// Tells TorchScript about operators that are newer than this LibTorch and that we take apart, so
/// that files which use them load. Safe to repeat; thread-safe.
void declareNewerOperators();

} // namespace pleat::io
