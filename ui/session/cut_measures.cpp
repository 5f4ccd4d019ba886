// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/cut_measures.h"

namespace pleat::ui {

Result<std::map<std::int64_t, cluster::ClusterQuality>> measuredCuts(
    const study::GroupStatistics& statistics, const std::vector<std::int64_t>& values,
    const StageContext& context)
{
    std::vector<cluster::Labels> cuts;
    for (const std::int64_t k : values)
        cuts.push_back(statistics.tree.cut(k));
    const auto measured = cluster::qualities(statistics.gram, cuts, context);
    if (!measured)
        return measured.error();
    std::map<std::int64_t, cluster::ClusterQuality> result;
    for (std::size_t i = 0; i < values.size(); ++i)
        result[values[i]] = (*measured)[i];
    return result;
}

} // namespace pleat::ui
