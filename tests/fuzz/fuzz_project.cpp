// SPDX-License-Identifier: GPL-3.0-or-later
// The input is a project file, or the text of its records, each behind a line "--- NAME": a fuzzer
// that inserts letters into a record would have to change the directory of the archive, too.
#include "core/study/project.h"
#include "tests/fuzz/fuzz_support.h"

#include <cstring>
#include <set>
#include <string>
#include <vector>

using namespace pleat;

namespace {

constexpr std::string_view kRecord = "--- ";

/// An archive of stored records; all checksums are 0, as zero_crc.cpp finds them right.
class Archive
{
public:
    void add(std::string_view name, std::string_view content)
    {
        const std::size_t begin = m_bytes.size();
        put32(m_bytes, 0x04034b50);
        putCommon(m_bytes, name, content);
        m_bytes.append(name).append(content);
        put32(m_directory, 0x02014b50);
        put16(m_directory, 20);
        putCommon(m_directory, name, content);
        m_directory.append(10, '\0'); // comment, disk, attributes
        put32(m_directory, begin);
        m_directory.append(name);
        ++m_count;
    }
    std::string finish()
    {
        const std::size_t begin = m_bytes.size();
        m_bytes += m_directory;
        put32(m_bytes, 0x06054b50);
        put32(m_bytes, 0); // disks
        put16(m_bytes, m_count);
        put16(m_bytes, m_count);
        put32(m_bytes, m_directory.size());
        put32(m_bytes, begin);
        put16(m_bytes, 0);
        return m_bytes;
    }

private:
    static void put16(std::string& out, std::size_t value)
    {
        out += {static_cast<char>(value), static_cast<char>(value >> 8)};
    }
    static void put32(std::string& out, std::size_t value)
    {
        put16(out, value);
        put16(out, value >> 16);
    }
    /// From the version to the length of the extra field, the same in both places.
    static void putCommon(std::string& out, std::string_view name, std::string_view content)
    {
        put16(out, 20);
        for (int zero = 0; zero < 6; ++zero) // flags, stored, time, date, checksum
            put16(out, 0);
        put32(out, content.size());
        put32(out, content.size());
        put16(out, name.size());
        put16(out, 0);
    }

    std::string m_bytes, m_directory;
    std::size_t m_count = 0;
};

std::string archiveOf(std::string_view text)
{
    Archive archive;
    while (text.substr(0, kRecord.size()) == kRecord) {
        text.remove_prefix(kRecord.size());
        const std::size_t line = std::min(text.find('\n'), text.size());
        const std::string_view name = text.substr(0, line);
        text.remove_prefix(std::min(line + 1, text.size()));
        const std::size_t next = text.find("\n--- ");
        const std::size_t end = next == std::string_view::npos ? text.size() : next;
        archive.add(name, text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return archive.finish();
}

void check(std::string_view file)
{
    const auto project =
        study::readProject(std::as_bytes(std::span(file.data(), file.size())), "fuzz.pleat");
    if (!project)
        return fuzz::checkError(project.error());
    std::set<int> ids;
    for (const study::ProjectRun& run : project->runs) {
        fuzz::require(run.id > 0 && ids.insert(run.id).second, "two runs have one number");
        for (const study::GroupReport& group : run.report.groups) {
            const auto channels = static_cast<std::size_t>(group.channels);
            fuzz::require(group.labels.empty() || group.labels.size() == channels, "labels miss");
            fuzz::require(group.k >= 1 && group.k <= group.channels, "k is out of range");
        }
    }
    const std::string recipe = fold::toJson(project->recipe);
    const auto again = fold::recipeFromJson(recipe, "again.json");
    fuzz::require(again.ok(), "a recipe cannot be read again:\n" + recipe);
    fuzz::require(fold::toJson(*again) == recipe, "a recipe changes:\n" + recipe);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input = fuzz::asText(data, size);
    const bool records = input.substr(0, kRecord.size()) == kRecord;
    const std::string file = records ? archiveOf(input) : std::string(input);
    const fuzz::MemoryBound bound((std::size_t{16} << 20) + 512 * size);
    check(file);
    return 0;
}
