// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a zip archive.
#include "core/io/weights/zip_reader.h"
#include "tests/fuzz/fuzz_support.h"

#include <string>

using namespace pleat;

namespace {

constexpr std::uint64_t kLongestContent_bytes = std::uint64_t{1} << 20;

bool liesIn(std::span<const std::byte> part, std::span<const std::byte> whole)
{
    return part.empty()
        || (part.data() >= whole.data()
            && part.data() + part.size() <= whole.data() + whole.size());
}

void readRecord(
    const io::ZipArchive& archive, const io::ZipRecord& record, std::span<const std::byte> file)
{
    fuzz::require(liesIn(record.stored, file), "a record lies outside the file");
    fuzz::require(archive.find(record.name) == &record, "a record is not found by its name");
    const Result<void> checked = archive.check(record);
    const Result<std::string> content = archive.read(record, kLongestContent_bytes);
    if (!content)
        fuzz::checkError(content.error());
    if (!checked)
        return fuzz::checkError(checked.error());
    if (record.size_bytes > kLongestContent_bytes)
        return fuzz::require(!content, "more is read than the limit allows");
    fuzz::require(content.ok() && content->size() == record.size_bytes,
        "a record is sound by one way of reading and damaged by the other");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto file = fuzz::asBytes(data, size);
    const fuzz::MemoryBound bound((std::size_t{8} << 20) + 2 * size);
    const auto archive = io::ZipArchive::open(file, "fuzz.zip");
    if (!archive) {
        fuzz::checkError(archive.error());
        return 0;
    }
    for (const io::ZipRecord& record : archive->records())
        readRecord(*archive, record, file);
    return 0;
}
