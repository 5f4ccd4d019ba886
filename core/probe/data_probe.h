// SPDX-License-Identifier: GPL-3.0-or-later
// Activations from a data set: a batch of its training images, drawn by the seed.
#pragma once

#include "core/base/result.h"
#include "core/io/input_description.h"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <stop_token>
#include <string>

namespace pleat::probe {

/// The PATH of "data:PATH". ErrorCode::Usage for another kind of probe.
Result<std::string> dataProbePath(const std::string& probe);

/// float [samples, ...]; labels are not looked at. `stop` is polled per image.
Result<at::Tensor> dataProbe(const std::string& path, const io::InputDescription& description,
    std::int64_t samples, std::uint64_t seed, const std::stop_token& stop = {});

} // namespace pleat::probe
