// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

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

Result<void> saveModel(const Run& run, const std::string& path)
{
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
