// SPDX-License-Identifier: GPL-3.0-or-later
// A project file (.pleat): a zip of JSON with the plan, the runs and what a window showed. The
// model stays where it is; the project knows its path and the hash of its weights.
#pragma once

#include "core/study/run.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace pleat::study {

struct ProjectRun
{
    int id = 0; ///< from 1; unique in a project
    std::string name;
    std::string when; ///< ISO 8601
    fold::Plan plan;
    RunReport report;
};

struct Project
{
    std::string modelPath; ///< absolute
    std::string modelBeside; ///< relative to the folder of the project; set by save and load
    std::int64_t modelBytes = 0;
    fold::Recipe recipe; ///< the plan, with name and hash of the model
    std::vector<ProjectRun> runs;
    std::string views = "{}"; ///< JSON object of the window: selection, settings of the views
    ProbePtr probe; ///< to be saved; null for none
    std::string probeImages; ///< content of the .npy that was saved; empty if none was
    bool probeComplete = true; ///< false: their making was stopped; set by save and load
};

/// Equal projects give equal files. Writes beside `path` and renames. ErrorCode::Impossible if it
/// cannot be written, or is larger than loadProject() accepts.
Result<void> saveProject(const Project& project, const std::string& path);

/// Checks everything before it is used: sizes before memory is taken, types, ranges.
/// ErrorCode::Unreadable names the record, the field, its value and what is allowed.
Result<Project> loadProject(const std::string& path);
/// The same of a file that is in memory; `path` for messages.
Result<Project> readProject(std::span<const std::byte> file, const std::string& path);

/// Where the project holds no images, but its recipe names a file of them: the content of that.
/// What cannot be read is left out, as a run makes images anew.
void readImagesBeside(Project& project, const std::string& path);

/// Whether a file is to be opened as a project: its content says so, or its name ends in .pleat.
bool isProject(const std::string& path);

/// Where its model is now: beside the project as before, else where it was; empty if it is gone.
std::string modelOf(const Project& project, const std::string& projectPath);

} // namespace pleat::study
