// SPDX-License-Identifier: GPL-3.0-or-later
// `--report DIR`: report.json, cost.csv, groups.csv, layers.csv and one picture per view.
#pragma once

#include "core/study/run.h"

#include <string>
#include <vector>

namespace pleat::app {

/// Makes the folder if need be; nothing to do for an empty name. ErrorCode::Impossible if it cannot
/// be written.
Result<void> makeReportFolder(const std::string& folder);

/// The folder must exist.
Result<void> writeReportFolder(const std::string& folder, const study::Model& model,
    const study::Run& run, const std::vector<study::GroupStatisticsPtr>& statistics,
    const std::string& output);

} // namespace pleat::app
