// SPDX-License-Identifier: GPL-3.0-or-later
// Mean and variance of channels over images and positions, from pieces of a batch.
#pragma once

#include <ATen/core/Tensor.h>

namespace pleat::evaluate {

/// Population moments in double (Chan, Golub and LeVeque 1983). Not thread-safe.
class ChannelMoments
{
public:
    /// `tensor` has its channels on axis `channelAxis`.
    void add(const at::Tensor& tensor, std::int64_t channelAxis);

    at::Tensor mean() const { return m_mean; } ///< double [C]
    at::Tensor variance() const; ///< double [C]

private:
    double m_count = 0;
    at::Tensor m_mean, m_squares;
};

} // namespace pleat::evaluate
