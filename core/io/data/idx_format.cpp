// SPDX-License-Identifier: GPL-3.0-or-later
// Data sets of the MNIST family.
#include "core/io/data/data_format.h"
#include "core/io/data/idx.h"

#include <algorithm>
#include <memory>

namespace fs = std::filesystem;

namespace pleat::io {

namespace {

constexpr const char* kTrainImages = "train-images-idx3-ubyte";
constexpr const char* kTestImages = "t10k-images-idx3-ubyte";

/// The file, plain or gzipped; empty if there is none.
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

/// The file of labels that belongs to a file of images; empty if there is none.
std::string labelsBeside(const fs::path& images)
{
    static const std::string kImages = "images-idx3";
    std::string name = images.filename().string();
    const auto at = name.find(kImages);
    if (at == std::string::npos)
        return {};
    name.replace(at, kImages.size(), "labels-idx1");
    if (name.ends_with(".gz"))
        name.resize(name.size() - 3);
    return existing(images.parent_path() / name);
}

Result<DataSet> readImages(const std::string& path)
{
    auto images = readIdx(path);
    if (!images)
        return images.error();
    if (images->shape.size() != 3)
        return Error{ErrorCode::Unreadable,
            "holds an array of rank " + std::to_string(images->shape.size())
                + ", images have rank 3",
            path, kKnownFormats};
    DataSet data;
    data.count = images->shape[0];
    data.shape = {1, images->shape[1], images->shape[2]};
    const auto size = static_cast<std::ptrdiff_t>(images->shape[1] * images->shape[2]);
    data.sample = [shape = data.shape, size,
                      bytes = std::make_shared<const std::vector<std::uint8_t>>(
                          std::move(images->bytes))](std::int64_t index) -> Result<Sample> {
        const auto first = bytes->begin() + index * size;
        return Sample{shape, {first, first + size}, {}};
    };
    return data;
}

Result<DataSet> readIdxFile(const std::string& path)
{
    auto data = readImages(path);
    const std::string labelsPath = labelsBeside(path);
    if (!data || labelsPath.empty())
        return data;
    auto labels = readIdx(labelsPath);
    if (!labels)
        return labels.error();
    if (labels->shape.size() != 1)
        return Error{ErrorCode::Unreadable,
            "holds an array of rank " + std::to_string(labels->shape.size())
                + ", labels have rank 1",
            labelsPath, "put the labels of these images in its place, or take the file away"};
    if (labels->shape[0] != data->count)
        return wrongLabelCount(labels->shape[0], data->count, labelsPath);
    data->labels.assign(labels->bytes.begin(), labels->bytes.end());
    return data;
}

Result<DataSet> readIdxFolder(const std::string& folder, Split split)
{
    const char* name = split == Split::Train ? kTrainImages : kTestImages;
    const std::string images = existing(fs::path(folder) / name);
    if (images.empty())
        return noSuchSplit(folder, split, name);
    return readIdxFile(images);
}

bool isIdxFolder(const fs::path& folder)
{
    return !existing(folder / kTrainImages).empty() || !existing(folder / kTestImages).empty();
}

bool startsWith(std::span<const std::byte> content, std::initializer_list<int> bytes)
{
    return content.size() >= bytes.size()
        && std::equal(bytes.begin(), bytes.end(), content.begin(),
            [](int expected, std::byte found) { return std::byte(expected) == found; });
}

/// Only IDX files are read gzipped.
bool isIdxFile(std::span<const std::byte> content)
{
    return startsWith(content, {0x1f, 0x8b})
        || (startsWith(content, {0, 0}) && content.size() >= 4 && content[2] >= std::byte{0x08}
            && content[2] <= std::byte{0x0e} && content[3] <= std::byte{8});
}

} // namespace

const DataFormat idxFormat{isIdxFolder, readIdxFolder, isIdxFile, readIdxFile};

} // namespace pleat::io
