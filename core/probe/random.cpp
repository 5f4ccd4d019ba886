// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/random.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/randn.h>

namespace pleat::probe {

at::Tensor normalNoise(const std::vector<std::int64_t>& shape, std::uint64_t seed)
{
    return at::randn(shape, at::detail::createCPUGenerator(seed), at::kFloat);
}

} // namespace pleat::probe
