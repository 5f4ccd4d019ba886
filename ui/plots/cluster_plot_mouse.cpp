// SPDX-License-Identifier: GPL-3.0-or-later
// ClusterPlot: what the mouse does.
#include "ui/plots/cluster_plot.h"

#include "ui/plots/picking.h"

#include <qcustomplot.h>

#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pleat::ui {

namespace {

constexpr double kHoverDistance = 9; // pixels

double distance(QPointF a, QPointF b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

} // namespace

void ClusterPlot::connectMouse()
{
    connect(&plot(), &QCustomPlot::mousePress, this, &ClusterPlot::onPress);
    connect(&plot(), &QCustomPlot::mouseMove, this, &ClusterPlot::onMove);
    connect(&plot(), &QCustomPlot::mouseRelease, this, &ClusterPlot::onRelease);
    connect(&plot(), &QCustomPlot::mouseDoubleClick, this, &ClusterPlot::onDoubleClick);
}

void ClusterPlot::setMode(Mode mode)
{
    m_mode = mode;
    m_gesture.reset();
    plot().setInteraction(QCP::iRangeZoom, true);
    plot().setInteraction(QCP::iRangeDrag, mode == Mode::Pan);
    plot().setCursor(mode == Mode::Pan ? Qt::ArrowCursor : Qt::CrossCursor);
}

void ClusterPlot::onPress(QMouseEvent* event)
{
    m_gesture.reset();
    if (event->button() == Qt::LeftButton)
        m_gesture =
            Gesture{event->position(), QPolygonF{event->position()}, event->position(), false};
}

void ClusterPlot::onMove(QMouseEvent* event)
{
    if (!m_gesture) {
        hover(event->position(), event->globalPosition().toPoint());
        return;
    }
    m_gesture->end = event->position();
    m_gesture->path << event->position();
    m_gesture->moved =
        m_gesture->moved || distance(m_gesture->start, event->position()) >= kDragDistance;
    if (m_gesture->moved && m_mode != Mode::Pan)
        replotOverlay();
}

void ClusterPlot::onRelease(QMouseEvent* event)
{
    if (!m_gesture || event->button() != Qt::LeftButton)
        return;
    m_gesture->end = event->position();
    const bool moved = m_gesture->moved;
    const QPolygonF around = outline();
    m_gesture.reset();
    if (!moved) {
        const int channel = channelAt(event->position());
        const std::vector<int> clicked(channel < 0 ? 0 : 1, channel);
        Q_EMIT channelsPicked(combined(m_marked, clicked, event->modifiers()));
    } else if (m_mode != Mode::Pan) {
        Q_EMIT channelsPicked(combined(m_marked, channelsIn(around), event->modifiers()));
        replotOverlay();
    }
}

void ClusterPlot::onDoubleClick(QMouseEvent* event)
{
    m_gesture.reset();
    const int channel = channelAt(event->position());
    if (channel < 0)
        fitView();
    else
        Q_EMIT clusterPicked(clusterAround(m_labels, channel));
}

QPolygonF ClusterPlot::outline() const
{
    if (m_mode == Mode::Lasso)
        return QPolygonF(m_gesture->path) << m_gesture->end;
    return QPolygonF(QRectF(m_gesture->start, m_gesture->end).normalized());
}

std::vector<int> ClusterPlot::channelsIn(const QPolygonF& outline) const
{
    std::vector<int> inside;
    const QRectF bounds = outline.boundingRect();
    for (int channel = 0; channel < static_cast<int>(m_labels.size()); ++channel) {
        const QPointF where = pixel(channel);
        if (bounds.contains(where) && outline.containsPoint(where, Qt::OddEvenFill))
            inside.push_back(channel);
    }
    return inside;
}

int ClusterPlot::channelAt(QPointF position) const
{
    const int nearest = nearestTo(position);
    return nearest >= 0 && distance(pixel(nearest), position) < kHoverDistance ? nearest : -1;
}

int ClusterPlot::nearestTo(QPointF place) const
{
    int nearest = -1;
    double best = std::numeric_limits<double>::max();
    for (int channel = 0; channel < static_cast<int>(m_labels.size()); ++channel) {
        const double away = distance(pixel(channel), place);
        if (away < best) {
            best = away;
            nearest = channel;
        }
    }
    return nearest;
}

void ClusterPlot::hover(QPointF position, QPoint global)
{
    const int channel = channelAt(position);
    Q_EMIT channelHovered(channel);
    if (channel < 0)
        QToolTip::hideText();
    else if (m_describer)
        QToolTip::showText(global, m_describer(channel), this);
}

} // namespace pleat::ui
