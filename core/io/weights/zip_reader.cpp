// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/zip_reader.h"

#include "core/io/weights/mapped_file.h"
#include "core/io/weights/zip_directory.h"

#include <algorithm>
#include <functional>
#include <libdeflate.h>
#include <memory>
#include <zlib.h>

namespace pleat::io {

namespace {

using Bytes = std::span<const std::byte>;

/// Content is taken in pieces of this size, so that no check needs more memory.
constexpr std::size_t kPiece_bytes = std::size_t{1} << 20;
/// Pages are given back in larger pieces, since each time costs as much as reading a piece.
constexpr std::size_t kReleased_bytes = std::size_t{16} << 20;

Error damaged(const std::string& where, const std::string& what)
{
    return {ErrorCode::Unreadable, what, where, "the file is damaged; copy or download it again"};
}

/// What becomes of the pieces of a content.
using Take = std::function<void(Bytes piece)>;
/// Called when everything before `passed_bytes` of the stored bytes was read.
using Passed = std::function<void(std::size_t passed_bytes)>;

void eachPiece(Bytes stored, const Take& take, const Passed& passed)
{
    for (std::size_t at = 0; at < stored.size();) {
        const Bytes piece = stored.subspan(at, std::min(kPiece_bytes, stored.size() - at));
        take(piece);
        at += piece.size();
        passed(at);
    }
}

struct EndInflate
{
    void operator()(z_stream* stream) const { inflateEnd(stream); }
};

/// Empty if `stored` is one deflated stream of exactly `size_bytes`; else what is wrong.
std::string inflatePieces(
    Bytes stored, std::uint64_t size_bytes, const Take& take, const Passed& passed)
{
    z_stream stream = {};
    constexpr int kRaw = -MAX_WBITS; // a zip record has no zlib header
    if (inflateInit2(&stream, kRaw) != Z_OK)
        return "there is no memory to inflate it";
    const std::unique_ptr<z_stream, EndInflate> guard(&stream);
    // A byte more than announced, so that more is noticed.
    std::vector<std::byte> piece(std::min<std::uint64_t>(kPiece_bytes, size_bytes + 1));
    std::uint64_t inflated_bytes = 0;
    std::size_t at = 0;
    int state = Z_OK;
    while (state == Z_OK) {
        const std::size_t given = std::min(kPiece_bytes, stored.size() - at);
        // zlib does not write to its input, but old declarations lack the const.
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(stored.data() + at));
        stream.avail_in = static_cast<uInt>(given);
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        state = inflate(&stream, Z_NO_FLUSH);
        const Bytes made = Bytes(piece).first(piece.size() - stream.avail_out);
        if (made.size() > size_bytes - inflated_bytes)
            return "it inflates to more than the " + std::to_string(size_bytes)
                + " bytes that it announces";
        take(made);
        inflated_bytes += made.size();
        at += given - stream.avail_in;
        passed(at);
    }
    if (state != Z_STREAM_END || at != stored.size())
        return "its deflated bytes are damaged";
    if (inflated_bytes != size_bytes)
        return "it inflates to " + std::to_string(inflated_bytes) + " bytes but announces "
            + std::to_string(size_bytes);
    return {};
}

/// All of the content in pieces, and its CRC-32.
Result<void> stream(
    const ZipRecord& record, const std::string& where, const Take& take, const Passed& passed)
{
    std::uint32_t crc = 0;
    const Take count = [&](Bytes piece) {
        crc = libdeflate_crc32(crc, piece.data(), piece.size()); // four times as fast as zlib's
        take(piece);
    };
    std::string wrong;
    if (record.deflated)
        wrong = inflatePieces(record.stored, record.size_bytes, count, passed);
    else
        eachPiece(record.stored, count, passed);
    if (!wrong.empty())
        return damaged(where, record.name + ": " + wrong);
    if (crc != record.crc)
        return damaged(where, record.name + ": its CRC-32 does not match");
    return {};
}

} // namespace

Result<ZipArchive> ZipArchive::open(Bytes file, const std::string& where)
{
    auto records = readZipDirectory(file, where);
    if (!records)
        return records.error();
    ZipArchive archive;
    archive.m_where = where;
    archive.m_records = std::move(*records);
    const auto& all = archive.m_records;
    auto& order = archive.m_byName;
    for (std::size_t index = 0; index < all.size(); ++index)
        order.push_back(index);
    std::sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return all[a].name < all[b].name; });
    const auto twin = std::adjacent_find(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return all[a].name == all[b].name; });
    if (twin != order.end())
        return damaged(where, all[*twin].name + ": two records have this name");
    return archive;
}

const ZipRecord* ZipArchive::find(std::string_view name) const
{
    const auto found = std::lower_bound(m_byName.begin(), m_byName.end(), name,
        [&](std::size_t index, std::string_view wanted) { return m_records[index].name < wanted; });
    if (found == m_byName.end() || m_records[*found].name != name)
        return nullptr;
    return &m_records[*found];
}

Result<std::string> ZipArchive::read(const ZipRecord& record, std::uint64_t limit_bytes) const
{
    if (record.size_bytes > limit_bytes)
        return Error{ErrorCode::Unreadable,
            record.name + ": it holds " + std::to_string(record.size_bytes) + " bytes, allowed are "
                + std::to_string(limit_bytes),
            m_where, "is this the right file?"};
    std::string content;
    content.reserve(record.size_bytes);
    const auto append = [&](Bytes piece) {
        content.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    };
    if (auto streamed = stream(record, m_where, append, [](std::size_t) {}); !streamed)
        return streamed.error();
    return content;
}

Result<void> ZipArchive::check(const ZipRecord& record) const
{
    // One piece more than is new: reading on may have brought back the last pages before it.
    std::size_t released = 0;
    const auto release = [&](std::size_t passed) {
        if (passed - released < kReleased_bytes && passed < record.stored.size())
            return;
        const std::size_t from = released - std::min(released, kPiece_bytes);
        releasePages(record.stored.subspan(from, passed - from));
        released = passed;
    };
    return stream(
        record, m_where, [](Bytes) {}, release);
}

} // namespace pleat::io
