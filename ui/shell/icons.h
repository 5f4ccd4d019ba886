// SPDX-License-Identifier: GPL-3.0-or-later
// Line icons drawn in the colours of the theme.
#pragma once

#include <QIcon>
#include <QPalette>

namespace pleat::ui {

enum class Icon
{
    Open,
    SaveModel,
    SaveRecipe,
    Undo,
    Redo,
    Run,
    Cancel
};

QIcon drawnIcon(Icon icon, const QPalette& palette);

} // namespace pleat::ui
