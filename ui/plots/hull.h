// SPDX-License-Identifier: GPL-3.0-or-later
// The smallest convex polygon around some points.
#pragma once

#include <QPolygonF>

namespace pleat::ui {

/// Its corners in order, closed by the first one; Andrew's monotone chain (1979). Of fewer than
/// three points, or points on a line, what is left of a polygon.
QPolygonF convexHull(QPolygonF points);

} // namespace pleat::ui
