// SPDX-License-Identifier: GPL-3.0-or-later
// Images of a data set as the input of a network.
#pragma once

#include "core/base/result.h"
#include "core/io/data/data_set.h"
#include "core/io/input_description.h"

#include <ATen/core/Tensor.h>

#include <vector>

namespace pleat::evaluate {

/// float [count, C, H, W] (or [count, F]) of the images at `indices`: padded, resized, divided by
/// 255, normalised, grey repeated, as the description says. ErrorCode::Unreadable if the images do
/// not fit the shape that the network expects.
Result<at::Tensor> inputBatch(const io::DataSet& data, const std::vector<std::int64_t>& indices,
    const io::InputDescription& description);

} // namespace pleat::evaluate
