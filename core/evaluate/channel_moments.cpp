// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/channel_moments.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/var_mean.h>

namespace pleat::evaluate {

void ChannelMoments::add(const at::Tensor& tensor, std::int64_t channelAxis)
{
    const at::Tensor channels = tensor.to(at::kDouble).transpose(0, channelAxis).flatten(1);
    const auto count = static_cast<double>(channels.size(1));
    const auto [variance, mean] = at::var_mean(channels, at::OptionalIntArrayRef({1}), false);
    if (m_count == 0) {
        m_mean = mean;
        m_squares = variance * count;
    } else {
        const at::Tensor delta = mean - m_mean;
        m_squares =
            m_squares + variance * count + delta * delta * (m_count * count / (m_count + count));
        m_mean = m_mean + delta * (count / (m_count + count));
    }
    m_count += count;
}

at::Tensor ChannelMoments::variance() const
{
    return m_squares / m_count;
}

} // namespace pleat::evaluate
