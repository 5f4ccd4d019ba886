// SPDX-License-Identifier: GPL-3.0-or-later
// Labelled samples from disk: what they are is known at once, their pixels are read on demand.
// Knows no ATen.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace pleat::io {

enum class Split
{
    Train,
    Test
};

/// Where the channels of an image with three axes are.
enum class Layout
{
    ChannelsFirst,
    ChannelsLast,
    Unknown ///< the network tells
};

/// One sample as it is stored, row-major.
struct Sample
{
    std::vector<std::int64_t> shape; ///< [C, H, W] or [H, W, C], [H, W], [F], ...
    std::vector<std::uint8_t> bytes; ///< levels of an image; empty if there are `numbers`
    std::vector<float> numbers; ///< what the network reads, already normalised
};

/// Immutable once read; may be used from several threads.
struct DataSet
{
    std::string path;
    std::int64_t count = 0; ///< at least 1
    std::vector<std::int64_t> shape; ///< of every sample; empty: images of different sizes
    Layout layout = Layout::ChannelsFirst;
    bool isInput = false; ///< samples have `numbers`, not `bytes`
    std::vector<std::int64_t> labels; ///< [count], not negative; empty without labels
    std::vector<std::string> classes; ///< names by label; empty if unknown
    /// Of 0 <= index < count. Images are decoded here: ErrorCode::Unreadable names a damaged file.
    std::function<Result<Sample>(std::int64_t index)> sample;
};

/// A folder or a file:
/// - IDX: train-images-idx3-ubyte and t10k-images-idx3-ubyte, plain or .gz, or one such file.
/// - CIFAR-10 and CIFAR-100 in the binary version (fine labels): the folder with
///   data_batch_1.bin ... or train.bin, the folder above it, or one .bin file.
/// - NumPy: x_train.npy and y_train.npy (x_test, y_test), train_images and train_labels, images and
///   labels; or one file of images. uint8 are images [N, H, W], [N, C, H, W] or [N, H, W, C], or
///   features [N, F]; floats are network input and taken as they are.
/// - Images by class: train/CLASS/*.png and test/CLASS/*.jpg (or val), or CLASS/* alone; labels
///   count the classes of the training split by name, as torchvision's ImageFolder does.
/// What a file holds is told by its content. Labels are optional except for CIFAR and classes.
/// A path with one split only ignores `split`.
Result<DataSet> readDataSet(const std::string& path, Split split);

/// `count` distinct indices below `total`, drawn by the seed and sorted; all of them if count is 0
/// or not less than total. The same on every machine.
std::vector<std::int64_t> drawSamples(std::int64_t total, std::int64_t count, std::uint64_t seed);

} // namespace pleat::io
