// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/data/image_file.h"

#include <string_view>

namespace pleat::io {

namespace {

bool startsWith(std::span<const std::byte> content, std::string_view signature)
{
    return std::string_view(reinterpret_cast<const char*>(content.data()), content.size())
        .starts_with(signature);
}

bool isPng(std::span<const std::byte> content)
{
    return startsWith(content, "\x89PNG\r\n\x1a\n");
}

bool isJpeg(std::span<const std::byte> content)
{
    return startsWith(content, "\xff\xd8\xff");
}

} // namespace

bool isImage(std::span<const std::byte> content)
{
    return isPng(content) || isJpeg(content);
}

Result<Image> decodeImage(std::span<const std::byte> content, const std::string& where)
{
    if (isPng(content))
        return decodePng(content, where);
    if (isJpeg(content))
        return decodeJpeg(content, where);
    return damagedImage("neither a PNG nor a JPEG image, whatever its name says", where);
}

Error damagedImage(const std::string& what, const std::string& where)
{
    return {ErrorCode::Unreadable, what, where, "replace the file or remove it from the folder"};
}

Error tooManyPixels(std::int64_t height, std::int64_t width, const std::string& where)
{
    return damagedImage("an image of " + std::to_string(height) + "x" + std::to_string(width)
            + " pixels, allowed are " + std::to_string(kMostPixels) + " in all",
        where);
}

} // namespace pleat::io
