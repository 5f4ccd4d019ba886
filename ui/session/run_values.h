// SPDX-License-Identifier: GPL-3.0-or-later
// A run in a few numbers, and two runs against each other.
#pragma once

#include "core/study/run.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace pleat::ui {

/// Shares are 0 to 1. Nothing that was not measured has a value.
struct RunValues
{
    double parameters = 1; ///< share left
    double macs = 1; ///< share left
    std::optional<double> accuracy;
    std::optional<double> change; ///< of the accuracy
    std::optional<double> outputError;
    std::optional<double> ratio; ///< variance ratio after repair, median of the layers
    double latencyMs = 0;
    double seconds = 0; ///< of all stages
};
RunValues runValues(const study::RunReport& report);

/// Mean variance ratio after repair of the layers of a group.
std::optional<double> meanRatio(const study::RunReport& report, const std::string& group);

/// b - a; none unless both have a value.
std::optional<double> difference(std::optional<double> a, std::optional<double> b);
/// "+0.013", "-2.1", "0.0".
QString signedText(double value, int decimals);

struct ComparedGroup
{
    std::string name;
    std::int64_t channels = 0;
    std::int64_t kA = 0, kB = 0;
    std::optional<double> ratioA, ratioB; ///< see meanRatio()
    /// Adjusted Rand index of the clusterings; dropped channels count as one cluster.
    double agreement = 1;
};

struct ComparedLayer
{
    std::string name, group;
    std::optional<double> ratioA, ratioB; ///< after repair
};

/// Of two runs of one model. What only one of them has is left out.
struct RunComparison
{
    std::vector<ComparedGroup> groups;
    std::vector<ComparedLayer> layers;
    bool sameData = true; ///< both were measured on the same number of the same samples
};
RunComparison compareRuns(const study::RunReport& a, const study::RunReport& b);

} // namespace pleat::ui
