// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/input_domain.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>

namespace pleat::probe {

namespace {

/// Broadcasts over inputs of `rank` axes behind the batch axis.
at::Tensor perChannel(const std::vector<double>& values, std::size_t rank)
{
    std::vector<std::int64_t> shape(rank + 1, 1);
    if (values.size() > 1)
        shape[1] = -1;
    return at::tensor(values, at::kDouble).to(at::kFloat).reshape(shape);
}

} // namespace

InputDomain::InputDomain(const io::InputDescription& description)
    : m_shape(description.shape)
    , m_repeated(isImage() && description.channels > 1 && description.channels == m_shape[0]
          && description.mean.size() == 1 && description.std.size() == 1)
    , m_bounded(
          description.mean != std::vector<double>{0} || description.std != std::vector<double>{1})
{
    const at::Tensor mean = perChannel(description.mean, m_shape.size());
    const at::Tensor std = perChannel(description.std, m_shape.size());
    m_lowest = (0 - mean) / std;
    m_highest = (1 - mean) / std;
}

std::vector<std::int64_t> InputDomain::freeShape(std::int64_t count) const
{
    std::vector<std::int64_t> shape = m_shape;
    if (m_repeated)
        shape[0] = 1;
    shape.insert(shape.begin(), count);
    return shape;
}

at::Tensor InputDomain::complete(const at::Tensor& inputs) const
{
    return m_repeated ? inputs.expand({-1, m_shape[0], -1, -1}) : inputs;
}

} // namespace pleat::probe
