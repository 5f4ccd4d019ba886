// SPDX-License-Identifier: GPL-3.0-or-later
// GraphCanvas: which part of the network is in view.
#include "ui/views/graph_canvas.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace pleat::ui {

namespace {

constexpr double kLeastZoom = 0.04;
constexpr double kMostZoom = 3;
constexpr double kReadable = 0.72; // zoom at which text can be read well
constexpr double kLegible = 0.6; // and at which it can still be read
constexpr double kMargin = 24;
constexpr double kParts = 1024; // of a pixel
constexpr double kMinimapWidth = 150;
constexpr double kMinimapShare = 0.55; // of the height
constexpr double kMinimapLeast = 30; // of very long networks it is distorted

} // namespace

/// The current box if it can be seen, else the one nearest to the middle.
int GraphCanvas::boxInTheMiddle() const
{
    if (m_scene.currentBox >= 0 && area().intersects(boxRect(m_scene.currentBox)))
        return m_scene.currentBox;
    const auto distance = [&](const GraphBox& box) {
        return (onScreen(box.rect).center() - area().center()).manhattanLength();
    };
    const auto& boxes = m_scene.layout->boxes;
    return static_cast<int>(
        std::min_element(boxes.begin(), boxes.end(),
            [&](const GraphBox& a, const GraphBox& b) { return distance(a) < distance(b); })
        - boxes.begin());
}

double GraphCanvas::fitScale() const
{
    const QRectF bounds = m_scene.layout->bounds;
    const double high = (area().height() - 2 * kMargin) / std::max(1.0, bounds.height());
    return std::clamp(std::min(widthScale(), high), kLeastZoom, 1.2);
}

double GraphCanvas::widthScale() const
{
    return (area().width() - 2 * kMargin) / std::max(1.0, m_scene.layout->bounds.width());
}

void GraphCanvas::showWhole()
{
    m_scale = fitScale();
    m_origin = area().center() - m_scene.layout->bounds.center() * m_scale;
    update();
}

void GraphCanvas::fit()
{
    if (!m_scene.layout)
        return;
    m_moved = true;
    const std::pair before(m_scale, m_origin);
    if (fitScale() < kLegible) {
        showTopAt(std::clamp(widthScale(), kLegible, kReadable));
        if (before != std::pair(m_scale, m_origin))
            return;
    }
    showWhole();
}

void GraphCanvas::showTop()
{
    showWhole();
    if (m_scale < kReadable)
        showTopAt(kReadable);
}

void GraphCanvas::showTopAt(double scale)
{
    m_scale = scale;
    const QRectF bounds = m_scene.layout->bounds;
    m_origin = {area().center().x() - bounds.center().x() * m_scale, kMargin};
    update();
}

/// In fractions of a pixel that come back exactly from any width.
std::optional<GraphCanvas::Place> GraphCanvas::place() const
{
    if (!m_moved || !m_scene.layout)
        return std::nullopt;
    const auto rounded = [](double pixels) { return std::round(pixels * kParts) / kParts; };
    return Place{m_scale, {rounded(m_origin.x() - width() / 2.0), rounded(m_origin.y())}};
}

void GraphCanvas::setPlace(const Place& place)
{
    if (!m_scene.layout)
        return;
    m_scale = std::clamp(place.zoom, kLeastZoom, kMostZoom);
    m_origin = place.origin + QPointF(width() / 2.0, 0);
    m_moved = m_placed = true;
    m_reveals = false;
    update();
}

void GraphCanvas::zoomBy(double factor, QPointF around)
{
    const double scale = std::clamp(m_scale * factor, kLeastZoom, kMostZoom);
    m_moved = true;
    m_origin = around - (around - m_origin) * (scale / m_scale);
    m_scale = scale;
    update();
}

void GraphCanvas::bringIntoView(const QRectF& part)
{
    shiftIntoView(part);
    update();
}

void GraphCanvas::shiftIntoView(const QRectF& part)
{
    const QRectF now = onScreen(part);
    const QRectF room = area().adjusted(kMargin, kMargin, -kMargin, -kMargin);
    if (room.contains(now))
        return;
    const auto shift = [](double low, double high, double roomLow, double roomHigh) {
        if (low < roomLow || high - low > roomHigh - roomLow)
            return roomLow - low;
        return high > roomHigh ? roomHigh - high : 0.0;
    };
    m_moved = true;
    m_origin += QPointF(shift(now.left(), now.right(), room.left(), room.right()),
        shift(now.top(), now.bottom(), room.top(), room.bottom()));
}

/// Where the view is stays as it is if any box of the group can be seen.
void GraphCanvas::revealSelected()
{
    int first = -1;
    for (int box = 0; box < static_cast<int>(m_scene.layout->boxes.size()); ++box) {
        if (!m_scene.lit(box))
            continue;
        if (area().contains(boxRect(box)))
            return;
        first = first < 0 ? box : first;
    }
    if (first >= 0)
        shiftIntoView(m_scene.layout->boxes[first].rect);
}

QRectF GraphCanvas::minimapRect() const
{
    if (!m_scene.layout || area().contains(onScreen(m_scene.layout->bounds)))
        return {};
    const QSizeF room(kMinimapWidth, kMinimapShare * area().height());
    const QSizeF size = m_scene.layout->bounds.size()
                            .scaled(room, Qt::KeepAspectRatio)
                            .expandedTo({kMinimapLeast, kMinimapLeast});
    return {area().bottomRight() - QPointF(14 + size.width(), 14 + size.height()), size};
}

} // namespace pleat::ui
