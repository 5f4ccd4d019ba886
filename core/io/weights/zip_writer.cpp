// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/zip_writer.h"

#include "core/io/weights/zip_format.h"

#include <algorithm>
#include <libdeflate.h>
#include <vector>

namespace pleat::io {

namespace {

constexpr std::uint16_t kPlain = 20; ///< the version of the format that a reader must know
constexpr std::uint16_t kWithZip64 = 45;
constexpr std::uint16_t kUtf8Names = 0x800;
/// The first day that the format knows, 1980-01-01: equal content gives equal files.
constexpr std::uint32_t kDate = 0x00210000;

constexpr std::size_t kLongestName_bytes = 0xffff;
constexpr std::size_t kAlignment_bytes = 64;
/// The extra field that PyTorch pads with, so that its readers find what they know.
constexpr std::uint16_t kPaddingExtra = 0x4246; // "FB"

template <typename T>
void append(std::string& to, T value)
{
    for (std::size_t byte = 0; byte < sizeof(T); ++byte)
        to += static_cast<char>(std::uint64_t{value} >> (8 * byte));
}

bool needsZip64(std::uint64_t value)
{
    return value >= zip::kElsewhere32;
}

/// The field of 32 bits for `value`.
std::uint32_t short32(std::uint64_t value)
{
    return needsZip64(value) ? zip::kElsewhere32 : static_cast<std::uint32_t>(value);
}

/// An extra field with `values`; nothing if there are none.
std::string zip64Extra(const std::vector<std::uint64_t>& values)
{
    std::string extra;
    if (values.empty())
        return extra;
    append(extra, zip::kZip64Extra);
    append(extra, static_cast<std::uint16_t>(8 * values.size()));
    for (std::uint64_t value : values)
        append(extra, value);
    return extra;
}

/// Makes what follows `used_bytes` and this field start at a multiple of 64.
std::string paddingExtra(std::uint64_t used_bytes)
{
    constexpr std::size_t kHead_bytes = 4;
    const std::uint64_t unpadded = used_bytes + kHead_bytes;
    const std::size_t zeros = (kAlignment_bytes - unpadded % kAlignment_bytes) % kAlignment_bytes;
    std::string extra;
    append(extra, kPaddingExtra);
    append(extra, static_cast<std::uint16_t>(zeros));
    return extra + std::string(zeros, '\0');
}

/// What a local header and its directory entry have in common, from the version on.
std::string commonFields(
    std::uint32_t crc, std::uint64_t size_bytes, bool zip64, std::size_t name, std::size_t extra)
{
    std::string fields;
    append(fields, zip64 ? kWithZip64 : kPlain);
    append(fields, kUtf8Names);
    append(fields, zip::kStored);
    append(fields, kDate);
    append(fields, crc);
    append(fields, short32(size_bytes)); // stored
    append(fields, short32(size_bytes)); // content
    append(fields, static_cast<std::uint16_t>(name));
    append(fields, static_cast<std::uint16_t>(extra));
    return fields;
}

std::string zip64End(std::uint64_t count, std::uint64_t size_bytes, std::uint64_t offset_bytes)
{
    std::string end;
    append(end, zip::kEnd64);
    append(end, std::uint64_t{zip::kEnd64_bytes - 12}); // signature and this field do not count
    append(end, kWithZip64);
    append(end, kWithZip64);
    append(end, std::uint64_t{0}); // disks
    append(end, count);
    append(end, count);
    append(end, size_bytes);
    append(end, offset_bytes);
    append(end, zip::kEnd64Locator);
    append(end, std::uint32_t{0}); // disk
    append(end, offset_bytes + size_bytes);
    append(end, std::uint32_t{1}); // disks
    return end;
}

} // namespace

ZipWriter::ZipWriter(const std::string& path)
    : m_path(path)
    , m_stream(path, std::ios::binary | std::ios::trunc)
{
}

void ZipWriter::add(const std::string& name, std::span<const std::byte> content)
{
    if (name.empty() || name.size() > kLongestName_bytes || !m_names.insert(name).second)
        throw LogicError("a record of a zip archive needs a name of its own, not \"" + name + "\"");
    const std::uint64_t size_bytes = content.size();
    const std::uint64_t header_bytes = m_offset_bytes;
    const std::uint32_t crc = libdeflate_crc32(0, content.data(), content.size());

    std::vector<std::uint64_t> zip64;
    if (needsZip64(size_bytes))
        zip64 = {size_bytes, size_bytes};
    std::string extra = zip64Extra(zip64);
    extra += paddingExtra(header_bytes + zip::kLocalHeader_bytes + name.size() + extra.size());
    std::string local;
    append(local, zip::kLocalHeader);
    local += commonFields(crc, size_bytes, !zip64.empty(), name.size(), extra.size());
    write(local + name + extra);
    write({reinterpret_cast<const char*>(content.data()), content.size()});

    if (needsZip64(header_bytes))
        zip64.push_back(header_bytes);
    extra = zip64Extra(zip64);
    append(m_directory, zip::kDirectoryEntry);
    append(m_directory, kWithZip64); // made by
    m_directory += commonFields(crc, size_bytes, !zip64.empty(), name.size(), extra.size());
    append(m_directory, std::uint16_t{0}); // comment
    append(m_directory, std::uint16_t{0}); // disk
    append(m_directory, std::uint16_t{0}); // attributes: of the content,
    append(m_directory, std::uint32_t{0}); // and of the file
    append(m_directory, short32(header_bytes));
    m_directory += name + extra;
}

Result<void> ZipWriter::finish()
{
    const std::uint64_t offset_bytes = m_offset_bytes;
    const std::uint64_t count = m_names.size();
    write(m_directory);
    if (count >= zip::kElsewhere16 || needsZip64(m_directory.size()) || needsZip64(offset_bytes))
        write(zip64End(count, m_directory.size(), offset_bytes));
    const auto shortCount =
        static_cast<std::uint16_t>(std::min<std::uint64_t>(count, zip::kElsewhere16));
    std::string end;
    append(end, zip::kEnd);
    append(end, std::uint32_t{0}); // disks
    append(end, shortCount);
    append(end, shortCount);
    append(end, short32(m_directory.size()));
    append(end, short32(offset_bytes));
    append(end, std::uint16_t{0}); // comment
    write(end);
    m_stream.close();
    if (!m_stream)
        return Error{ErrorCode::Impossible, "writing failed", m_path, "is the disk full?"};
    return {};
}

void ZipWriter::write(std::string_view bytes)
{
    m_stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    m_offset_bytes += bytes.size();
}

} // namespace pleat::io
