// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/project.h"

#include "core/base/files.h"
#include "core/base/json_fields.h"
#include "core/base/version.h"
#include "core/io/weights/mapped_file.h"
#include "core/io/weights/zip_reader.h"
#include "core/io/weights/zip_writer.h"
#include "core/study/report_reading.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <unistd.h>

using nlohmann::ordered_json;
namespace filesystem = std::filesystem;

namespace pleat::study {

namespace {

constexpr int kProjectVersion = 1;
constexpr std::uint64_t kRecord_bytes = std::uint64_t{1} << 24; ///< of JSON
constexpr std::uint64_t kAllRecords_bytes = std::uint64_t{1} << 28;
constexpr std::uint64_t kImages_bytes = std::uint64_t{1} << 30;
constexpr std::int64_t kLargestId = 1'000'000'000;

const std::string kManifest = "manifest.json";
const std::string kRecipe = "recipe.json";
const std::string kViews = "views.json";
const std::string kImages = "probe.npy";

std::string runRecord(int id)
{
    return "runs/" + std::to_string(id) + ".json";
}

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

/// Reads the records of a project, each once.
class ProjectReader
{
public:
    ProjectReader(const io::ZipArchive& archive, std::string path)
        : m_archive(archive)
        , m_path(std::move(path))
    {
    }

    Result<Project> read()
    {
        for (const auto step : {&ProjectReader::readManifest, &ProjectReader::readRecipe,
                 &ProjectReader::readViews, &ProjectReader::readRuns, &ProjectReader::readImages}) {
            if (auto done = (this->*step)(); !done)
                return done.error();
        }
        return std::move(m_project);
    }

private:
    std::string where(const std::string& record) const { return m_path + ", " + record; }

    Result<std::string> content(const std::string& name, std::uint64_t limit_bytes)
    {
        const io::ZipRecord* record = m_archive.find(name);
        if (!record)
            return Error{ErrorCode::Unreadable, "the project has no " + name, m_path,
                "it is damaged, or no project of Pleat"};
        return m_archive.read(*record, limit_bytes);
    }

    /// JSON, within what is left for all of it.
    Result<std::string> jsonText(const std::string& name)
    {
        auto read = content(name, std::min(kRecord_bytes, m_left_bytes));
        if (read)
            m_left_bytes -= std::min<std::uint64_t>(m_left_bytes, read->size());
        return read;
    }

    Result<void> readManifest()
    {
        const auto json = jsonText(kManifest);
        if (!json)
            return json.error();
        const ordered_json object = parseJson<ordered_json>(*json);
        std::optional<Error> fault;
        const JsonFields manifest(object, where(kManifest), {}, fault);
        if (manifest.has("pleat_project") && object["pleat_project"] != kProjectVersion)
            return Error{ErrorCode::Unreadable,
                "project version " + describeJson(object["pleat_project"]) + ", this program reads "
                    + std::to_string(kProjectVersion),
                m_path, "use a newer Pleat"};
        manifest.count("pleat_project", 1);
        const JsonFields model = manifest.object("model");
        m_project.modelPath = model.text("path");
        m_project.modelBeside = model.text("beside");
        m_modelHash = model.text("weights_hash");
        m_project.modelBytes = model.count("bytes");
        readRunList(manifest);
        m_project.probeComplete = manifest.flag("probe_complete");
        return fault ? Result<void>(*fault) : Result<void>();
    }

    void readRunList(const JsonFields& manifest)
    {
        std::set<std::int64_t> ids;
        for (std::size_t i = 0; i < manifest.list("runs").size(); ++i) {
            const JsonFields entry = manifest.element("runs", i);
            const std::int64_t id = entry.count("id", 1);
            if (id > kLargestId || !ids.insert(id).second)
                entry.refuse("id", "a number that no other run has");
            m_project.runs.push_back({static_cast<int>(std::min(id, kLargestId)),
                entry.text("name"), entry.text("when"), {}, {}});
        }
    }

    Result<void> readRecipe()
    {
        const auto json = jsonText(kRecipe);
        if (!json)
            return json.error();
        auto recipe = fold::recipeFromJson(*json, where(kRecipe));
        if (!recipe)
            return recipe.error();
        m_project.recipe = std::move(*recipe);
        if (m_project.recipe.modelHash != m_modelHash)
            return Error{ErrorCode::Unreadable, "manifest and recipe name different weights",
                m_path, "the file is damaged or was not written by Pleat"};
        return {};
    }

    Result<void> readViews()
    {
        auto json = jsonText(kViews);
        if (!json)
            return json.error();
        if (!parseJson(*json).is_object())
            return Error{ErrorCode::Unreadable, "the views are no JSON object", where(kViews),
                "the file is damaged or was not written by Pleat"};
        m_project.views = std::move(*json);
        return {};
    }

    Result<void> readRuns()
    {
        for (ProjectRun& run : m_project.runs) {
            if (auto done = readRun(run, runRecord(run.id)); !done)
                return done;
        }
        return {};
    }

    Result<void> readRun(ProjectRun& run, const std::string& record)
    {
        const auto json = jsonText(record);
        if (!json)
            return json.error();
        const ordered_json object = parseJson<ordered_json>(*json);
        std::optional<Error> fault;
        const JsonFields fields(object, where(record), {}, fault);
        const std::string planText = fields.object("plan").json().dump();
        const std::string reportText = fields.object("report").json().dump();
        if (fault)
            return *fault;
        auto recipe = fold::recipeFromJson(planText, where(record));
        if (!recipe)
            return recipe.error();
        auto report = readReport(reportText, where(record));
        if (!report)
            return report.error();
        run.plan = std::move(recipe->plan);
        run.report = std::move(*report);
        return {};
    }

    Result<void> readImages()
    {
        if (!m_archive.find(kImages))
            return {};
        auto images = content(kImages, kImages_bytes);
        if (!images)
            return images.error();
        m_project.probeImages = std::move(*images);
        return {};
    }

    const io::ZipArchive& m_archive;
    std::string m_path;
    std::string m_modelHash;
    std::uint64_t m_left_bytes = kAllRecords_bytes;
    Project m_project;
};

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

Result<Project> loadProject(const std::string& path)
{
    const auto file = io::MappedFile::open(path);
    if (!file)
        return file.error();
    const auto archive = io::ZipArchive::open((*file)->bytes(), path);
    if (!archive)
        return archive.error();
    return ProjectReader(*archive, path).read();
}

bool isProject(const std::string& path)
{
    if (path.ends_with(".pleat"))
        return true;
    const auto file = io::MappedFile::open(path);
    if (!file)
        return false;
    const auto archive = io::ZipArchive::open((*file)->bytes(), path);
    return archive && archive->find(kManifest) && archive->find(kRecipe);
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
