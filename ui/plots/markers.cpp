// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/markers.h"

#include <QPolygonF>

#include <cmath>
#include <numbers>

namespace pleat::ui {

namespace {

/// Corners on two alternating radii, the first one pointing at `start` radians.
QPainterPath polygon(int corners, double outer, double inner, double start)
{
    QPolygonF points;
    for (int i = 0; i < corners; ++i) {
        const double angle = start + 2 * std::numbers::pi * i / corners;
        const double radius = i % 2 == 0 ? outer : inner;
        points << QPointF(radius * std::cos(angle), radius * std::sin(angle));
    }
    QPainterPath path;
    path.addPolygon(points);
    path.closeSubpath();
    return path;
}

} // namespace

QPainterPath markerShape(int shape, double size)
{
    constexpr double kUp = -std::numbers::pi / 2;
    const double r = size / 2;
    QPainterPath disc;
    disc.addEllipse(QPointF(0, 0), r, r);
    switch (shape % kMarkerShapes) {
    case 1:
        return polygon(4, r * 1.22, r * 1.22, kUp + std::numbers::pi / 4);
    case 2:
        return polygon(3, r * 1.3, r * 1.3, kUp);
    case 3:
        return polygon(4, r * 1.25, r * 1.25, kUp);
    case 4:
        return polygon(3, r * 1.3, r * 1.3, -kUp);
    case 5:
        return polygon(10, r * 1.4, r * 0.6, kUp);
    default:
        return disc;
    }
}

} // namespace pleat::ui
