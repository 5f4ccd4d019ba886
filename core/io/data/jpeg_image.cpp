// SPDX-License-Identifier: GPL-3.0-or-later
// JPEG by libjpeg. Errors of libjpeg jump, so what is between has no destructors.
#include "core/io/data/image_file.h"

#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

#include <jerror.h>

namespace pleat::io {

namespace {

constexpr int kMostScans = 100; ///< progressive images have about ten
/// A Huffman code of one bit per block of 8 x 8 pixels is the least that they take.
constexpr std::int64_t kMostPixelsPerByte = 8 * 64;

class JpegReader
{
public:
    JpegReader();
    ~JpegReader() { jpeg_destroy_decompress(&m_decoder); }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    // Each is false if libjpeg found an error.
    bool readHeader(std::span<const std::byte> content);
    bool start();
    bool readPixels(std::uint8_t* pixels);

    const jpeg_decompress_struct& decoder() const { return m_decoder; }
    const char* error() const { return m_error; }

private:
    static JpegReader& of(j_common_ptr decoder)
    {
        return *static_cast<JpegReader*>(decoder->client_data);
    }
    [[noreturn]] static void fail(j_common_ptr decoder);
    static void warn(j_common_ptr decoder, int level);
    static void countScans(j_common_ptr decoder);

    jpeg_decompress_struct m_decoder = {};
    jpeg_error_mgr m_errors = {};
    jpeg_progress_mgr m_progress = {};
    std::jmp_buf m_jump = {};
    char m_error[JMSG_LENGTH_MAX] = "not enough memory";
    bool m_created = false;
};

JpegReader::JpegReader()
{
    m_decoder.err = jpeg_std_error(&m_errors);
    m_errors.error_exit = fail;
    m_errors.emit_message = warn;
    m_decoder.client_data = this;
    if (setjmp(m_jump))
        return;
    jpeg_create_decompress(&m_decoder);
    m_progress.progress_monitor = countScans;
    m_decoder.progress = &m_progress;
    m_created = true;
}

void JpegReader::fail(j_common_ptr decoder)
{
    JpegReader& reader = of(decoder);
    reader.m_errors.format_message(decoder, reader.m_error);
    std::longjmp(reader.m_jump, 1);
}

/// libjpeg fills gaps with grey and warns; gaps are errors here. Other warnings concern nothing
/// that is seen.
void JpegReader::warn(j_common_ptr decoder, int level)
{
    const int code = decoder->err->msg_code;
    if (level < 0
        && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE
            || code == JWRN_ARITH_BAD_CODE))
        fail(decoder);
}

/// A small file may hold thousands of scans over a large image.
void JpegReader::countScans(j_common_ptr decoder)
{
    JpegReader& reader = of(decoder);
    if (reader.m_decoder.input_scan_number <= kMostScans)
        return;
    std::snprintf(reader.m_error, sizeof reader.m_error, "more than %d scans", kMostScans);
    std::longjmp(reader.m_jump, 1);
}

bool JpegReader::readHeader(std::span<const std::byte> content)
{
    if (!m_created || setjmp(m_jump))
        return false;
    jpeg_mem_src(&m_decoder, reinterpret_cast<const unsigned char*>(content.data()),
        static_cast<unsigned long>(content.size()));
    jpeg_read_header(&m_decoder, TRUE);
    return true;
}

bool JpegReader::start()
{
    if (setjmp(m_jump))
        return false;
    const J_COLOR_SPACE stored = m_decoder.jpeg_color_space;
    if (stored == JCS_GRAYSCALE)
        m_decoder.out_color_space = JCS_GRAYSCALE;
    else if (stored == JCS_CMYK || stored == JCS_YCCK)
        m_decoder.out_color_space = JCS_CMYK;
    else
        m_decoder.out_color_space = JCS_RGB; // an error for two channels
    jpeg_start_decompress(&m_decoder);
    return true;
}

/// Does not ask for the end marker: nothing is missing without it, and PIL does not ask either.
bool JpegReader::readPixels(std::uint8_t* pixels)
{
    if (setjmp(m_jump))
        return false;
    const std::size_t row_bytes =
        std::size_t{m_decoder.output_width} * static_cast<std::size_t>(m_decoder.output_components);
    while (m_decoder.output_scanline < m_decoder.output_height) {
        JSAMPROW row = pixels + m_decoder.output_scanline * row_bytes;
        jpeg_read_scanlines(&m_decoder, &row, 1);
    }
    return true;
}

/// Adobe's CMYK holds 255 minus the ink, so RGB is the product with black.
void cmykToRgb(Image& image)
{
    const auto count = static_cast<std::size_t>(image.height * image.width);
    for (std::size_t i = 0; i < count; ++i) {
        const int black = image.pixels[4 * i + 3];
        for (std::size_t c = 0; c < 3; ++c)
            image.pixels[3 * i + c] =
                static_cast<std::uint8_t>((image.pixels[4 * i + c] * black + 127) / 255);
    }
    image.channels = 3;
    image.pixels.resize(3 * count);
}

} // namespace

Result<Image> decodeJpeg(std::span<const std::byte> content, const std::string& where)
{
    JpegReader reader;
    const auto damaged = [&] {
        return damagedImage(std::string("a damaged JPEG image: ") + reader.error(), where);
    };
    if (!reader.readHeader(content))
        return damaged();
    const jpeg_decompress_struct& decoder = reader.decoder();
    Image image{decoder.image_height, decoder.image_width, 0, {}};
    if (image.height > kMostPixels / image.width)
        return tooManyPixels(image.height, image.width, where);
    const auto size = static_cast<std::int64_t>(content.size());
    if (!decoder.arith_code && image.height * image.width / kMostPixelsPerByte > size)
        return damagedImage("a JPEG image of " + std::to_string(image.height) + "x"
                + std::to_string(image.width) + " pixels in " + std::to_string(size) + " bytes",
            where);
    if (!reader.start())
        return damaged();
    image.channels = decoder.output_components;
    image.pixels.resize(static_cast<std::size_t>(image.height * image.width * image.channels));
    if (!reader.readPixels(image.pixels.data()))
        return damaged();
    if (image.channels == 4)
        cmykToRgb(image);
    return image;
}

} // namespace pleat::io
