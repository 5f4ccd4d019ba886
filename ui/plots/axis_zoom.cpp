// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/axis_zoom.h"

#include "ui/plots/channel_keys.h"
#include "ui/plots/picking.h"

#include <qcustomplot.h>

#include <QKeyEvent>
#include <QScopedValueRollback>

#include <cmath>
#include <utility>

namespace pleat::ui {

namespace {

constexpr double kPanStep = 0.1; // of the view, by key

/// Which way an arrow with Ctrl looks; null for other keys.
QPointF keyedPan(const QKeyEvent& key)
{
    if ((key.modifiers() & ~Qt::KeypadModifier) != Qt::ControlModifier)
        return {};
    switch (key.key()) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, 1};
    case Qt::Key_Down:
        return {0, -1};
    default:
        return {};
    }
}

} // namespace

AxisZoom::AxisZoom(QCustomPlot& plot, std::vector<QCPAxisRect*> panels, Qt::Orientations directions)
    : QObject(&plot)
    , m_plot(plot)
    , m_panels(std::move(panels))
    , m_directions(directions)
{
    QList<QCPAxis*> moving{&axis(Qt::Horizontal)}; // the other panels follow it
    if (may(Qt::Vertical))
        moving << &axis(Qt::Vertical);
    for (QCPAxisRect* panel : m_panels) {
        panel->setRangeZoom(directions);
        panel->setRangeDrag(directions);
        panel->setRangeZoomAxes(moving);
        panel->setRangeDragAxes(moving);
    }
    plot.setInteraction(QCP::iRangeZoom);
    plot.installEventFilter(this);
    setPanning(true);
    for (const QCPAxis* axis : moving)
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
            &AxisZoom::onRangeChanged);
    connect(&plot, &QCustomPlot::mousePress, this,
        [this](QMouseEvent* event) { m_pressed = event->position(); });
}

QCPAxis& AxisZoom::axis(Qt::Orientation direction) const
{
    return *m_panels.front()->axis(
        direction == Qt::Horizontal ? QCPAxis::atBottom : QCPAxis::atLeft);
}

void AxisZoom::show(Qt::Orientation direction, double lower, double upper)
{
    const QScopedValueRollback<bool> placing(m_placing, true);
    if (direction == Qt::Vertical)
        return axis(direction).setRange(lower, upper);
    for (QCPAxisRect* panel : m_panels)
        panel->axis(QCPAxis::atBottom)->setRange(lower, upper);
}

void AxisZoom::setHome(Qt::Orientation direction, const QCPRange& range)
{
    double(&home)[2] = m_home[direction == Qt::Vertical];
    home[0] = range.lower;
    home[1] = range.upper;
    if (m_fitted || !may(direction))
        show(direction, range.lower, range.upper);
}

QCPRange AxisZoom::home(Qt::Orientation direction) const
{
    const double(&home)[2] = m_home[direction == Qt::Vertical];
    return {home[0], home[1]};
}

void AxisZoom::fit()
{
    m_fitted = true;
    for (const Qt::Orientation direction : {Qt::Horizontal, Qt::Vertical})
        show(direction, home(direction).lower, home(direction).upper);
    Q_EMIT moved();
}

std::optional<ViewEdges> AxisZoom::edges() const
{
    if (m_fitted)
        return std::nullopt;
    const QCPRange x = axis(Qt::Horizontal).range();
    const QCPRange y = axis(Qt::Vertical).range();
    return ViewEdges{x.lower, y.lower, x.upper, y.upper};
}

void AxisZoom::setEdges(const std::optional<ViewEdges>& edges)
{
    if (!edges)
        return fit();
    m_fitted = false;
    show(Qt::Horizontal, (*edges)[0], (*edges)[2]);
    if (may(Qt::Vertical))
        show(Qt::Vertical, (*edges)[1], (*edges)[3]);
    Q_EMIT moved();
}

void AxisZoom::setPanning(bool panning)
{
    m_plot.setInteraction(QCP::iRangeDrag, panning);
}

/// QCustomPlot would keep the wheel from its parents.
bool AxisZoom::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::Wheel
        || (static_cast<QWheelEvent*>(event)->modifiers() & m_wheelModifier) == m_wheelModifier)
        return QObject::eventFilter(watched, event);
    event->ignore();
    return true;
}

bool AxisZoom::dragged(QPointF position) const
{
    const QPointF way = position - m_pressed;
    return std::hypot(way.x(), way.y()) >= kDragDistance;
}

bool AxisZoom::takeKey(const QKeyEvent& key)
{
    if (const std::optional<double> times = keyedZoom(key))
        zoomBy(*times);
    else if (const QPointF way = keyedPan(key); !way.isNull())
        panBy(way * kPanStep);
    else if (keyedFit(key))
        fit();
    else
        return false;
    m_plot.replot(QCustomPlot::rpQueuedReplot);
    return true;
}

void AxisZoom::zoomBy(double times)
{
    for (const Qt::Orientation direction : {Qt::Horizontal, Qt::Vertical}) {
        if (may(direction))
            axis(direction).scaleRange(times);
    }
}

/// On a logarithmic axis by a share of its decades.
void AxisZoom::panBy(QPointF share)
{
    for (const Qt::Orientation direction : {Qt::Horizontal, Qt::Vertical}) {
        const double by = direction == Qt::Horizontal ? share.x() : share.y();
        if (!may(direction) || by == 0)
            continue;
        const QCPRange range = axis(direction).range();
        if (axis(direction).scaleType() == QCPAxis::stLogarithmic) {
            const double times = std::pow(range.upper / range.lower, by);
            axis(direction).setRange(range.lower * times, range.upper * times);
        } else {
            axis(direction).moveRange(by * range.size());
        }
    }
}

void AxisZoom::onRangeChanged()
{
    if (m_placing)
        return;
    m_fitted = false;
    const QCPRange across = axis(Qt::Horizontal).range();
    show(Qt::Horizontal, across.lower, across.upper); // in every panel
    Q_EMIT moved();
}

} // namespace pleat::ui
