// SPDX-License-Identifier: GPL-3.0-or-later
// Data sets of two .npy files: images (or features) and labels.
#include "core/io/data/data_format.h"
#include "core/io/data/npy.h"

#include <algorithm>

namespace fs = std::filesystem;

namespace pleat::io {

namespace {

struct Pair
{
    const char* images;
    const char* labels;
};
constexpr Pair kTrainPairs[] = {{"x_train.npy", "y_train.npy"}, {"X_train.npy", "y_train.npy"},
    {"train_images.npy", "train_labels.npy"}};
constexpr Pair kTestPairs[] = {{"x_test.npy", "y_test.npy"}, {"X_test.npy", "y_test.npy"},
    {"test_images.npy", "test_labels.npy"}};
constexpr Pair kOnlyPair = {"images.npy", "labels.npy"}; ///< of either split

std::vector<Pair> pairs(Split split)
{
    std::vector<Pair> result(std::begin(kTrainPairs), std::end(kTrainPairs));
    if (split == Split::Test)
        result.assign(std::begin(kTestPairs), std::end(kTestPairs));
    result.push_back(kOnlyPair);
    return result;
}

bool isFile(const fs::path& path)
{
    std::error_code failure;
    return fs::is_regular_file(path, failure);
}

/// Empty if there is none.
std::string imagesIn(const fs::path& folder, Split split)
{
    for (const Pair& pair : pairs(split)) {
        if (isFile(folder / pair.images))
            return (folder / pair.images).string();
    }
    return {};
}

std::string labelsBeside(const fs::path& images)
{
    for (const Split split : {Split::Train, Split::Test}) {
        for (const Pair& pair : pairs(split)) {
            const fs::path labels = images.parent_path() / pair.labels;
            if (images.filename() == pair.images && isFile(labels))
                return labels.string();
        }
    }
    return {};
}

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text;
    for (std::int64_t size : shape)
        text += (text.empty() ? "[" : ", ") + std::to_string(size);
    return text + "]";
}

Result<DataSet> readImages(const std::string& path)
{
    auto array = openNpy(path);
    if (!array)
        return array.error();
    const bool bytes = array->type == "uint8";
    if (!bytes && array->kind != 'f')
        return Error{ErrorCode::Unreadable,
            "elements of the type " + array->type
                + ", allowed are uint8 (levels of images) and float16 to float64 (network input)",
            path, "convert it with array.astype"};
    const std::size_t axes = array->shape.size();
    if (axes < 2 || (bytes && axes > 4))
        return Error{ErrorCode::Unreadable,
            "holds an array of the shape " + shapeText(array->shape)
                + ", allowed are [N, H, W], [N, C, H, W], [N, H, W, C] and [N, F]",
            path, "give the file of images; its labels are found beside it"};
    DataSet data;
    data.count = array->shape[0];
    data.shape.assign(array->shape.begin() + 1, array->shape.end());
    data.layout = Layout::Unknown;
    data.isInput = !bytes;
    data.sample = [shape = data.shape, bytes, images = std::move(*array)](
                      std::int64_t index) -> Result<Sample> {
        if (bytes)
            return Sample{shape, bytesAt(images, index), {}};
        return Sample{shape, {}, floatsAt(images, index)};
    };
    return data;
}

Result<std::vector<std::int64_t>> readLabels(const std::string& path, std::int64_t count)
{
    auto array = openNpy(path);
    if (!array)
        return array.error();
    const bool column = array->shape.size() == 2 && array->shape[1] == 1;
    if (array->kind == 'f' || (array->shape.size() != 1 && !column))
        return Error{ErrorCode::Unreadable,
            "labels of the type " + array->type + " and the shape " + shapeText(array->shape)
                + ", allowed are integers of the shape [N]",
            path, "convert them: labels.argmax(1) for one-hot labels, labels.astype(int)"};
    if (array->shape[0] != count)
        return wrongLabelCount(array->shape[0], count, path);
    std::vector<std::int64_t> labels;
    labels.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
        labels.push_back(integerAt(*array, i));
        if (labels.back() < 0)
            return Error{ErrorCode::Unreadable,
                "image " + std::to_string(i) + " has the label "
                    + (array->kind == 'u' ? "2^63 or more" : std::to_string(labels.back()))
                    + ", allowed are 0 and above",
                path, "leave images without a label out"};
    }
    return labels;
}

Result<DataSet> readNpyFile(const std::string& path)
{
    auto data = readImages(path);
    const std::string labelsPath = labelsBeside(path);
    if (!data || labelsPath.empty())
        return data;
    auto labels = readLabels(labelsPath, data->count);
    if (!labels)
        return labels.error();
    data->labels = std::move(*labels);
    return data;
}

Result<DataSet> readNpyFolder(const std::string& folder, Split split)
{
    const std::string images = imagesIn(folder, split);
    if (!images.empty())
        return readNpyFile(images);
    std::string allowed;
    for (const Pair& pair : pairs(split))
        allowed += (allowed.empty() ? "" : ", ") + std::string(pair.images);
    return noSuchSplit(folder, split, "one of " + allowed);
}

bool isNpyFolder(const fs::path& folder)
{
    return !imagesIn(folder, Split::Train).empty() || !imagesIn(folder, Split::Test).empty();
}

} // namespace

const DataFormat npyFormat{isNpyFolder, readNpyFolder, isNpy, readNpyFile};

} // namespace pleat::io
