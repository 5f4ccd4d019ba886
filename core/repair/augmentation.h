// SPDX-License-Identifier: GPL-3.0-or-later
// More images from those of a probe: least squares needs no labels, so any image that the network
// could see teaches it something.
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace pleat::repair {

/// `copies` variants of each image [N, C, H, W], one copy of all after the other: mirrored or not,
/// shifted by up to an eighth of their size (edges repeated), and mixed with another image about
/// the probe's mean, (1-l) x + l y over sqrt((1-l)^2 + l^2) with l uniform in [0, 1/2), which keeps
/// the variance. Other inputs than images are only mixed. Deterministic by the seed.
at::Tensor variants(const at::Tensor& probe, std::int64_t copies, std::uint64_t seed);

} // namespace pleat::repair
