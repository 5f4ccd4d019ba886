// SPDX-License-Identifier: GPL-3.0-or-later
// A plan as a command line, `pleat fold MODEL -o OUT ...`, and back.
#pragma once

#include "core/study/model.h"

#include <optional>
#include <string>
#include <vector>

namespace pleat::study {

/// k of single groups as the command line states it: "NAME=K", several with commas between them.
/// ErrorCode::Usage names what is wrong; whether the groups are there is for checkPlan.
Result<void> addGroupSizes(
    fold::Plan& plan, const ModelInfo& info, const std::vector<std::string>& sizes);

/// The command that gives the weights of the plan again, for a POSIX shell, on one line. One share
/// for all groups where that says the same; locks are not in it, they change no result.
std::string foldCommand(const ModelInfo& info, const fold::Plan& plan, const std::string& output);

/// What such a command says.
struct FoldCommand
{
    std::string model; ///< as written; may be relative
    std::optional<double> keep;
    bool innerOnly = false; ///< `keep` is for inner groups
    std::vector<std::string> groupSizes;
    fold::Plan options; ///< everything but the groups; defaults where the command says nothing
};

/// ErrorCode::Usage, naming an option that is unknown or says nothing about a plan of its own.
/// Options that change no weights are passed over.
Result<FoldCommand> parseFoldCommand(const std::string& text);

/// Its plan for a model; errors are those of addGroupSizes and checkPlan.
Result<fold::Plan> planOf(const FoldCommand& command, const ModelInfo& info);

/// Names of all options that parseFoldCommand knows, with their dashes.
std::vector<std::string> foldCommandOptions();

} // namespace pleat::study
