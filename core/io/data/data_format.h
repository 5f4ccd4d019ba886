// SPDX-License-Identifier: GPL-3.0-or-later
// One kind of data set. Knows no ATen.
#pragma once

#include "core/io/data/data_set.h"

#include <cstddef>
#include <filesystem>
#include <span>

namespace pleat::io {

struct DataFormat
{
    bool (*isFolder)(const std::filesystem::path& folder); ///< told by the names in it
    Result<DataSet> (*readFolder)(const std::string& folder, Split split);
    bool (*isFile)(std::span<const std::byte> content);
    Result<DataSet> (*readFile)(const std::string& path);
};

extern const DataFormat idxFormat;
extern const DataFormat cifarFormat;
extern const DataFormat npyFormat;
extern const DataFormat imageFolderFormat;

/// For hints.
inline constexpr const char* kKnownFormats =
    "give a folder or file of IDX images (as in Debian's dataset-fashion-mnist), of CIFAR's binary "
    "version or of .npy arrays, or a folder with a folder of PNG and JPEG images per class";

/// A folder of a known format without the split that is asked for.
Error noSuchSplit(const std::string& folder, Split split, const std::string& allowed);
Error wrongLabelCount(std::int64_t labels, std::int64_t images, const std::string& where);

} // namespace pleat::io
