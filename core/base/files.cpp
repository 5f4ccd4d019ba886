// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include <cerrno>
#include <cstring>
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
    if (!fs::exists(status))
        return Error{ErrorCode::Unreadable, "no such file", path, "check the path"};
    if (fs::is_directory(status))
        return Error{
            ErrorCode::Unreadable, "this is a folder, not a file", path, "name a file in it"};
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

Result<void> writeFileAtomically(
    const std::string& path, const std::function<Result<void>(const std::string&)>& write)
{
    if (auto writable = checkWritableTarget(path); !writable)
        return writable;
    std::error_code failure;
    const fs::path target(path);
    const std::string temporary =
        (folderOf(target) / ("." + target.filename().string() + "." + std::to_string(::getpid())))
            .string();
    Result<void> written = write(temporary);
    if (written)
        fs::rename(temporary, target, failure);
    if (written && !failure)
        return {};
    const std::string reason = failure ? failure.message() : "";
    fs::remove(temporary, failure);
    if (!written)
        return written;
    return Error{ErrorCode::Impossible, reason, path, "choose another place"};
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
