// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/named_tensor.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace pleat::graph {

at::Tensor tensorFromName(
    const std::string& name, const std::vector<std::int64_t>& shape, at::ScalarType type)
{
    if (!at::isFloatingType(type))
        return at::zeros(shape, type);
    at::Tensor tensor = at::empty(shape, at::kFloat);
    const bool variance = name.ends_with("running_var");
    const bool matrix = shape.size() > 1 && tensor.numel() > 0;
    const double bound =
        matrix ? std::sqrt(static_cast<double>(shape[0]) / static_cast<double>(tensor.numel())) : 1;
    // The standard fixes these two to the bit, but not its distributions.
    std::seed_seq seed(name.begin(), name.end());
    std::mt19937_64 generator(seed);
    float* begin = tensor.data_ptr<float>();
    std::generate(begin, begin + tensor.numel(), [&] {
        const double unit = static_cast<double>(generator() >> 11) * 0x1p-53; // 0 to 1
        return static_cast<float>(variance ? 0.5 + unit : (2 * unit - 1) * bound);
    });
    return tensor.to(type);
}

} // namespace pleat::graph
