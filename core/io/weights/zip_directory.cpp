// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/zip_directory.h"

#include "core/io/weights/zip_format.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace pleat::io {

namespace {

using Bytes = std::span<const std::byte>;

struct Failure
{
    Error error;
};

/// Reads little-endian fields one after the other; the caller has checked that they are there.
class Fields
{
public:
    explicit Fields(Bytes bytes)
        : m_bytes(bytes)
    {
    }
    template <typename T>
    T next()
    {
        T value = 0;
        const Bytes field = take(sizeof(T));
        for (std::size_t i = field.size(); i-- > 0;)
            value =
                static_cast<T>((std::uint64_t{value} << 8) | std::to_integer<unsigned>(field[i]));
        return value;
    }
    std::uint16_t next16() { return next<std::uint16_t>(); }
    std::uint32_t next32() { return next<std::uint32_t>(); }
    std::uint64_t next64() { return next<std::uint64_t>(); }

    Bytes take(std::size_t count)
    {
        const Bytes taken = m_bytes.first(std::min(count, m_bytes.size()));
        m_bytes = m_bytes.subspan(taken.size());
        return taken;
    }
    std::size_t left() const { return m_bytes.size(); }

private:
    Bytes m_bytes;
};

/// Where the central directory lies.
struct Directory
{
    std::uint64_t offset_bytes = 0;
    std::uint64_t size_bytes = 0;
    std::uint64_t count = 0; ///< of records
    std::uint64_t limit_bytes = 0; ///< it must end before this offset
};

/// What a local header and its directory entry both say.
struct Header
{
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
    std::uint32_t crc = 0;
    std::uint64_t stored_bytes = 0;
    std::uint64_t size_bytes = 0;
    std::string name;
};

struct Entry : Header
{
    std::uint64_t offset_bytes = 0; ///< of the local header
    std::uint64_t end_bytes = 0; ///< of the stored bytes
};

constexpr std::uint16_t kEncrypted = 0x2041; ///< encrypted, strongly, with a masked directory
constexpr std::uint16_t kPatched = 0x20;
constexpr std::uint16_t kSizesFollow = 0x8; ///< in a data descriptor behind the content

/// No deflated byte can say more (RFC 1951: 258 bytes in two bits).
constexpr std::uint64_t kLargestDeflateRatio = 1032;

class DirectoryReader
{
public:
    DirectoryReader(Bytes file, const std::string& where)
        : m_file(file)
        , m_where(where)
    {
    }
    std::vector<ZipRecord> read();

private:
    Directory findDirectory() const;
    std::size_t findEnd() const;
    std::optional<Directory> zip64Directory(std::size_t end) const;
    Entry entry(Fields& fields) const;
    void checkMethod(const Entry& entry) const;
    /// Fills in entry.end_bytes and returns the stored bytes.
    Bytes locate(Entry& entry, std::uint64_t directory_bytes) const;
    void checkLocal(const Header& local, const Entry& entry) const;
    void checkOverlaps(std::vector<Entry> entries) const;

    void needsOneDisk(bool one) const
    {
        if (!one)
            throw Failure{{ErrorCode::Unsupported, "the zip archive is split over several files",
                m_where, "join its parts first"}};
    }
    [[noreturn]] void fail(const std::string& message) const
    {
        throw Failure{{ErrorCode::Unreadable, message, m_where,
            "the file is damaged; copy or download it again"}};
    }
    /// Whether [offset, offset + size) ends at `limit` or before.
    static bool fits(std::uint64_t offset, std::uint64_t size, std::uint64_t limit)
    {
        return offset <= limit && size <= limit - offset;
    }

    Bytes m_file;
    const std::string& m_where;
};

std::size_t DirectoryReader::findEnd() const
{
    constexpr std::size_t kLongestComment = 0xffff;
    if (m_file.size() < zip::kEnd_bytes)
        fail("the end of the zip archive is missing");
    const std::size_t last = m_file.size() - zip::kEnd_bytes;
    for (std::size_t comment = 0; comment <= std::min(kLongestComment, last); ++comment) {
        Fields fields(m_file.subspan(last - comment));
        if (fields.next32() != zip::kEnd)
            continue;
        fields.take(zip::kEnd_bytes - 6);
        if (fields.next16() == comment)
            return last - comment;
    }
    fail("the end of the zip archive is missing");
}

std::optional<Directory> DirectoryReader::zip64Directory(std::size_t end) const
{
    if (end < zip::kEnd64Locator_bytes)
        return {};
    const std::size_t locator = end - zip::kEnd64Locator_bytes;
    Fields pointer(m_file.subspan(locator));
    if (pointer.next32() != zip::kEnd64Locator)
        return {};
    const std::uint32_t disk = pointer.next32();
    const std::uint64_t offset = pointer.next64();
    needsOneDisk(disk == 0 && pointer.next32() <= 1);
    if (!fits(offset, zip::kEnd64_bytes, locator))
        fail("the zip64 end record lies outside the file");
    Fields fields(m_file.subspan(offset));
    if (fields.next32() != zip::kEnd64)
        fail("the zip64 end record is missing");
    constexpr std::size_t kBeforeSize_bytes = 12; // signature and the size itself do not count
    const std::uint64_t size = fields.next64();
    if (size < zip::kEnd64_bytes - kBeforeSize_bytes
        || !fits(offset + kBeforeSize_bytes, size, locator))
        fail("the zip64 end record has an impossible size");
    fields.take(4); // versions
    const std::uint32_t thisDisk = fields.next32();
    const std::uint32_t firstDisk = fields.next32();
    const std::uint64_t countHere = fields.next64();
    Directory directory;
    directory.count = fields.next64();
    directory.size_bytes = fields.next64();
    directory.offset_bytes = fields.next64();
    directory.limit_bytes = offset;
    needsOneDisk(thisDisk == 0 && firstDisk == 0 && countHere == directory.count);
    return directory;
}

Directory DirectoryReader::findDirectory() const
{
    const std::size_t end = findEnd();
    Fields fields(m_file.subspan(end + 4));
    const std::uint16_t disk = fields.next16();
    const std::uint16_t firstDisk = fields.next16();
    const std::uint16_t countHere = fields.next16();
    const std::uint16_t count = fields.next16();
    const std::uint32_t size = fields.next32();
    const std::uint32_t offset = fields.next32();
    const auto agrees = [](std::uint64_t value, std::uint64_t full, std::uint64_t elsewhere) {
        return value == full || value == elsewhere;
    };
    Directory directory{offset, size, count, end};
    if (const auto zip64 = zip64Directory(end)) {
        directory = *zip64;
        if (!agrees(count, directory.count, zip::kElsewhere16)
            || !agrees(size, directory.size_bytes, zip::kElsewhere32)
            || !agrees(offset, directory.offset_bytes, zip::kElsewhere32))
            fail("the end record and the zip64 end record disagree");
    } else {
        needsOneDisk(disk == 0 && firstDisk == 0 && countHere == count);
    }
    if (!fits(directory.offset_bytes, directory.size_bytes, directory.limit_bytes))
        fail("the directory of the zip archive lies outside the file");
    if (directory.count > directory.size_bytes / zip::kDirectoryEntry_bytes)
        fail("the directory is too short for the " + std::to_string(directory.count)
            + " records that it announces");
    return directory;
}

std::string textOf(Bytes bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The fields of `wanted` that are marked as elsewhere, in this order, from the zip64 extra field.
/// False if one of them is missing.
bool readZip64Extra(Bytes extra, const std::vector<std::uint64_t*>& wanted)
{
    Fields fields(extra);
    Fields values{Bytes{}};
    while (fields.left() >= 4) {
        const std::uint16_t id = fields.next16();
        const std::uint16_t size = fields.next16();
        if (size > fields.left())
            return false;
        const Bytes content = fields.take(size);
        if (id == zip::kZip64Extra)
            values = Fields(content);
    }
    for (std::uint64_t* value : wanted) {
        if (*value != zip::kElsewhere32)
            continue;
        if (values.left() < sizeof(std::uint64_t))
            return false;
        *value = values.next64();
    }
    return true;
}

Entry DirectoryReader::entry(Fields& fields) const
{
    if (fields.left() < zip::kDirectoryEntry_bytes || fields.next32() != zip::kDirectoryEntry)
        fail("the directory of the zip archive is damaged");
    fields.take(4); // versions
    Entry entry;
    entry.flags = fields.next16();
    entry.method = fields.next16();
    fields.take(4); // time
    entry.crc = fields.next32();
    entry.stored_bytes = fields.next32();
    entry.size_bytes = fields.next32();
    const std::size_t name_bytes = fields.next16();
    const std::size_t extra_bytes = fields.next16();
    const std::size_t comment_bytes = fields.next16();
    const std::uint16_t disk = fields.next16();
    fields.take(6); // attributes
    entry.offset_bytes = fields.next32();
    if (fields.left() < name_bytes + extra_bytes + comment_bytes)
        fail("the directory of the zip archive is cut short");
    entry.name = textOf(fields.take(name_bytes));
    const Bytes extra = fields.take(extra_bytes);
    fields.take(comment_bytes);
    const auto isControl = [](unsigned char code) { return code < 0x20 || code == 0x7f; };
    if (entry.name.empty() || std::any_of(entry.name.begin(), entry.name.end(), isControl))
        fail("a record has no printable name");
    if (!readZip64Extra(extra, {&entry.size_bytes, &entry.stored_bytes, &entry.offset_bytes}))
        fail(entry.name + ": its extra field is damaged");
    needsOneDisk(disk == 0 || disk == zip::kElsewhere16);
    checkMethod(entry);
    return entry;
}

void DirectoryReader::checkMethod(const Entry& entry) const
{
    const auto refuse = [&](const std::string& what) {
        throw Failure{{ErrorCode::Unsupported, entry.name + ": " + what, m_where,
            "write the archive again, stored or deflated"}};
    };
    if (entry.flags & kEncrypted)
        refuse("it is encrypted");
    if (entry.flags & kPatched)
        refuse("it is a patch, not a content");
    if (entry.method != zip::kStored && entry.method != zip::kDeflated)
        refuse("it is compressed by method " + std::to_string(entry.method)
            + ", allowed are 0 (stored) and 8 (deflated)");
    const bool deflated = entry.method == zip::kDeflated;
    if (deflated ? entry.size_bytes / kLargestDeflateRatio > entry.stored_bytes
                 : entry.size_bytes != entry.stored_bytes)
        fail(entry.name + ": " + std::to_string(entry.size_bytes) + " bytes cannot come from "
            + std::to_string(entry.stored_bytes) + " stored ones");
}

Bytes DirectoryReader::locate(Entry& entry, std::uint64_t directory_bytes) const
{
    if (!fits(entry.offset_bytes, zip::kLocalHeader_bytes, directory_bytes))
        fail(entry.name + ": it lies outside the records of the archive");
    Fields fields(m_file.subspan(entry.offset_bytes, directory_bytes - entry.offset_bytes));
    if (fields.next32() != zip::kLocalHeader)
        fail(entry.name + ": its local header is missing");
    fields.take(2); // version
    Header local;
    local.flags = fields.next16();
    local.method = fields.next16();
    fields.take(4); // time
    local.crc = fields.next32();
    local.stored_bytes = fields.next32();
    local.size_bytes = fields.next32();
    const std::size_t name_bytes = fields.next16();
    const std::size_t extra_bytes = fields.next16();
    if (fields.left() < name_bytes + extra_bytes)
        fail(entry.name + ": its local header is cut short");
    local.name = textOf(fields.take(name_bytes));
    const Bytes extra = fields.take(extra_bytes);
    if (!(local.flags & kSizesFollow)
        && !readZip64Extra(extra, {&local.size_bytes, &local.stored_bytes}))
        fail(entry.name + ": the extra field of its local header is damaged");
    checkLocal(local, entry);
    if (fields.left() < entry.stored_bytes)
        fail(entry.name + ": it reaches beyond the records of the archive");
    entry.end_bytes = directory_bytes - fields.left() + entry.stored_bytes;
    return fields.take(entry.stored_bytes);
}

void DirectoryReader::checkLocal(const Header& local, const Entry& entry) const
{
    const auto disagree = [&](const std::string& what) {
        fail(entry.name + ": its local header and the directory disagree about " + what);
    };
    if (local.name != entry.name)
        disagree("its name");
    if (local.method != entry.method || (local.flags & (kEncrypted | kPatched)))
        disagree("its method");
    // Where sizes follow the content the local header need not know them.
    if (local.flags & kSizesFollow)
        return;
    if (local.size_bytes != entry.size_bytes || local.stored_bytes != entry.stored_bytes)
        disagree("its size");
    if (local.crc != entry.crc)
        disagree("its CRC-32");
}

void DirectoryReader::checkOverlaps(std::vector<Entry> entries) const
{
    std::sort(entries.begin(), entries.end(),
        [](const Entry& a, const Entry& b) { return a.offset_bytes < b.offset_bytes; });
    const auto overlap = std::adjacent_find(entries.begin(), entries.end(),
        [](const Entry& a, const Entry& b) { return a.end_bytes > b.offset_bytes; });
    if (overlap != entries.end())
        fail(overlap->name + " and " + std::next(overlap)->name + " overlap");
}

std::vector<ZipRecord> DirectoryReader::read()
{
    const Directory directory = findDirectory();
    Fields fields(m_file.subspan(directory.offset_bytes, directory.size_bytes));
    std::vector<ZipRecord> records;
    std::vector<Entry> entries;
    for (std::uint64_t index = 0; index < directory.count; ++index) {
        Entry& added = entries.emplace_back(entry(fields));
        const Bytes stored = locate(added, directory.offset_bytes);
        records.push_back(
            {added.name, stored, added.method == zip::kDeflated, added.size_bytes, added.crc});
    }
    if (fields.left() > 0)
        fail("the directory holds more than the " + std::to_string(directory.count)
            + " records that it announces");
    checkOverlaps(std::move(entries));
    return records;
}

} // namespace

Result<std::vector<ZipRecord>> readZipDirectory(
    std::span<const std::byte> file, const std::string& where)
{
    try {
        return DirectoryReader(file, where).read();
    } catch (const Failure& failure) {
        return failure.error;
    }
}

} // namespace pleat::io
