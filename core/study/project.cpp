// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/project.h"

#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/version.h"
#include "core/io/weights/zip_writer.h"
#include "core/study/project_records.h"
#include "core/study/report_reading.h"

#include <algorithm>
#include <filesystem>
#include <unistd.h>

using nlohmann::ordered_json;
namespace filesystem = std::filesystem;

namespace pleat::study {

using namespace project_records;

namespace {

std::string text(const ordered_json& object, int indent)
{
    return object.dump(indent, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

/// Empty if the two have no common root.
std::string besidePath(const std::string& model, const std::string& project)
{
    std::error_code failed;
    const filesystem::path folder = filesystem::absolute(project, failed).parent_path();
    return failed ? std::string() : filesystem::path(model).lexically_relative(folder).string();
}

std::string manifestText(const Project& project, const std::string& beside)
{
    ordered_json manifest;
    manifest["pleat_project"] = kProjectVersion;
    manifest["pleat_version"] = version();
    manifest["model"] = {{"path", project.modelPath}, {"beside", beside},
        {"weights_hash", project.recipe.modelHash}, {"bytes", project.modelBytes}};
    manifest["runs"] = ordered_json::array();
    for (const ProjectRun& run : project.runs)
        manifest["runs"].push_back({{"id", run.id}, {"name", run.name}, {"when", run.when}});
    manifest["probe_complete"] =
        project.probe ? project.probe->info().complete : project.probeComplete;
    return text(manifest, 2);
}

std::string runText(const ProjectRun& run)
{
    fold::Recipe recipe;
    recipe.plan = run.plan;
    ordered_json object;
    object["plan"] = parseJson<ordered_json>(fold::toJson(recipe));
    object["report"] = parseJson<ordered_json>(storedReport(run.report));
    return text(object, -1);
}

/// The images as the file that saveProbe() writes.
Result<std::string> imagesOf(const Project& project, const std::string& path)
{
    if (!project.probe)
        return project.probeImages;
    const std::string temporary = path + "." + std::to_string(::getpid()) + ".npy";
    Result<void> saved = saveProbe(*project.probe, temporary);
    Result<std::string> images = saved ? readFile(temporary) : saved.error();
    std::error_code ignored;
    filesystem::remove(temporary, ignored);
    return images;
}

using Records = std::vector<std::pair<std::string, std::string>>;

Records recordsOf(const Project& project, const std::string& path)
{
    Records records;
    records.emplace_back(kManifest, manifestText(project, besidePath(project.modelPath, path)));
    records.emplace_back(kRecipe, fold::toJson(project.recipe));
    records.emplace_back(kViews, project.views);
    for (const ProjectRun& run : project.runs)
        records.emplace_back(runRecord(run.id), runText(run));
    return records;
}

Result<void> checkSizes(const Records& records, const std::string& path)
{
    std::uint64_t sum = 0;
    for (const auto& [name, content] : records) {
        sum += content.size();
        if (content.size() > kRecord_bytes || sum > kAllRecords_bytes)
            return Error{ErrorCode::Impossible, "the project is too large at " + name, path,
                "remove runs that nobody needs"};
    }
    return {};
}

} // namespace

Result<void> saveProject(const Project& project, const std::string& path)
{
    const Records records = recordsOf(project, path);
    if (auto fits = checkSizes(records, path); !fits)
        return fits;
    const auto images = imagesOf(project, path);
    if (!images)
        return images.error();
    return writeFileAtomically(path, [&](const std::string& temporary) {
        const auto bytes = [](const std::string& content) {
            return std::as_bytes(std::span(content.data(), content.size()));
        };
        io::ZipWriter writer(temporary);
        for (const auto& [name, content] : records)
            writer.add(name, bytes(content));
        if (!images->empty() && images->size() <= kImages_bytes)
            writer.add(kImages, bytes(*images));
        return writer.finish();
    });
}

void readImagesBeside(Project& project, const std::string& path)
{
    if (!project.probeImages.empty() || project.recipe.probeFile.empty())
        return;
    const std::string beside = besideRecipe(path, project.recipe.probeFile);
    std::error_code unknown;
    const auto size = filesystem::file_size(beside, unknown);
    if (unknown || size > kImages_bytes)
        return;
    if (auto images = readFile(beside))
        project.probeImages = std::move(*images);
}

std::string modelOf(const Project& project, const std::string& projectPath)
{
    const std::string beside = besideRecipe(projectPath, project.modelBeside);
    std::error_code ignored;
    if (!project.modelBeside.empty() && filesystem::is_regular_file(beside, ignored))
        return filesystem::path(beside).lexically_normal().string();
    return filesystem::is_regular_file(project.modelPath, ignored) ? project.modelPath
                                                                   : std::string();
}

} // namespace pleat::study
