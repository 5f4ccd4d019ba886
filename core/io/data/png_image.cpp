// SPDX-License-Identifier: GPL-3.0-or-later
// PNG by libpng. Errors of libpng jump, so what is between has no destructors.
#include "core/io/data/image_file.h"

#include <csetjmp>
#include <cstring>
#include <png.h>

namespace pleat::io {

namespace {

constexpr std::int64_t kDeflateRatio = 1032; ///< no stream of zlib inflates to more

class PngReader
{
public:
    explicit PngReader(std::span<const std::byte> content)
        : m_rest(content)
        , m_png(png_create_read_struct(PNG_LIBPNG_VER_STRING, this, fail, ignore))
        , m_info(m_png ? png_create_info_struct(m_png) : nullptr)
    {
    }
    ~PngReader() { png_destroy_read_struct(&m_png, &m_info, nullptr); }
    PngReader(const PngReader&) = delete;
    PngReader& operator=(const PngReader&) = delete;

    // Each is false if libpng found an error.
    bool readHeader();
    bool toGreyOrColour();
    bool readPixels(std::vector<png_bytep>& rows);

    std::int64_t height() const { return png_get_image_height(m_png, m_info); }
    std::int64_t width() const { return png_get_image_width(m_png, m_info); }
    std::int64_t channels() const { return png_get_channels(m_png, m_info); }
    std::int64_t row_bytes() const
    {
        return static_cast<std::int64_t>(png_get_rowbytes(m_png, m_info));
    }
    const char* error() const { return m_error; }

private:
    static void fail(png_structp png, png_const_charp message)
    {
        auto* reader = static_cast<PngReader*>(png_get_error_ptr(png));
        std::strncpy(reader->m_error, message, sizeof reader->m_error - 1);
        png_longjmp(png, 1);
    }
    static void ignore(png_structp, png_const_charp) { }
    static void read(png_structp png, png_bytep to, std::size_t size);

    std::span<const std::byte> m_rest;
    char m_error[128] = "not enough memory";
    png_structp m_png;
    png_infop m_info;
};

void PngReader::read(png_structp png, png_bytep to, std::size_t size)
{
    auto* reader = static_cast<PngReader*>(png_get_io_ptr(png));
    if (size > reader->m_rest.size())
        png_error(png, "the file is cut short");
    std::memcpy(to, reader->m_rest.data(), size);
    reader->m_rest = reader->m_rest.subspan(size);
}

bool PngReader::readHeader()
{
    if (!m_png || !m_info || setjmp(png_jmpbuf(m_png)))
        return false;
    png_set_read_fn(m_png, this, read);
    png_read_info(m_png, m_info);
    return true;
}

/// 8 bits, one channel or three.
bool PngReader::toGreyOrColour()
{
    if (setjmp(png_jmpbuf(m_png)))
        return false;
    png_set_expand(m_png); // palettes and fewer than 8 bits
    png_set_strip_16(m_png);
    png_set_strip_alpha(m_png);
    png_set_interlace_handling(m_png);
    png_read_update_info(m_png, m_info);
    return true;
}

bool PngReader::readPixels(std::vector<png_bytep>& rows)
{
    if (setjmp(png_jmpbuf(m_png)))
        return false;
    png_read_image(m_png, rows.data());
    png_read_end(m_png, nullptr);
    return true;
}

} // namespace

Result<Image> decodePng(std::span<const std::byte> content, const std::string& where)
{
    PngReader reader(content);
    const auto damaged = [&] {
        return damagedImage(std::string("a damaged PNG image: ") + reader.error(), where);
    };
    if (!reader.readHeader())
        return damaged();
    Image image{reader.height(), reader.width(), 0, {}};
    if (image.height > kMostPixels / image.width)
        return tooManyPixels(image.height, image.width, where);
    const auto size = static_cast<std::int64_t>(content.size());
    if (image.height * reader.row_bytes() / kDeflateRatio > size)
        return damagedImage("a PNG image of " + std::to_string(image.height) + "x"
                + std::to_string(image.width) + " pixels in " + std::to_string(size) + " bytes",
            where);
    if (!reader.toGreyOrColour())
        return damaged();
    image.channels = reader.channels();
    image.pixels.resize(static_cast<std::size_t>(image.height * reader.row_bytes()));
    std::vector<png_bytep> rows;
    for (std::int64_t y = 0; y < image.height; ++y)
        rows.push_back(image.pixels.data() + y * reader.row_bytes());
    if (!reader.readPixels(rows))
        return damaged();
    return image;
}

} // namespace pleat::io
