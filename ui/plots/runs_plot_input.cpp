// SPDX-License-Identifier: GPL-3.0-or-later
// RunsPlot: what mouse and keys do.
#include "ui/plots/axis_zoom.h"
#include "ui/plots/runs_plot.h"

#include <qcustomplot.h>

#include <QKeyEvent>
#include <QToolTip>

#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kShareStep = 0.01; // of the target, by key
constexpr double kKeySteps = 20; // of its worth, at least, over the axis
constexpr double kLargeStep = 10;
constexpr double kReach = 9; // pixels within which the mouse means a mark or a line

} // namespace

void RunsPlot::connectMouse()
{
    connect(&plot(), &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        if (event->button() == Qt::LeftButton)
            onPress(event->position(), event->modifiers().testFlag(Qt::ControlModifier));
    });
    connect(&plot(), &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        onMove(event->position(), event->globalPosition().toPoint());
    });
    connect(&plot(), &QCustomPlot::mouseRelease, this, [this] {
        m_drag = None;
        m_zoom->setPanning(true);
    });
    connect(&plot(), &QCustomPlot::mouseDoubleClick, this, [this](QMouseEvent* event) {
        if (const int mark = markAt(event->position()); mark >= 0)
            Q_EMIT runDoubleClicked(m_marks[mark].run);
        else
            m_zoom->fit();
    });
    connect(m_zoom, &AxisZoom::moved, this, &RunsPlot::queueReplot);
}

/// Of marks that lie on each other the latest, which is drawn on top.
int RunsPlot::markAt(QPointF position) const
{
    int nearest = -1;
    double best = kReach;
    for (int mark = 0; mark < static_cast<int>(m_marks.size()); ++mark) {
        const QPointF offset = pixel(m_marks[mark]) - position;
        const double distance = std::hypot(offset.x(), offset.y());
        if (distance <= best) {
            best = distance;
            nearest = mark;
        }
    }
    return nearest;
}

int RunsPlot::grabAt(QPointF position) const
{
    const QPointF at = pixel({0, {}, m_target.x(), m_target.y()});
    const int share = std::abs(at.x() - position.x()) <= kReach ? Share : None;
    const int worth = std::abs(at.y() - position.y()) <= kReach ? Worth : None;
    return share | worth;
}

void RunsPlot::onPress(QPointF position, bool adds)
{
    const int mark = markAt(position);
    m_drag = mark < 0 ? grabAt(position) : None;
    m_zoom->setPanning(mark < 0 && m_drag == None);
    if (mark >= 0)
        Q_EMIT runClicked(m_marks[mark].run, adds);
}

void RunsPlot::onMove(QPointF position, QPoint global)
{
    if (m_drag == None) {
        showToolTip(position, global);
        return;
    }
    QPointF target = m_target;
    if (m_drag & Share)
        target.setX(plot().xAxis->pixelToCoord(position.x()));
    if (m_drag & Worth)
        target.setY(plot().yAxis->pixelToCoord(position.y()));
    setTarget(target);
}

void RunsPlot::showToolTip(QPointF position, QPoint global)
{
    static constexpr Qt::CursorShape kCursors[] = {
        Qt::ArrowCursor, Qt::SizeHorCursor, Qt::SizeVerCursor, Qt::SizeAllCursor};
    const int mark = markAt(position);
    plot().setCursor(mark >= 0 ? Qt::PointingHandCursor : kCursors[grabAt(position)]);
    if (mark < 0 && grabAt(position) != None)
        return showTargetTip(global);
    if (mark < 0) {
        QToolTip::hideText();
        return;
    }
    const Mark& shown = m_marks[mark];
    const QString text = tr("%1\n%2: %3 %\n%4: %5\nDouble-click to load its plan")
                             .arg(shown.name, plot().xAxis->label())
                             .arg(shown.share * 100, 0, 'f', 1)
                             .arg(plot().yAxis->label(), worthText(shown.worth));
    QToolTip::showText(global, Qt::convertFromPlainText(text), this);
}

void RunsPlot::showTargetTip(QPoint global)
{
    const QString text =
        tr("Target: %1 % of the cost, %2 %3\nDrag its lines, or use the arrow keys (with Shift in "
           "steps ten times as large)")
            .arg(m_target.x() * 100, 0, 'f', 1)
            .arg(plot().yAxis->label(), worthText(m_target.y()));
    QToolTip::showText(global, Qt::convertFromPlainText(text), this);
}

double RunsPlot::worthStep() const
{
    return std::pow(10, std::floor(std::log10(plot().yAxis->range().size() / kKeySteps)));
}

void RunsPlot::keyPressEvent(QKeyEvent* event)
{
    if (m_zoom->takeKey(*event))
        return;
    const double times = event->modifiers() & Qt::ShiftModifier ? kLargeStep : 1;
    QPointF by;
    switch (event->key()) {
    case Qt::Key_Left:
        by = {-kShareStep, 0};
        break;
    case Qt::Key_Right:
        by = {kShareStep, 0};
        break;
    case Qt::Key_Up:
        by = {0, worthStep()};
        break;
    case Qt::Key_Down:
        by = {0, -worthStep()};
        break;
    default:
        return Plot::keyPressEvent(event);
    }
    setTarget(m_target + by * times);
}

QString RunsPlot::worthText(double worth) const
{
    return QString::number(worth, 'f', 4);
}

} // namespace pleat::ui
