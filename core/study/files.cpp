// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"

#include "core/io/torchscript/torchscript.h"
#include "core/study/model_content.h"
#include "core/study/run.h"

namespace pleat::study {

Result<void> checkOutput(const std::string& path)
{
    if (auto writable = checkWritableTarget(path); !writable)
        return writable;
    if (!path.ends_with(".pt"))
        return Error{
            ErrorCode::Usage, "the output must end in .pt (TorchScript)", path, "rename it"};
    return {};
}

Result<void> saveModel(const Run& run, const std::string& path)
{
    if (auto possible = checkOutput(path); !possible)
        return possible;
    return io::writeTorchScript(*run.content().graph, run.content().input, path);
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

} // namespace pleat::study
