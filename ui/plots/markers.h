// SPDX-License-Identifier: GPL-3.0-or-later
// The six marker shapes: a second way, besides colour, to tell clusters and series apart.
#pragma once

#include <QPainterPath>

namespace pleat::ui {

inline constexpr int kMarkerShapes = 6;
/// Disc, square, triangle, diamond, triangle upside down, star; about `size` across, centred on 0.
QPainterPath markerShape(int shape, double size);

} // namespace pleat::ui
