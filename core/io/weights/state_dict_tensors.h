// SPDX-License-Identifier: GPL-3.0-or-later
// The tensors of a pickle, whose storages lie beside it.
// Knows no ATen.
#pragma once

#include "core/io/weights/pickled_tensor.h"
#include "core/io/weights/weights_file.h"

#include <functional>

namespace pleat::io {

/// At least PickledTensor::storage_bytes bytes, or an Error that names the tensor.
using StorageLookup = std::function<Result<std::span<const std::byte>>(
    const PickledTensor& tensor, const std::string& name)>;

/// Finds the state_dict in a pickle; asks `storage` for each of its tensors and checks that they
/// lie inside.
Result<WeightsFile> readTensors(
    const Pickle& pickle, const std::string& where, const StorageLookup& storage);

} // namespace pleat::io
