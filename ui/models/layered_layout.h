// SPDX-License-Identifier: GPL-3.0-or-later
// Layered layout of the items of one block: what is read stands above what reads it.
#pragma once

#include "core/base/stage_context.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <vector>

namespace pleat::ui {

/// A line from one place to all who read it; long ones share a lane until they branch off.
struct LayoutChain
{
    /// An item and the distance of the line from its left side.
    struct End
    {
        int item = -1; ///< -1: the line comes from above all items, or leaves below them
        double offset = 0;
    };
    End source;
    std::vector<End> targets;
};

struct LayeredLayout
{
    std::vector<QRectF> items; ///< from (0, 0)
    using Route = std::vector<QPointF>; ///< from above to below
    std::vector<std::vector<Route>> routes; ///< by chain and target
    QSizeF size;
};

/// Chains must make no cycle. Pure and deterministic; what it returns once `context` is cancelled
/// is worth nothing.
LayeredLayout layOutLayers(const std::vector<QSizeF>& items, const std::vector<LayoutChain>& chains,
    const StageContext& context);

} // namespace pleat::ui
