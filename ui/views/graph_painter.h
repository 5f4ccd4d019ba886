// SPDX-License-Identifier: GPL-3.0-or-later
// Draws a scene of the network on anything that can be painted on.
#pragma once

#include "ui/plots/palettes.h"
#include "ui/views/graph_scene.h"

#include <QPalette>
#include <QRectF>

class QPainter;

namespace pleat::ui {

/// `painter` is set to the coordinates of the layout, in which one pixel is 1 / `scale`. Only what
/// touches `visible` is drawn; text that would be too small to read is left out.
void paintGraph(QPainter& painter, const GraphScene& scene, const QRectF& visible, double scale,
    const QPalette& palette);
/// Scale of the fill, in a strip of kLegendHeight; nothing if there is no fill.
void paintLegend(
    QPainter& painter, const GraphScene& scene, const QRectF& rect, const QPalette& palette);
inline constexpr double kLegendHeight = 40;
/// The whole network stretched into `rect`, with a frame around `shown`, a part of its bounds.
void paintMinimap(QPainter& painter, const GraphScene& scene, const QRectF& rect,
    const QRectF& shown, const QPalette& palette);

/// The ground of an open block, on which its title is muted text.
QColor frameGround(int depth, const PlotColors& colors);
/// Of a box without a value.
QColor boxGround(const PlotColors& colors);

/// Where the sign that opens or closes a block is.
QRectF blockSign(const QRectF& rect);

} // namespace pleat::ui
