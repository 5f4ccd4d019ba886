// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/input_batch.h"

#include "core/base/stage_context.h"
#include "core/base/torch_errors.h"
#include "core/evaluate/framing.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/_upsample_bilinear2d_aa.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/upsample_bilinear2d.h>

#include <cstring>
#include <span>

namespace pleat::evaluate {

namespace {

using io::DataSet;
using io::InputDescription;
using Indices = std::vector<std::int64_t>;

Error misfit(const at::Tensor& batch, const DataSet& data, const InputDescription& description)
{
    const std::string found = sizesText(batch.sizes().slice(1).vec());
    const std::string expected = sizesText(description.shape);
    if (data.isInput)
        return Error{ErrorCode::Unreadable,
            "its samples are " + found + ", but the network expects " + expected, data.path,
            "save the arrays in the shape that the network expects"};
    return Error{ErrorCode::Unreadable,
        "its images become " + found + ", but the network expects " + expected, data.path,
        "set pad, resize, crop, channels or shape in input.json"};
}

/// [1, 1 or C, 1, 1]
at::Tensor perChannel(const std::vector<double>& values)
{
    const at::Tensor vector = at::from_blob(const_cast<double*>(values.data()),
        {static_cast<std::int64_t>(values.size())}, at::kDouble);
    return vector.to(at::kFloat).reshape({1, -1, 1, 1});
}

/// byte or float [count, ...] as they are stored.
Result<at::Tensor> stacked(const DataSet& data, const Indices& indices, const std::stop_token& stop)
{
    std::vector<std::int64_t> shape = data.shape;
    shape.insert(shape.begin(), static_cast<std::int64_t>(indices.size()));
    at::Tensor batch = at::empty(shape, data.isInput ? at::kFloat : at::kByte);
    auto* to = static_cast<std::byte*>(batch.data_ptr());
    for (std::int64_t index : indices) {
        if (stop.stop_requested())
            return cancelledError();
        const auto sample = data.sample(index);
        if (!sample)
            return sample.error();
        const std::span<const std::byte> bytes = data.isInput
            ? std::as_bytes(std::span(sample->numbers))
            : std::as_bytes(std::span(sample->bytes));
        std::memcpy(to, bytes.data(), bytes.size());
        to += bytes.size();
    }
    return batch;
}

/// float [count, C, H, W] levels of bytes as they are stored.
at::Tensor levels(const at::Tensor& bytes, io::Layout layout)
{
    at::Tensor images = bytes;
    if (bytes.dim() == 2) // features: as many channels of one pixel
        images = bytes.unsqueeze(2).unsqueeze(3);
    else if (bytes.dim() == 3)
        images = bytes.unsqueeze(1);
    else if (layout == io::Layout::ChannelsLast)
        images = bytes.permute({0, 3, 1, 2});
    return images.to(at::kFloat).contiguous();
}

at::Tensor wholeLevels(const at::Tensor& images)
{
    return (images + 0.5).floor().clamp(0, 255);
}

/// First the width, then the height, to whole levels each time.
at::Tensor scaledAsPil(const at::Tensor& images, const Framing& framing)
{
    at::Tensor scaled = images;
    if (framing.width != images.size(3))
        scaled = wholeLevels(
            at::_upsample_bilinear2d_aa(scaled, {images.size(2), framing.width}, false));
    if (framing.height != images.size(2))
        scaled = wholeLevels(
            at::_upsample_bilinear2d_aa(scaled, {framing.height, framing.width}, false));
    return scaled;
}

/// Padded, resized and cropped levels.
Result<at::Tensor> framed(
    at::Tensor images, const InputDescription& description, bool anySize, const std::string& where)
{
    if (description.pad)
        images = at::constant_pad_nd(
            images, {description.pad, description.pad, description.pad, description.pad});
    const std::int64_t height = images.size(2), width = images.size(3);
    const auto framing = framingOf(height, width, description, anySize, where);
    if (!framing)
        return framing.error();
    if (framing->height != height || framing->width != width)
        images = anySize
            ? scaledAsPil(images, *framing)
            : at::upsample_bilinear2d(images, {framing->height, framing->width}, false);
    return images.narrow(2, framing->top, framing->cutHeight)
        .narrow(3, framing->left, framing->cutWidth);
}

/// float [count, C, H, W] of images of one size.
Result<at::Tensor> framedTogether(const DataSet& data, const Indices& indices,
    const InputDescription& description, const std::stop_token& stop)
{
    const auto layout = layoutOf(data, description);
    if (!layout)
        return layout.error();
    const auto bytes = stacked(data, indices, stop);
    if (!bytes)
        return bytes.error();
    return framed(levels(*bytes, *layout), description, false, data.path);
}

/// Grey from RGB by PIL's weights and rounding, RGB from grey; `channels` 0: as it is.
at::Tensor withChannels(const at::Tensor& image, std::int64_t channels)
{
    if (channels == 3 && image.size(1) == 1)
        return image.expand({-1, 3, -1, -1});
    if (channels != 1 || image.size(1) != 3)
        return image;
    const at::Tensor sum = image.select(1, 0) * 19595 + image.select(1, 1) * 38470
        + image.select(1, 2) * 7471; // below 2^24, so exact
    return ((sum + 32768) / 65536).floor().unsqueeze(1);
}

/// float [count, C, H, W] of images of any size.
Result<at::Tensor> framedOneByOne(const DataSet& data, const Indices& indices,
    const InputDescription& description, const std::stop_token& stop)
{
    const std::int64_t channels =
        description.shape.size() == 3 ? description.shape[0] : description.channels;
    std::vector<at::Tensor> images;
    for (std::int64_t index : indices) {
        if (stop.stop_requested())
            return cancelledError();
        auto sample = data.sample(index);
        if (!sample)
            return sample.error();
        std::vector<std::int64_t> shape = sample->shape;
        shape.insert(shape.begin(), 1);
        const at::Tensor bytes = at::from_blob(sample->bytes.data(), shape, at::kByte);
        auto image = framed(withChannels(levels(bytes, data.layout), channels), description, true,
            data.path + ", image " + std::to_string(index));
        if (!image)
            return image;
        if (!images.empty() && image->sizes() != images.front().sizes())
            return Error{ErrorCode::Unreadable,
                "its images become " + sizesText(images.front().sizes().slice(1).vec()) + " and "
                    + sizesText(image->sizes().slice(1).vec()) + ", but must become equal",
                data.path, "set resize, crop and channels in input.json"};
        images.push_back(image->contiguous());
    }
    return at::cat(images);
}

/// As they are, but for axes that the network names differently.
Result<at::Tensor> inputAsItIs(const DataSet& data, const Indices& indices,
    const InputDescription& description, const std::stop_token& stop)
{
    auto batch = stacked(data, indices, stop);
    if (!batch)
        return batch;
    const auto fits = [&](const at::Tensor& candidate) {
        return candidate.sizes().slice(1) == at::IntArrayRef(description.shape);
    };
    if (fits(*batch))
        return batch;
    if (batch->dim() == 3 && fits(batch->unsqueeze(1)))
        return batch->unsqueeze(1);
    if (batch->dim() == 4 && fits(batch->permute({0, 3, 1, 2})))
        return batch->permute({0, 3, 1, 2}).contiguous();
    if (description.shape.size() == 1 && fits(batch->flatten(1)))
        return batch->flatten(1);
    return misfit(*batch, data, description);
}

/// Whether one value per channel belongs to this image; a grey one may be repeated.
bool fitsChannels(
    const at::Tensor& batch, const std::vector<double>& values, const InputDescription& description)
{
    return values.size() == 1 || static_cast<std::int64_t>(values.size()) == batch.size(1)
        || (batch.size(1) == 1 && description.shape.size() == 3);
}

Result<at::Tensor> imagesAsInput(const DataSet& data, const Indices& indices,
    const InputDescription& description, const std::stop_token& stop)
{
    auto made = data.shape.empty() ? framedOneByOne(data, indices, description, stop)
                                   : framedTogether(data, indices, description, stop);
    if (!made)
        return made;
    at::Tensor batch = std::move(*made);
    if (!fitsChannels(batch, description.mean, description)
        || !fitsChannels(batch, description.std, description))
        return misfit(batch, data, description);
    batch = (batch / 255 - perChannel(description.mean)) / perChannel(description.std);
    if (description.channels > batch.size(1) && batch.size(1) == 1)
        batch = batch.expand({-1, description.channels, -1, -1}).contiguous();
    if (batch.sizes().slice(1) == at::IntArrayRef(description.shape))
        return batch;
    if (description.shape.size() == 1 && batch[0].numel() == description.shape[0])
        return batch.flatten(1);
    return misfit(batch, data, description);
}

} // namespace

Result<at::Tensor> inputBatch(const DataSet& data, const Indices& indices,
    const InputDescription& description, const std::stop_token& stop)
{
    at::NoGradGuard noGrad;
    return guarded("preparing the input", [&] {
        return data.isInput ? inputAsItIs(data, indices, description, stop)
                            : imagesAsInput(data, indices, description, stop);
    });
}

} // namespace pleat::evaluate
