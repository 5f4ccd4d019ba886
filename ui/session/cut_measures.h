// SPDX-License-Identifier: GPL-3.0-or-later
// How good the cuts of a tree are.
#pragma once

#include "core/base/stage_context.h"
#include "core/study/group_statistics.h"

#include <cstdint>
#include <map>
#include <vector>

namespace pleat::ui {

/// By k, of each of `values`. For the worker of a job.
Result<std::map<std::int64_t, cluster::ClusterQuality>> measuredCuts(
    const study::GroupStatistics& statistics, const std::vector<std::int64_t>& values,
    const StageContext& context);

} // namespace pleat::ui
