// SPDX-License-Identifier: GPL-3.0-or-later
// Noise with the mean and the standard deviation of the inputs, for networks that tell nothing
// about their training data.
#pragma once

#include "core/io/input_description.h"

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace pleat::probe {

/// float [samples, ...]: normal noise, mean 0 and standard deviation 1 after normalisation, which
/// is what input.json promises of the training data. Images are sums of octaves of noise, each of
/// half the resolution and of the same strength, since neighbouring pixels of real images are
/// alike; pixels stay between black and white where these are known. Deterministic by the seed.
at::Tensor noiseProbe(
    const io::InputDescription& description, std::int64_t samples, std::uint64_t seed);

} // namespace pleat::probe
