// SPDX-License-Identifier: GPL-3.0-or-later
// What the inputs of a network can look like, as far as input.json tells: made-up inputs keep to
// it.
#pragma once

#include "core/io/input_description.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <vector>

namespace pleat::probe {

class InputDomain
{
public:
    explicit InputDomain(const io::InputDescription& description);

    /// Shape of `count` inputs before `complete`: one channel where grey images are repeated.
    std::vector<std::int64_t> freeShape(std::int64_t count) const;
    /// [N, 1, H, W] -> [N, C, H, W] where grey images are repeated; others as they are.
    at::Tensor complete(const at::Tensor& inputs) const;

    bool isImage() const { return m_shape.size() == 3; }
    /// Whether the range of pixels is known (input.json says how they are normalised).
    bool bounded() const { return m_bounded; }
    /// What black and white pixels are in the network's input, [1, 1 or C, 1, 1] (or scalars).
    const at::Tensor& lowest() const { return m_lowest; }
    const at::Tensor& highest() const { return m_highest; }

private:
    std::vector<std::int64_t> m_shape; ///< of one input
    bool m_repeated = false;
    bool m_bounded = false;
    at::Tensor m_lowest, m_highest;
};

} // namespace pleat::probe
