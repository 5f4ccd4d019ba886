// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/framing.h"

#include "core/io/data/image_file.h"

#include <algorithm>
#include <cmath>

namespace pleat::evaluate {

namespace {

/// The size of the network if images are to be fitted to it, else empty.
std::vector<std::int64_t> sizeToFit(const io::InputDescription& description, bool anySize)
{
    if (!anySize || !description.resize.empty() || !description.crop.empty()
        || description.shape.size() != 3)
        return {};
    return {description.shape[1], description.shape[2]};
}

/// The shorter side becomes `size`; the longer one is rounded down, as torchvision does.
void scaleShorterSide(Framing& framing, std::int64_t size)
{
    const std::int64_t shorter = std::min(framing.height, framing.width);
    framing.height = framing.height * size / shorter;
    framing.width = framing.width * size / shorter;
}

/// The smallest scale at which the image covers `size`.
void scaleToCover(Framing& framing, const std::vector<std::int64_t>& size)
{
    const std::int64_t height = framing.height, width = framing.width;
    const bool byHeight = size[0] * width >= size[1] * height;
    framing.height = byHeight ? size[0] : height * size[1] / width;
    framing.width = byHeight ? width * size[0] / height : size[1];
}

/// Half of what is left over; a half pixel goes to the even number, as Python rounds.
std::int64_t margin(std::int64_t size, std::int64_t cut)
{
    return std::lrint(static_cast<double>(size - cut) / 2);
}

} // namespace

std::string sizesText(const std::vector<std::int64_t>& sizes)
{
    std::string result;
    for (std::int64_t size : sizes)
        result += (result.empty() ? "" : "x") + std::to_string(size);
    return result;
}

Result<Framing> framingOf(std::int64_t height, std::int64_t width,
    const io::InputDescription& description, bool anySize, const std::string& where)
{
    Framing framing{height, width, 0, 0, 0, 0};
    const std::vector<std::int64_t> fitted = sizeToFit(description, anySize);
    if (!fitted.empty())
        scaleToCover(framing, fitted);
    else if (description.resize.size() == 1)
        scaleShorterSide(framing, description.resize[0]);
    else if (!description.resize.empty())
        framing.height = description.resize[0], framing.width = description.resize[1];
    const auto wrong = [&](const std::string& message) {
        return Error{
            ErrorCode::Unreadable, message, where, "correct resize and crop in input.json"};
    };
    const std::string before = sizesText({height, width});
    const std::string after = sizesText({framing.height, framing.width});
    const bool scaled = framing.height != height || framing.width != width;
    if (scaled && framing.height > io::kMostPixels / framing.width)
        return wrong("an image of " + before + " becomes " + after + ", allowed are "
            + std::to_string(io::kMostPixels) + " pixels");
    std::vector<std::int64_t> cut = fitted.empty() ? description.crop : fitted;
    if (cut.empty())
        cut = {framing.height, framing.width};
    if (cut[0] > framing.height || cut[1] > framing.width)
        return wrong("an image of " + before + " becomes " + after
            + ", which is smaller than crop, " + sizesText(cut));
    framing.cutHeight = cut[0];
    framing.cutWidth = cut[1];
    framing.top = margin(framing.height, cut[0]);
    framing.left = margin(framing.width, cut[1]);
    return framing;
}

Result<io::Layout> layoutOf(const io::DataSet& data, const io::InputDescription& description)
{
    if (data.shape.size() != 3 || data.layout != io::Layout::Unknown)
        return data.layout;
    const std::int64_t first = data.shape.front(), last = data.shape.back();
    const std::int64_t wanted =
        description.shape.size() == 3 ? description.shape[0] : description.channels;
    const auto isUsual = [](std::int64_t channels) { return channels == 1 || channels == 3; };
    bool isFirst = first == wanted, isLast = last == wanted;
    if (!isFirst && !isLast)
        isFirst = isUsual(first), isLast = isUsual(last);
    if (isFirst != isLast)
        return isFirst ? io::Layout::ChannelsFirst : io::Layout::ChannelsLast;
    const std::string counts = wanted > 0 ? "1, 3, " + std::to_string(wanted) : "1, 3";
    return Error{ErrorCode::Unreadable,
        isFirst ? "its images are " + sizesText(data.shape)
                + ": both the first and the last axis may hold the channels (" + counts + ")"
                : "its images are " + sizesText(data.shape)
                + ": neither the first nor the last axis may hold the channels (" + counts + ")",
        data.path, "save float arrays [N, C, H, W] that are normalised already"};
}

} // namespace pleat::evaluate
