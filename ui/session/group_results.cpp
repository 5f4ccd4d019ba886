// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/group_results.h"

#include <algorithm>
#include <utility>

namespace pleat::ui {

namespace {

constexpr std::size_t kMostEntries = 6;
constexpr std::int64_t kMostBytes = std::int64_t{1} << 29;

std::int64_t bytesOf(const std::vector<GroupResults>& results)
{
    std::int64_t bytes = 0;
    for (const GroupResults& group : results) {
        if (group.statistics)
            bytes += group.statistics->gram.size() * static_cast<std::int64_t>(sizeof(double));
    }
    return bytes;
}

} // namespace

void ResultShelf::put(const cluster::ClusterOptions& options, std::vector<GroupResults> results)
{
    m_shelf.push_back({options, std::move(results)});
    std::int64_t bytes = 0;
    for (const Entry& entry : m_shelf)
        bytes += bytesOf(entry.results);
    while (m_shelf.size() > 1 && (m_shelf.size() > kMostEntries || bytes > kMostBytes)) {
        bytes -= bytesOf(m_shelf.front().results);
        m_shelf.erase(m_shelf.begin());
    }
}

std::vector<GroupResults> ResultShelf::take(
    const cluster::ClusterOptions& options, std::size_t groups)
{
    const auto found = std::find_if(m_shelf.begin(), m_shelf.end(),
        [&](const Entry& entry) { return study::sameStatistics(entry.options, options); });
    if (found == m_shelf.end())
        return std::vector<GroupResults>(groups);
    std::vector<GroupResults> results = std::move(found->results);
    m_shelf.erase(found);
    return results;
}

} // namespace pleat::ui
