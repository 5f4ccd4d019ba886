// SPDX-License-Identifier: GPL-3.0-or-later
// What every reader of weights guarantees.
#pragma once

#include "core/io/weights/weights_file.h"

namespace pleat::fuzz {

/// Ends the process unless names are unique, sizes fit and every element that a tensor reaches can
/// be read: inside of `file`, where that is not empty.
void checkTensors(const io::WeightsFile& weights, std::span<const std::byte> file);

/// The same of a result; of an error that it helps.
void checkWeights(const Result<io::WeightsFile>& weights, std::span<const std::byte> file);

} // namespace pleat::fuzz
