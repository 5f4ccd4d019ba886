// SPDX-License-Identifier: GPL-3.0-or-later
// The views of a run as pictures, without a window.
#pragma once

#include "core/study/model.h"
#include "core/study/run.h"

#include <string>
#include <vector>

namespace pleat::ui {

/// Writes collapse.png and, of the largest group that the plan folds, clusters.png, matrix.png and
/// elbow.png: 1200 x 900, light theme. Needs a QApplication, on any platform. `statisticsPerGroup`:
/// index = group, may hold nulls. Returns the paths written.
std::vector<std::string> writeReportPictures(const std::string& directory,
    const study::ModelInfo& info, const study::RunReport& report,
    const std::vector<study::GroupStatisticsPtr>& statisticsPerGroup);

} // namespace pleat::ui
