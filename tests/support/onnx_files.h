// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/references.h"

#include <string>

namespace pleat::test {

/// Writes the network and reads it again, as one example and as a batch of two: the weights must be
/// the same, the outputs on random inputs nearly. What is wrong, or empty.
std::string writeAndReadOnnx(const graph::GraphPtr& graph, const std::string& path);

/// The network of an ONNX file, its batch as one example; throws if it cannot be read.
graph::GraphPtr readOnnxAgain(const std::string& path);

} // namespace pleat::test
