// SPDX-License-Identifier: GPL-3.0-or-later
// How an image becomes the input of a network: NAME.input.json or input.json beside it.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pleat::io {

/// Of an image whose height or width nothing tells.
inline constexpr std::int64_t kUnknownImageSide = 32;

struct InputDescription
{
    std::vector<std::int64_t> shape; ///< [C, H, W] (or [F]) as the network expects it
    /// Example shapes with batch axis of a network with several inputs; empty: `shape` tells.
    std::vector<std::vector<std::int64_t>> inputs;
    std::vector<std::int64_t> resize; ///< [H, W], or the shorter side alone; empty: as it is
    std::vector<std::int64_t> crop; ///< [H, W] around the centre, after resizing; empty: all of it
    std::int64_t pad = 0; ///< pixels of 0 on each side, before normalisation
    std::int64_t channels = 0; ///< a grey image is repeated to so many; 0: as it is
    std::vector<double> mean{0}, std{1}; ///< one, or one per channel, after division by 255
    std::vector<std::string> classes;
    std::string data; ///< path of the data set, or "fashion-mnist"
    double tested = -1; ///< accuracy, 0 to 1; -1 unknown
};

/// Errors name the field and what is allowed.
Result<InputDescription> inputDescriptionFromJson(
    const std::string& text, const std::string& where);
std::string toJson(const InputDescription& description);

/// NAME.input.json, else input.json in the same folder; nothing if neither is there.
Result<std::optional<InputDescription>> inputDescriptionBeside(const std::string& modelPath);

/// "1x3x32x32,1x10" -> shapes with their batch axis.
Result<std::vector<std::vector<std::int64_t>>> parseShapes(const std::string& text);

/// The folder or file of a data set: "fashion-mnist" is Debian's package, a relative path is taken
/// from the folder of the model. Empty if `data` is.
std::string resolveDataPath(const std::string& data, const std::string& modelPath);

} // namespace pleat::io
