// SPDX-License-Identifier: GPL-3.0-or-later
// Projects are read: whatever stands in the file, every size and type is checked.
#include "core/base/json_fields.h"
#include "core/io/weights/mapped_file.h"
#include "core/io/weights/zip_reader.h"
#include "core/study/project.h"
#include "core/study/project_records.h"
#include "core/study/report_reading.h"

#include <algorithm>
#include <optional>
#include <set>

using nlohmann::ordered_json;

namespace pleat::study {

using namespace project_records;

namespace {

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

Result<Project> readProject(std::span<const std::byte> file, const std::string& path)
{
    const auto archive = io::ZipArchive::open(file, path);
    if (!archive)
        return archive.error();
    return ProjectReader(*archive, path).read();
}

Result<Project> loadProject(const std::string& path)
{
    const auto file = io::MappedFile::open(path);
    if (!file)
        return file.error();
    return readProject((*file)->bytes(), path);
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

} // namespace pleat::study
