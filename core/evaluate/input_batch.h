// SPDX-License-Identifier: GPL-3.0-or-later
// Samples of a data set as the input of a network.
#pragma once

#include "core/base/result.h"
#include "core/io/data/data_set.h"
#include "core/io/input_description.h"

#include <ATen/core/Tensor.h>

#include <stop_token>
#include <vector>

namespace pleat::evaluate {

/// float [count, C, H, W] (or [count, F]) of the images at `indices`: padded, resized, cropped,
/// divided by 255, normalised, grey repeated, as the description says.
/// - Images of one size are resized as torch.nn.functional.interpolate(mode="bilinear") does.
/// - Images of a folder become grey or RGB as the network takes them, are resized as PIL does
///   (antialiased, to whole levels), and are fitted to the network if neither resize nor crop says
///   otherwise: the shorter side scaled, the longer one cropped.
/// - Samples that are network input already (floats of .npy) are taken as they are; only an axis
///   for one channel may be added, the channels moved in front, or all axes flattened.
/// ErrorCode::Unreadable if they do not fit the shape that the network expects, or a file is
/// damaged; ErrorCode::Cancelled on stop, polled per image.
Result<at::Tensor> inputBatch(const io::DataSet& data, const std::vector<std::int64_t>& indices,
    const io::InputDescription& description, const std::stop_token& stop = {});

} // namespace pleat::evaluate
