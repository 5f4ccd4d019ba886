// SPDX-License-Identifier: GPL-3.0-or-later
// Columns and roles of the groups table, shared by the model, its delegate and its view.
#pragma once

#include <qnamespace.h>

namespace pleat::ui {

enum class GroupColumn
{
    Name,
    Channels,
    K,
    Keep,
    Predicted,
    Measured,
    Count
};

enum class GroupRole
{
    Sort = Qt::UserRole, ///< raw number or name
    Group, ///< index into ModelInfo::groups
    Keep, ///< k / n, 0 to 1
    Foldable,
    Locked,
    Stale, ///< measured before the plan changed
    FrozenReason, ///< empty if foldable
};

} // namespace pleat::ui
