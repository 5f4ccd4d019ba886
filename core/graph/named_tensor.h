// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors for a graph that was written down without its weights.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <vector>

namespace pleat::graph {

/// The same for the same name on every machine. Drawn like the weights of a new layer, so that deep
/// networks stay finite; from 0.5 to 1.5 for a running_var; zero where the type is no float.
at::Tensor tensorFromName(
    const std::string& name, const std::vector<std::int64_t>& shape, at::ScalarType type);

} // namespace pleat::graph
