// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/lesson_shown.h"

#include <algorithm>

namespace pleat::study {

namespace {

/// Up to kLessonPart indices below `count`, ascending: as many of the wanted as there is room for,
/// then from the first on.
std::vector<std::int32_t> chosen(std::vector<std::int32_t> wanted, std::int64_t count)
{
    for (std::int32_t index = 0; index < count; ++index)
        wanted.push_back(index);
    std::vector<bool> taken(static_cast<std::size_t>(count), false);
    std::vector<std::int32_t> picked;
    for (const std::int32_t index : wanted) {
        const auto at = static_cast<std::size_t>(index);
        if (taken[at] || picked.size() == static_cast<std::size_t>(kLessonPart))
            continue;
        taken[at] = true;
        picked.push_back(index);
    }
    std::sort(picked.begin(), picked.end());
    return picked;
}

} // namespace

void chooseShown(Lesson& lesson)
{
    const auto smaller = [](const LessonCluster& a, const LessonCluster& b) {
        return a.members.size() < b.members.size();
    };
    const auto largest = std::max_element(lesson.clusters.begin(), lesson.clusters.end(), smaller);
    lesson.largest = static_cast<std::size_t>(largest - lesson.clusters.begin());
    std::vector<std::int32_t> channels, clusters{static_cast<std::int32_t>(lesson.largest)};
    if (!lesson.merges.empty())
        channels = {lesson.merges.front().left, lesson.merges.front().right};
    for (const std::int32_t channel : channels)
        clusters.push_back(lesson.labels[static_cast<std::size_t>(channel)]);
    channels.insert(channels.end(), largest->members.begin(), largest->members.end());
    lesson.shown = chosen(std::move(channels), lesson.channels);
    lesson.shownClusters = chosen(std::move(clusters), lesson.k);
}

} // namespace pleat::study
