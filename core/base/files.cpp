// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace fs = std::filesystem;

namespace pleat {

Result<void> checkReadableFile(const std::string& path)
{
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (!fs::exists(status)) {
        const bool missing = !failure || failure == std::errc::no_such_file_or_directory;
        return Error{ErrorCode::Unreadable, missing ? "no such file" : failure.message(), path,
            "check the path"};
    }
    if (fs::is_directory(status))
        return Error{
            ErrorCode::Unreadable, "this is a folder, not a file", path, "name a file in it"};
    // Opening a pipe would wait for whoever writes to it, and a device may have no end.
    if (!fs::is_regular_file(status))
        return Error{ErrorCode::Unreadable, "this is a device or a pipe, not a file", path,
            "save its content to a file first"};
    if (::access(path.c_str(), R_OK) != 0)
        return Error{ErrorCode::Unreadable, std::strerror(errno), path, "check its permissions"};
    return {};
}

Result<std::string> readFile(const std::string& path)
{
    if (auto readable = checkReadableFile(path); !readable)
        return readable.error();
    std::ifstream stream(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (stream.bad())
        return Error{ErrorCode::Unreadable, "reading failed", path, "check the disk"};
    return text;
}

namespace {

fs::path folderOf(const fs::path& target)
{
    return target.has_parent_path() ? target.parent_path() : fs::path(".");
}

} // namespace

Result<void> checkWritableTarget(const std::string& path)
{
    std::error_code failure;
    const fs::path target(path);
    const fs::path folder = folderOf(target);
    if (!fs::is_directory(folder, failure))
        return Error{ErrorCode::Impossible, "the folder does not exist", folder.string(),
            "create it or choose another place"};
    if (fs::is_directory(target, failure))
        return Error{ErrorCode::Impossible, "the output is a folder", path, "add a file name"};
    if (::access(folder.c_str(), W_OK) != 0)
        return Error{ErrorCode::Impossible, std::strerror(errno), folder.string(),
            "choose a folder that you may write to"};
    return {};
}

namespace {

/// Removes the file at the end, however that is reached; after a rename there is nothing to remove.
class TemporaryFile
{
public:
    explicit TemporaryFile(const fs::path& target)
        : m_path(folderOf(target)
            / ("." + target.filename().string() + "." + std::to_string(::getpid())))
    {
    }
    ~TemporaryFile()
    {
        std::error_code ignored;
        fs::remove(m_path, ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

/// Waits until the content of a file, or the names in a folder, are on the disk.
std::error_code flushToDisk(const fs::path& path)
{
    std::error_code failure;
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 || ::fsync(descriptor) != 0)
        failure.assign(errno, std::generic_category());
    if (descriptor >= 0)
        ::close(descriptor);
    return failure;
}

} // namespace

Result<void> writeFileAtomically(
    const std::string& path, const std::function<Result<void>(const std::string&)>& write)
{
    if (auto writable = checkWritableTarget(path); !writable)
        return writable;
    const fs::path target(path);
    const TemporaryFile temporary(target);
    if (auto written = write(temporary.path().string()); !written)
        return written;
    // First the content, then the name: after a power cut the name stands for one whole file.
    std::error_code failure = flushToDisk(temporary.path());
    if (!failure)
        fs::rename(temporary.path(), target, failure);
    if (failure)
        return Error{ErrorCode::Impossible, failure.message(), path, "choose another place"};
    // Not all file systems can flush a folder, and without it the old file is still whole.
    static_cast<void>(flushToDisk(folderOf(target)));
    return {};
}

Result<void> writeTextFile(const std::string& path, const std::string& text)
{
    return writeFileAtomically(path, [&](const std::string& temporary) -> Result<void> {
        std::ofstream stream(temporary, std::ios::binary);
        stream << text;
        stream.close();
        if (!stream)
            return Error{ErrorCode::Impossible, "writing failed", path, "is the disk full?"};
        return {};
    });
}

} // namespace pleat
