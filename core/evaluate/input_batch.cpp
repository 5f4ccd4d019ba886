// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/input_batch.h"

#include "core/base/torch_errors.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/upsample_bilinear2d.h>

#include <cstring>

namespace pleat::evaluate {

namespace {

at::Tensor pixelsAt(const io::DataSet& data, const std::vector<std::int64_t>& indices)
{
    const auto size = static_cast<std::size_t>(data.channels * data.height * data.width);
    at::Tensor bytes = at::empty(
        {static_cast<std::int64_t>(indices.size()), data.channels, data.height, data.width},
        at::kByte);
    auto* to = bytes.data_ptr<std::uint8_t>();
    for (std::int64_t index : indices) {
        std::memcpy(to, data.pixels.data() + static_cast<std::size_t>(index) * size, size);
        to += size;
    }
    return bytes.to(at::kFloat);
}

/// [1, 1 or C, 1, 1]
at::Tensor perChannel(const std::vector<double>& values)
{
    const at::Tensor vector = at::from_blob(const_cast<double*>(values.data()),
        {static_cast<std::int64_t>(values.size())}, at::kDouble);
    return vector.to(at::kFloat).reshape({1, -1, 1, 1});
}

std::string text(at::IntArrayRef shape)
{
    std::string result;
    for (std::int64_t size : shape)
        result += (result.empty() ? "" : "x") + std::to_string(size);
    return result;
}

} // namespace

Result<at::Tensor> inputBatch(const io::DataSet& data, const std::vector<std::int64_t>& indices,
    const io::InputDescription& description)
{
    at::NoGradGuard noGrad;
    at::Tensor batch;
    const auto made = callTorch("preparing the input", [&] {
        batch = pixelsAt(data, indices);
        if (description.pad)
            batch = at::constant_pad_nd(
                batch, {description.pad, description.pad, description.pad, description.pad});
        if (!description.resize.empty())
            batch = at::upsample_bilinear2d(batch, description.resize, false);
        batch = (batch / 255 - perChannel(description.mean)) / perChannel(description.std);
        if (description.channels > batch.size(1) && batch.size(1) == 1)
            batch = batch.expand({-1, description.channels, -1, -1}).contiguous();
    });
    if (!made)
        return made.error();
    std::vector<std::int64_t> expected = description.shape;
    expected.insert(expected.begin(), batch.size(0));
    if (batch.sizes() == expected)
        return batch;
    if (description.shape.size() == 1 && batch[0].numel() == description.shape[0])
        return batch.flatten(1);
    return Error{ErrorCode::Unreadable,
        "its images become " + text(batch.sizes().slice(1)) + ", but the network expects "
            + text(description.shape),
        data.path, "set pad, resize, channels or shape in input.json"};
}

} // namespace pleat::evaluate
