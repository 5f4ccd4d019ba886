// SPDX-License-Identifier: GPL-3.0-or-later
// Protobuf has no magic number: what a message is shows in its fields. Knows no ATen.
#pragma once

#include "core/io/weights/file_kind.h"

namespace pleat::io {

/// Onnx, TensorFlow or CoreMl; Unknown if it is none of them. Reads a few top-level fields.
FileKind kindOfProtobuf(std::span<const std::byte> bytes);

} // namespace pleat::io
