// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled images from disk, as bytes. Knows no ATen.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pleat::io {

enum class Split
{
    Train,
    Test
};

struct DataSet
{
    std::int64_t count = 0;
    std::int64_t channels = 1, height = 0, width = 0;
    std::vector<std::uint8_t> pixels; ///< [count, channels, height, width]
    std::vector<std::int64_t> labels; ///< [count], empty without labels
    std::string path;
};

/// `path` is a folder of the MNIST family (train-images-idx3-ubyte, t10k-..., plain or .gz) or one
/// IDX file of images, with its labels beside it. A single file ignores `split`.
Result<DataSet> readDataSet(const std::string& path, Split split);

/// `count` distinct indices below `total`, drawn by the seed and sorted; all of them if count is 0
/// or not less than total. The same on every machine.
std::vector<std::int64_t> drawSamples(std::int64_t total, std::int64_t count, std::uint64_t seed);

} // namespace pleat::io
