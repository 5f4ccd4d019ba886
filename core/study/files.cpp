// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "core/base/torch_errors.h"
#include "core/fold/fuse_norms.h"

#include "core/io/network_file.h"
#include "core/io/rebuilding_lines.h"
#include "core/study/model_content.h"
#include "core/study/run.h"

#include <filesystem>

namespace pleat::study {

Result<void> checkOutput(const std::string& path)
{
    if (auto writable = checkWritableTarget(path); !writable)
        return writable;
    return io::checkNetworkEnding(path);
}

Result<RunPtr> withFusedNorms(const RunPtr& run)
{
    return guarded(run->report().modelName, [&]() -> Result<RunPtr> {
        auto graph = fold::withFusedNorms(run->content().graph);
        if (!graph)
            return graph.error();
        auto content = std::make_shared<Run::Content>(run->content());
        content->graph = std::move(*graph);
        RunReport report = run->report();
        report.weightsHash = graph::weightsHash(*content->graph);
        report.after.parameters = graph::parameterCount(*content->graph);
        return std::make_shared<const Run>(std::move(content), run->plan(), std::move(report));
    });
}

Result<void> saveModel(const Run& run, const std::string& path)
{
    if (!run.hasNetwork())
        return Error{ErrorCode::Impossible, "the network of this run is no longer held", path,
            "run its plan again"};
    const Run::Content& content = run.content();
    return io::writeNetwork(*content.graph, content.input, content.wanted, path);
}

std::string rebuildingLines(const Run& run, const std::string& path)
{
    return io::rebuildingLines(run.content().graph, run.content().wanted, path);
}

bool isRecipe(const std::string& path)
{
    const auto kind = io::kindOfFile(path);
    if (kind && *kind == io::FileKind::SafetensorsIndex)
        return false;
    return path.ends_with(".json") || (kind && *kind == io::FileKind::Json);
}

Result<void> saveRecipe(const fold::Recipe& recipe, const std::string& path)
{
    return writeTextFile(path, fold::toJson(recipe));
}

Result<fold::Recipe> loadRecipe(const std::string& path)
{
    auto text = readFile(path);
    if (!text)
        return text.error();
    return fold::recipeFromJson(*text, path);
}

std::string besideRecipe(const std::string& recipePath, const std::string& file)
{
    return (std::filesystem::path(recipePath).parent_path() / file).string();
}

} // namespace pleat::study
