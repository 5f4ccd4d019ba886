// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/memory.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace pleat {

namespace {

constexpr std::int64_t kKilo = 1024; // of /proc/meminfo
constexpr std::int64_t kMega = 1'000'000;
constexpr std::int64_t kNotSet = -1;

/// The first number of a file that holds one; none for "max" or without the file.
std::optional<std::int64_t> numberIn(const std::string& path)
{
    std::ifstream file(path);
    std::int64_t number = 0;
    return file >> number ? std::optional(number) : std::nullopt;
}

/// The number behind a word at the beginning of a line.
std::optional<std::int64_t> numberOf(const std::string& path, const std::string& key)
{
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        std::istringstream words(line);
        std::string word;
        std::int64_t number = 0;
        if (words >> word >> number && word == key)
            return number;
    }
    return std::nullopt;
}

/// Of the unified hierarchy: the folder of this process, and those above it, limit it.
std::string controlGroup()
{
    std::ifstream file("/proc/self/cgroup");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("0::"))
            return line.substr(3);
    }
    return {};
}

/// What one folder of control groups leaves; pages of files that can be given up do not count.
std::optional<std::int64_t> leftIn(const std::string& folder)
{
    const auto limit = numberIn(folder + "/memory.max");
    const auto current = numberIn(folder + "/memory.current");
    if (!limit || !current)
        return std::nullopt;
    const std::int64_t files = numberOf(folder + "/memory.stat", "inactive_file").value_or(0);
    return std::max<std::int64_t>(0, *limit - *current + files);
}

void limit(std::optional<std::int64_t>& available, std::optional<std::int64_t> most)
{
    if (most)
        available = std::min(available.value_or(*most), *most);
}

std::atomic<std::int64_t> g_limit = kNotSet;

std::int64_t memoryWish()
{
    if (const std::int64_t limit = g_limit; limit != kNotSet)
        return limit;
    const char* text = std::getenv("PLEAT_MEMORY_MB");
    return text ? std::atoll(text) * kMega : 0;
}

std::optional<std::int64_t> leftByWish()
{
    const std::int64_t wish = memoryWish();
    if (wish <= 0)
        return std::nullopt;
    return std::max<std::int64_t>(0, wish - residentBytes());
}

} // namespace

void setMemoryLimit(std::int64_t bytes)
{
    g_limit = std::max<std::int64_t>(0, bytes);
}

std::int64_t residentBytes()
{
    std::ifstream file("/proc/self/statm");
    std::int64_t size = 0, resident = 0;
    return file >> size >> resident ? resident * ::sysconf(_SC_PAGESIZE) : 0;
}

std::optional<std::int64_t> availableBytes()
{
    std::optional<std::int64_t> available;
    if (const auto kilobytes = numberOf("/proc/meminfo", "MemAvailable:"))
        available = *kilobytes * kKilo;
    for (std::string group = controlGroup(); group.size() > 1;
         group.resize(group.find_last_of('/')))
        limit(available, leftIn("/sys/fs/cgroup" + group));
    limit(available, leftIn("/sys/fs/cgroup"));
    limit(available, leftByWish());
    return available;
}

std::string memoryText(std::int64_t bytes)
{
    constexpr std::array kUnits{"kB", "MB", "GB", "TB"};
    double value = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    for (; value >= 999.95 && unit + 1 < kUnits.size(); ++unit)
        value /= 1000;
    char text[32];
    std::snprintf(
        text, sizeof text, value > 0 && value < 10 ? "%.1f %s" : "%.0f %s", value, kUnits[unit]);
    return text;
}

Result<void> checkMemory(
    std::int64_t need_bytes, const std::string& what, const std::string& where, std::string hint)
{
    const auto available = availableBytes();
    if (!available || need_bytes <= *available)
        return {};
    return Error{ErrorCode::Impossible,
        what + " would need about " + memoryText(need_bytes) + " of memory, but only "
            + memoryText(*available) + " are free",
        where, std::move(hint)};
}

} // namespace pleat
