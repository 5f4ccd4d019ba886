// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/data/data_set.h"

#include "core/base/files.h"
#include "core/io/data/idx.h"

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <random>

namespace fs = std::filesystem;

namespace pleat::io {

namespace {

const char* kKnownFormats =
    "give a folder or file of IDX images, as in Debian's dataset-fashion-mnist";

std::string existing(const fs::path& stem)
{
    for (const char* ending : {"", ".gz"}) {
        const std::string candidate = stem.string() + ending;
        std::error_code failure;
        if (fs::is_regular_file(candidate, failure))
            return candidate;
    }
    return {};
}

std::string replaced(std::string text, const std::string& from, const std::string& to)
{
    const auto at = text.find(from);
    return at == std::string::npos ? std::string() : text.replace(at, from.size(), to);
}

} // namespace

Result<DataSet> readDataSet(const std::string& path, Split split)
{
    std::error_code failure;
    std::string imagesPath = path;
    if (!fs::exists(path, failure))
        return Error{ErrorCode::Unreadable, "no such data set", path, kKnownFormats};
    if (fs::is_directory(path, failure)) {
        imagesPath = existing(fs::path(path)
            / (split == Split::Train ? "train-images-idx3-ubyte" : "t10k-images-idx3-ubyte"));
        if (imagesPath.empty())
            return Error{ErrorCode::Unreadable, "no data set of a known format in this folder",
                path, kKnownFormats};
    }
    auto images = readIdx(imagesPath);
    if (!images)
        return images.error();
    if (images->shape.size() != 3)
        return Error{ErrorCode::Unreadable,
            "holds an array of rank " + std::to_string(images->shape.size())
                + ", images have rank 3",
            imagesPath, kKnownFormats};
    DataSet data;
    data.path = path;
    data.count = images->shape[0];
    data.height = images->shape[1];
    data.width = images->shape[2];
    data.pixels = std::move(images->bytes);

    const fs::path file(imagesPath);
    std::string labelsName = replaced(file.filename().string(), "images-idx3", "labels-idx1");
    if (labelsName.ends_with(".gz"))
        labelsName.resize(labelsName.size() - 3);
    const std::string labelsPath =
        labelsName.empty() ? "" : existing(file.parent_path() / labelsName);
    if (labelsPath.empty())
        return data;
    auto labels = readIdx(labelsPath);
    if (!labels)
        return labels.error();
    if (labels->shape != std::vector<std::int64_t>{data.count})
        return Error{ErrorCode::Unreadable, "the number of labels is not that of the images",
            labelsPath, ""};
    data.labels.assign(labels->bytes.begin(), labels->bytes.end());
    return data;
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
