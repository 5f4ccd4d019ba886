// SPDX-License-Identifier: GPL-3.0-or-later
// Random tensors that a seed decides.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace pleat::probe {

/// float, mean 0 and standard deviation 1; the same on every run and thread count.
at::Tensor normalNoise(const std::vector<std::int64_t>& shape, std::uint64_t seed);

} // namespace pleat::probe
