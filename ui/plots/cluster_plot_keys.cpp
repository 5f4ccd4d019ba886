// SPDX-License-Identifier: GPL-3.0-or-later
// ClusterPlot: what keys do.
#include "ui/plots/channel_keys.h"
#include "ui/plots/cluster_plot.h"
#include "ui/plots/picking.h"

#include <qcustomplot.h>

#include <QKeyEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pleat::ui {

namespace {

constexpr double kAside = 2; // pixels beside the way count as much as so many along it

/// Unit vector of an arrow key in pixels; null for other keys.
QPointF directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, -1};
    case Qt::Key_Down:
        return {0, 1};
    default:
        return {};
    }
}

/// Moves a range that does not hold `value` until it does. Whether it had to.
bool reveal(QCPAxis& axis, double value)
{
    constexpr double kMargin = 0.1;
    const QCPRange range = axis.range();
    if (range.contains(value))
        return false;
    const double margin = kMargin * range.size();
    axis.moveRange(
        value < range.lower ? value - range.lower - margin : value - range.upper + margin);
    return true;
}

} // namespace

bool ClusterPlot::event(QEvent* event)
{
    if (!keepsEscape(*event, m_marked) || !takesKeys())
        return Plot::event(event);
    event->accept();
    return true;
}

bool ClusterPlot::takesKeys() const
{
    return hasContent() && !m_labels.empty();
}

void ClusterPlot::keyPressEvent(QKeyEvent* event)
{
    if (!takesKeys())
        return Plot::keyPressEvent(event);
    if (const auto marks = keyedMarks(*event, highlights() ? m_highlighted : -1,
            clusterAround(m_labels, m_highlighted), m_marked)) {
        Q_EMIT channelsPicked(*marks);
    } else if (const std::optional<int> channel = keyedChannel(*event)) {
        walkTo(*channel);
    } else if (const auto times = keyedZoom(*event)) {
        zoomBy(*times);
    } else if (keyedFit(*event)) {
        fitView();
    } else if (keyedReturn(*event) && highlights()) {
        Q_EMIT clusterPicked(clusterAround(m_labels, m_highlighted));
    } else {
        Plot::keyPressEvent(event);
    }
}

/// A channel of this group.
bool ClusterPlot::highlights() const
{
    return m_highlighted >= 0 && m_highlighted < static_cast<int>(m_labels.size());
}

/// Arrows lead to a neighbour in the picture; by number, every channel can be reached.
std::optional<int> ClusterPlot::keyedChannel(const QKeyEvent& key) const
{
    if (key.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier))
        return std::nullopt;
    const int last = static_cast<int>(m_labels.size()) - 1;
    switch (key.key()) {
    case Qt::Key_Home:
        return 0;
    case Qt::Key_End:
        return last;
    case Qt::Key_PageUp:
        return std::max(0, m_highlighted - 1);
    case Qt::Key_PageDown:
        return std::min(last, m_highlighted + 1);
    default:
        break;
    }
    const QPointF direction = directionOf(key.key());
    if (direction.isNull())
        return std::nullopt;
    return highlights() ? neighbour(direction)
                        : nearestTo(QRectF(plot().axisRect()->rect()).center());
}

/// The one that lies closest in a quarter of the plane, or the same one if that is empty.
int ClusterPlot::neighbour(QPointF direction) const
{
    const QPointF start = pixel(m_highlighted);
    int nearest = m_highlighted;
    double best = std::numeric_limits<double>::max();
    for (int channel = 0; channel < static_cast<int>(m_labels.size()); ++channel) {
        const QPointF way = pixel(channel) - start;
        const double along = QPointF::dotProduct(way, direction);
        const double aside = std::abs(way.x() * direction.y() - way.y() * direction.x());
        const double cost = along + kAside * aside;
        if (along > 0 && aside <= along && cost < best) {
            best = cost;
            nearest = channel;
        }
    }
    return nearest;
}

void ClusterPlot::walkTo(int channel)
{
    const bool movedX = reveal(*plot().xAxis, m_picture(channel, 0));
    const bool movedY = reveal(*plot().yAxis, m_picture(channel, 1));
    if (movedX || movedY)
        queueReplot();
    setHighlighted(channel);
    Q_EMIT channelHovered(channel);
    if (m_describer)
        QToolTip::showText(mapToGlobal(pixel(channel).toPoint()), m_describer(channel), this);
}

/// Around the highlighted channel, or the middle.
void ClusterPlot::zoomBy(double times)
{
    const QPointF middle = highlights()
        ? QPointF(m_picture(m_highlighted, 0), m_picture(m_highlighted, 1))
        : QPointF(plot().xAxis->range().center(), plot().yAxis->range().center());
    plot().xAxis->scaleRange(times, middle.x());
    plot().yAxis->scaleRange(times, middle.y());
    queueReplot();
}

} // namespace pleat::ui
