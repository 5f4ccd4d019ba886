// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/recipe_fit.h"

#include "core/base/version.h"

namespace pleat::study {

namespace {

bool groupFits(const fold::Recipe& recipe, const std::string& name, const fold::GroupChoice& choice,
    const ModelInfo& info)
{
    const int index = groupIndex(info, name);
    if (index < 0)
        return false;
    const GroupInfo& group = info.groups[static_cast<std::size_t>(index)];
    const auto width = recipe.channels.find(name);
    return group.foldable && choice.k >= 1 && choice.k <= group.channels
        && (width == recipe.channels.end() || width->second == group.channels);
}

} // namespace

RecipeFit fittingPart(const fold::Recipe& recipe, const ModelInfo& info)
{
    RecipeFit fit;
    fit.plan = recipe.plan;
    fit.plan.groups.clear();
    for (const auto& [name, choice] : recipe.plan.groups) {
        ++fit.total;
        if (!groupFits(recipe, name, choice, info))
            continue;
        fit.plan.groups[name] = choice;
        ++fit.fitting;
    }
    return fit;
}

fold::Recipe recipeOf(const fold::Plan& plan, const ModelInfo& info)
{
    fold::Recipe recipe;
    recipe.plan = plan;
    recipe.modelHash = info.weightsHash;
    recipe.modelName = info.name;
    recipe.pleatVersion = version();
    for (const auto& [name, choice] : plan.groups) {
        const int group = groupIndex(info, name);
        if (group >= 0)
            recipe.channels[name] = info.groups[static_cast<std::size_t>(group)].channels;
    }
    return recipe;
}

} // namespace pleat::study
