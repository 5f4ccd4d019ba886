// SPDX-License-Identifier: GPL-3.0-or-later
// IDX files (the MNIST family), plain or gzipped. Knows no ATen.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace pleat::io {

struct IdxArray
{
    std::vector<std::int64_t> shape; ///< [count, rows, columns] of images, [count] of labels
    std::vector<std::uint8_t> bytes; ///< row-major
};

/// ErrorCode::Unreadable, naming what is wrong with the header or the length.
Result<IdxArray> readIdx(const std::string& path);

} // namespace pleat::io
