// SPDX-License-Identifier: GPL-3.0-or-later
// How much of a recipe fits a model that it was not made for.
#pragma once

#include "core/study/model.h"

namespace pleat::study {

struct RecipeFit
{
    fold::Plan plan; ///< with the groups that fit, by name, width and k
    int fitting = 0; ///< groups
    int total = 0; ///< groups of the recipe
};
RecipeFit fittingPart(const fold::Recipe& recipe, const ModelInfo& info);

/// The recipe of a plan for a model, with the widths of its groups and the version of Pleat.
fold::Recipe recipeOf(const fold::Plan& plan, const ModelInfo& info);

} // namespace pleat::study
