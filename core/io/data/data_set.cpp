// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/data/data_set.h"

#include "core/io/data/data_format.h"
#include "core/io/weights/mapped_file.h"

#include <algorithm>
#include <numeric>
#include <random>

namespace fs = std::filesystem;

namespace pleat::io {

namespace {

/// A folder of images by class is recognised last: any folder of folders might be one.
constexpr const DataFormat* kFormats[] = {&idxFormat, &cifarFormat, &npyFormat, &imageFolderFormat};

Result<DataSet> readFolder(const std::string& path, Split split)
{
    for (const DataFormat* format : kFormats) {
        if (format->isFolder(path))
            return format->readFolder(path, split);
    }
    return Error{
        ErrorCode::Unreadable, "no data set of a known format in this folder", path, kKnownFormats};
}

Result<DataSet> readFile(const std::string& path)
{
    auto file = MappedFile::open(path);
    if (!file)
        return file.error();
    const auto content = (*file)->bytes();
    for (const DataFormat* format : kFormats) {
        if (format->isFile(content))
            return format->readFile(path);
    }
    return Error{ErrorCode::Unreadable,
        "no data set of a known format: " + std::to_string(content.size())
            + " bytes that are no IDX file, no CIFAR records (of 3073 or 3074 bytes) and no .npy",
        path, kKnownFormats};
}

} // namespace

Result<DataSet> readDataSet(const std::string& path, Split split)
{
    std::error_code failure;
    if (!fs::exists(path, failure))
        return Error{ErrorCode::Unreadable,
            failure ? "cannot be opened: " + failure.message() : "no such data set", path,
            kKnownFormats};
    auto data = fs::is_directory(path, failure) ? readFolder(path, split) : readFile(path);
    if (data)
        data->path = path;
    return data;
}

Error noSuchSplit(const std::string& folder, Split split, const std::string& allowed)
{
    return {ErrorCode::Unreadable,
        split == Split::Train ? "no training split in this folder, which would be " + allowed
                              : "no test split in this folder, which would be " + allowed,
        folder, "add it, or name the split that is there"};
}

Error wrongLabelCount(std::int64_t labels, std::int64_t images, const std::string& where)
{
    return {ErrorCode::Unreadable,
        "holds " + std::to_string(labels) + " labels for " + std::to_string(images) + " images",
        where, "both files must be of the same split"};
}

std::vector<std::int64_t> drawSamples(std::int64_t total, std::int64_t count, std::uint64_t seed)
{
    std::vector<std::int64_t> all(static_cast<std::size_t>(total));
    std::iota(all.begin(), all.end(), 0);
    if (count <= 0 || count >= total)
        return all;
    // A partial shuffle with plain modulo: std::uniform_int_distribution differs between libraries.
    std::mt19937_64 random(seed);
    for (std::int64_t i = 0; i < count; ++i) {
        const auto j =
            i + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(total - i));
        std::swap(all[static_cast<std::size_t>(i)], all[static_cast<std::size_t>(j)]);
    }
    all.resize(static_cast<std::size_t>(count));
    std::sort(all.begin(), all.end());
    return all;
}

} // namespace pleat::io
