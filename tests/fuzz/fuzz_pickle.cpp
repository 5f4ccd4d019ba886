// SPDX-License-Identifier: GPL-3.0-or-later
// The input is the data.pkl of a state_dict; the archive around it is made here and is sound.
#include "core/io/weights/state_dict.h"
#include "tests/fuzz/fuzz_support.h"
#include "tests/fuzz/stored_tensors.h"

#include <string>
#include <vector>

using namespace pleat;

namespace {

constexpr int kStorages = 4; ///< data/0 to data/3
constexpr std::size_t kStorage_bytes = 64;

/// Stored records with a CRC-32 of 0, see zero_crc.cpp. What is given to add must stay until then.
class Archive
{
public:
    void add(const std::string& name, std::string_view content)
    {
        const std::size_t offset = m_file.size();
        const std::string common = header(name, content.size());
        m_file.append("PK\3\4", 4).append("\0\0", 2).append(common).append(name).append(content);
        m_directory.append("PK\1\2", 4).append("\0\0\0\0", 4).append(common);
        m_directory.append(10, '\0').append(number(offset, 4)).append(name);
        ++m_count;
    }
    std::string finish()
    {
        const std::string count = number(m_count, 2);
        const std::size_t offset = m_file.size();
        m_file.append(m_directory).append("PK\5\6", 4).append(4, '\0').append(count).append(count);
        return m_file.append(number(m_directory.size(), 4))
            .append(number(offset, 4))
            .append(2, '\0');
    }

private:
    static std::string number(std::size_t value, int size_bytes)
    {
        std::string bytes;
        for (int byte = 0; byte < size_bytes; ++byte)
            bytes += static_cast<char>(value >> (8 * byte));
        return bytes;
    }
    /// What a local header and its directory entry share: flags to the length of the extra field.
    static std::string header(const std::string& name, std::size_t size_bytes)
    {
        const std::string size = number(size_bytes, 4);
        return std::string(12, '\0') + size + size + number(name.size(), 2) + number(0, 2);
    }

    std::string m_file;
    std::string m_directory;
    std::size_t m_count = 0;
};

std::string archiveOf(std::string_view pickle)
{
    const std::string storage(kStorage_bytes, '\0');
    Archive archive;
    archive.add("archive/data.pkl", pickle);
    for (int index = 0; index < kStorages; ++index)
        archive.add("archive/data/" + std::to_string(index), storage);
    archive.add("archive/version", "3\n");
    return archive.finish();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string archive = archiveOf(fuzz::asText(data, size));
    const std::span<const std::byte> file = std::as_bytes(std::span(archive));
    const fuzz::MemoryBound bound((std::size_t{8} << 20) + 128 * size);
    fuzz::checkWeights(io::readStateDict(file, "fuzz.pth"), file);
    return 0;
}
