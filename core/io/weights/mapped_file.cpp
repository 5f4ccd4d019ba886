// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/mapped_file.h"

#include "core/base/files.h"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pleat::io {

namespace {

/// The mapped files of the process. Given back pages of anything else would read as zeros.
class Mappings
{
public:
    void add(std::span<const std::byte> file)
    {
        const std::lock_guard lock(m_mutex);
        m_ends[begin(file)] = begin(file) + file.size();
    }
    void remove(std::span<const std::byte> file)
    {
        const std::lock_guard lock(m_mutex);
        m_ends.erase(begin(file));
    }
    bool hold(std::span<const std::byte> bytes)
    {
        const std::lock_guard lock(m_mutex);
        const auto next = m_ends.upper_bound(begin(bytes));
        return next != m_ends.begin() && begin(bytes) + bytes.size() <= std::prev(next)->second;
    }
    static std::uintptr_t begin(std::span<const std::byte> bytes)
    {
        return reinterpret_cast<std::uintptr_t>(bytes.data());
    }

private:
    std::mutex m_mutex;
    std::map<std::uintptr_t, std::uintptr_t> m_ends; ///< by where they begin
};

Mappings& mappings()
{
    static Mappings all;
    return all;
}

} // namespace

Result<MappedFilePtr> MappedFile::open(const std::string& path)
{
    if (auto readable = checkReadableFile(path); !readable)
        return readable.error();
    const auto failure = [&] {
        return Error{ErrorCode::Unreadable, std::strerror(errno), path, "check the file"};
    };
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return failure();
    struct stat status = {};
    void* start = MAP_FAILED;
    if (::fstat(descriptor, &status) == 0 && status.st_size > 0)
        start = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE,
            descriptor, 0);
    const Error error = failure();
    ::close(descriptor); // the mapping stays
    if (status.st_size == 0)
        return Error{ErrorCode::Unreadable, "the file is empty", path, "copy or download it again"};
    if (start == MAP_FAILED)
        return error;
    return MappedFilePtr(new MappedFile(
        {static_cast<const std::byte*>(start), static_cast<std::size_t>(status.st_size)}));
}

MappedFile::MappedFile(std::span<const std::byte> bytes)
    : m_bytes(bytes)
{
    mappings().add(bytes);
}

MappedFile::~MappedFile()
{
    mappings().remove(m_bytes);
    ::munmap(const_cast<std::byte*>(m_bytes.data()), m_bytes.size());
}

void releasePages(std::span<const std::byte> bytes)
{
    if (!mappings().hold(bytes))
        return;
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const std::uintptr_t begin = Mappings::begin(bytes);
    // Whole pages only: what lies around may still be read.
    const std::uintptr_t first = (begin + page - 1) / page * page;
    const std::uintptr_t last = (begin + bytes.size()) / page * page;
    if (first < last)
        ::madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
}

} // namespace pleat::io
