// SPDX-License-Identifier: GPL-3.0-or-later
// How images of a data set are laid out, scaled and cut for a network. Knows no ATen.
#pragma once

#include "core/base/result.h"
#include "core/io/data/data_set.h"
#include "core/io/input_description.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pleat::evaluate {

/// What to do with one image: scale it to height x width, then cut from top and left.
struct Framing
{
    std::int64_t height = 0, width = 0;
    std::int64_t top = 0, left = 0;
    std::int64_t cutHeight = 0, cutWidth = 0;
};

/// `resize` and `crop` of the description, as torchvision's Resize and CenterCrop take them. An
/// image folder (`anySize`) without them fits every image to the network: the shorter side is
/// scaled to it and the longer one cut. ErrorCode::Unreadable if there is too little to cut from or
/// the scaled image is larger than any that may be decoded; `where` names the image.
Result<Framing> framingOf(std::int64_t height, std::int64_t width,
    const io::InputDescription& description, bool anySize, const std::string& where);

/// Where the channels of images [C, H, W] or [H, W, C] are if the data set does not say: on the
/// axis that has as many as the network, or 1 or 3. ErrorCode::Unreadable if that is both or none.
Result<io::Layout> layoutOf(const io::DataSet& data, const io::InputDescription& description);

/// "3x32x32"
std::string sizesText(const std::vector<std::int64_t>& sizes);

} // namespace pleat::evaluate
