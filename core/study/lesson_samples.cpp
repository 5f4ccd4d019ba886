// SPDX-License-Identifier: GPL-3.0-or-later
// Lessons: the networks that are built in, and the mistake that one of them shows.
#include "core/study/lesson.h"

#include <algorithm>

namespace pleat::study {

namespace {

constexpr double kRounding = 1e-12; // of distances, as a share of what they are differences of

using Pair = std::array<std::int32_t, 2>;

std::vector<Pair> pairsOf(std::int32_t channels)
{
    std::vector<Pair> pairs;
    for (std::int32_t i = 0; i < channels; ++i) {
        for (std::int32_t j = i + 1; j < channels; ++j)
            pairs.push_back({i, j});
    }
    return pairs;
}

} // namespace

std::optional<Pair> mistakenPair(const Lesson& lesson, Pair usual)
{
    const Eigen::MatrixXd& distances = lesson.distances.part;
    if (!lesson.distances.whole() || distances.rows() < 2)
        return std::nullopt;
    const auto distance = [&](const Pair& pair) { return distances(pair[0], pair[1]); };
    const auto closer = [&](const Pair& a, const Pair& b) { return distance(a) < distance(b); };
    std::vector<Pair> pairs = pairsOf(static_cast<std::int32_t>(distances.rows()));
    const auto [closest, farthest] = std::minmax_element(pairs.begin(), pairs.end(), closer);
    const double strongest = *std::max_element(lesson.variances.begin(), lesson.variances.end());
    const double least = distance(*closest) + kRounding * (strongest + distance(*farthest));
    if (distance(usual) > least)
        return usual;
    pairs.erase(std::remove_if(pairs.begin(), pairs.end(),
                    [&](const Pair& pair) { return distance(pair) <= least; }),
        pairs.end());
    if (pairs.empty())
        return std::nullopt;
    return *std::min_element(pairs.begin(), pairs.end(), closer);
}

cluster::Labels onlyMerging(std::int64_t channels, std::array<std::int32_t, 2> pair)
{
    cluster::Labels labels;
    for (std::int32_t channel = 0; channel < channels; ++channel)
        labels.push_back(channel == pair[1] ? pair[0] : channel);
    return cluster::byFirstAppearance(labels);
}

std::vector<LessonSample> lessonSamples()
{
    LessonSample six{"six", {}, 2, {-1, -1}};
    six.network.weights.resize(6, 4);
    six.network.weights << 1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, //
        -1, 1, 0, 0, -1, 0, 1, 0, -1, 0, 0, 1;
    six.network.consumers.resize(2, 6);
    six.network.consumers << 1, 1, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0;
    LessonSample four{"four", {}, 3, {1, 3}};
    four.network.relu = true;
    four.network.weights.resize(4, 4);
    four.network.weights << .9, .1, .2, .3, .8, .1, .2, .4, .2, .7, .8, .1, .3, .6, .7, .2;
    four.network.consumers.resize(4, 4);
    four.network.consumers << .4, .5, .6, .1, .3, .5, .7, .2, .8, .3, .1, .6, .7, .2, .2, .7;
    four.network.input.resize(4);
    four.network.input << 1, .5, -.5, .2;
    return {six, four};
}

} // namespace pleat::study
