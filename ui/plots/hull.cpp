// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/hull.h"

#include <algorithm>

namespace pleat::ui {

namespace {

double turn(QPointF from, QPointF over, QPointF to)
{
    const QPointF a = over - from;
    const QPointF b = to - from;
    return a.x() * b.y() - a.y() * b.x();
}

} // namespace

QPolygonF convexHull(QPolygonF points)
{
    std::sort(points.begin(), points.end(),
        [](QPointF a, QPointF b) { return a.x() < b.x() || (a.x() == b.x() && a.y() < b.y()); });
    QPolygonF hull;
    const auto walk = [&hull](auto begin, auto end) {
        const qsizetype first = hull.size();
        for (auto point = begin; point != end; ++point) {
            while (
                hull.size() >= first + 2 && turn(hull[hull.size() - 2], hull.last(), *point) <= 0)
                hull.removeLast();
            hull << *point;
        }
        if (hull.size() > 1)
            hull.removeLast();
    };
    walk(points.cbegin(), points.cend());
    walk(points.crbegin(), points.crend());
    if (!hull.isEmpty())
        hull << hull.first();
    return hull;
}

} // namespace pleat::ui
