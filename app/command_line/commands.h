// SPDX-License-Identifier: GPL-3.0-or-later
// One function per command; each prints its result on stdout.
#pragma once

#include "app/command_line/terminal.h"
#include "core/study/model.h"

#include <optional>
#include <string>

namespace pleat::app {

struct InspectOptions
{
    std::string model;
    bool text = false; ///< graph and groups in full
};

struct FoldOptions
{
    std::string model;
    std::string output;
    std::optional<double> keep;
    std::string recipe; ///< path
    std::optional<std::string> cluster, repair, probe; ///< override the recipe
    std::optional<std::int64_t> samples;
    std::string groups = "all";
    std::string measure; ///< path of data
    std::string reportFolder;
};

struct EvalOptions
{
    std::string model;
    std::string data;
    std::string against; ///< path of another model
    std::int64_t samples = 0;
};

/// Prints errors itself, since weights whose graph is unknown are listed all the same. Returns the
/// exit code.
int inspect(
    const InspectOptions& options, const CommonOptions& common, const StageContext& context);
Result<void> foldModel(
    const FoldOptions& options, const CommonOptions& common, const StageContext& context);
Result<void> evaluate(
    const EvalOptions& options, const CommonOptions& common, const StageContext& context);

} // namespace pleat::app
