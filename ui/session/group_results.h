// SPDX-License-Identifier: GPL-3.0-or-later
// What jobs have found out about a group, and where it waits while the plan asks for other options.
#pragma once

#include "core/cluster/quality.h"
#include "core/study/group_statistics.h"
#include "ui/session/wording.h"

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace pleat::ui {

/// What an exact clustering depends on besides the statistics of its group.
struct ClusteringKey
{
    std::int64_t k = 0;
    std::int64_t starts = 0;
    std::uint64_t seed = 0;
    auto operator<=>(const ClusteringKey&) const = default;
};

/// Of a clusterer that has no tree.
struct ExactClustering
{
    study::GroupClustering clustering;
    std::optional<cluster::ClusterQuality> quality;
    Wording failure; ///< why there is no clustering
};

struct GroupResults
{
    study::GroupStatisticsPtr statistics;
    Wording failure; ///< why there are no statistics
    std::int64_t cutK = 0; ///< the k that the ratios of the cut hold for
    double cutRatio = 1;
    std::vector<double> cutLayerRatios; ///< parallel to the layers of the statistics
    std::map<std::int64_t, cluster::ClusterQuality> qualities; ///< of cuts, by k
    std::map<ClusteringKey, ExactClustering> exact;
};

/// Results of all groups by clustering options, the latest few: going back to them, also by undo,
/// computes nothing again.
class ResultShelf
{
public:
    void put(const cluster::ClusterOptions& options, std::vector<GroupResults> results);
    /// What was put for these options, else `groups` empty results.
    std::vector<GroupResults> take(const cluster::ClusterOptions& options, std::size_t groups);
    void clear() { m_shelf.clear(); }

private:
    struct Entry
    {
        cluster::ClusterOptions options;
        std::vector<GroupResults> results;
    };
    std::vector<Entry> m_shelf; ///< the latest last
};

} // namespace pleat::ui
