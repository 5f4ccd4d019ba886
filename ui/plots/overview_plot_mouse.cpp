// SPDX-License-Identifier: GPL-3.0-or-later
// OverviewPlot: what the mouse asks for.
#include "ui/plots/overview_plot.h"

#include <qcustomplot.h>

#include <QApplication>
#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kReach = 7; // pixels from the middle of a handle that still grab it
constexpr int kWheelStep = 120;
constexpr int kRowsPerStep = 3;

} // namespace

int OverviewPlot::rowAt(double y) const
{
    const double height = columns().name.height();
    const int row = m_top + static_cast<int>(std::floor(y / height)) - 1;
    return row >= m_top && row < m_rows.size() ? row : -1;
}

double OverviewPlot::shareAt(double x) const
{
    const QRectF bar = columns().bar;
    return std::clamp((x - bar.left()) / bar.width(), 0.0, 1.0);
}

std::int64_t OverviewPlot::kAt(int row, double x) const
{
    const std::int64_t n = m_rows[row].channels;
    return std::clamp<std::int64_t>(std::llround(shareAt(x) * static_cast<double>(n)), 1, n);
}

void OverviewPlot::onPress(QMouseEvent& event)
{
    m_drag = Drag::None;
    m_row = rowAt(event.position().y());
    if (event.button() != Qt::LeftButton || m_row < 0)
        return;
    m_pressed = event.position();
    m_continues = false;
    Q_EMIT rowPicked(m_row);
    const QRectF bar = columns().bar;
    const double x = m_pressed.x();
    if (x < bar.left() - kReach || x > bar.right() + kReach)
        return;
    const double middle = handleRect(m_row, m_rows[m_row].k).center().x();
    m_grab = std::abs(middle - x) <= kReach ? middle - x : 0;
    m_drag = Drag::Pressed;
}

/// The modifiers at the first movement decide what the gesture is.
void OverviewPlot::beginDrag(const QMouseEvent& event)
{
    const Qt::KeyboardModifiers keys = event.modifiers();
    m_drag = keys.testFlag(Qt::ShiftModifier) ? Drag::Paint
        : keys.testFlag(Qt::AltModifier)      ? Drag::Budget
                                              : Drag::Handle;
    m_share = shareAt(m_pressed.x() + m_grab);
    m_lastPainted = m_row;
}

void OverviewPlot::leaveEvent(QEvent* event)
{
    Plot::leaveEvent(event);
    Q_EMIT rowHovered(-1);
}

void OverviewPlot::onMove(QMouseEvent& event)
{
    if (event.buttons() == Qt::NoButton)
        Q_EMIT rowHovered(rowAt(event.position().y()));
    if (m_drag == Drag::None || !event.buttons().testFlag(Qt::LeftButton) || m_row >= m_rows.size())
        return;
    const QPointF moved = event.position() - m_pressed;
    if (m_drag == Drag::Pressed) {
        if (moved.manhattanLength() < QApplication::startDragDistance() / 3.0)
            return;
        beginDrag(event);
    }
    if (m_drag == Drag::Paint) {
        paintShare(event.position().y());
        return;
    }
    const std::int64_t k = kAt(m_row, event.position().x() + m_grab);
    const bool continues = std::exchange(m_continues, true);
    if (m_drag == Drag::Budget)
        Q_EMIT budgetKeepingKRequested(m_row, k, continues);
    else
        Q_EMIT kRequested(m_row, k, continues);
}

/// A fast pointer leaves no row out between two of its positions.
void OverviewPlot::paintShare(double y)
{
    const double height = columns().name.height();
    const int inSight = std::min(static_cast<int>(m_rows.size()), m_top + rowsInSight()) - 1;
    const int row =
        std::clamp(m_top + static_cast<int>(std::floor(y / height)) - 1, m_top, inSight);
    QVector<int> rows;
    for (int i = std::min(row, m_lastPainted); i <= std::max(row, m_lastPainted); ++i)
        rows << i;
    if (m_continues && row == m_lastPainted)
        return;
    m_lastPainted = row;
    Q_EMIT sharePainted(rows, m_share, std::exchange(m_continues, true));
}

void OverviewPlot::onWheel(QWheelEvent& event)
{
    m_wheel += event.angleDelta().y();
    const int steps = m_wheel / kWheelStep;
    m_wheel -= steps * kWheelStep;
    setTopRow(m_top - steps * kRowsPerStep);
    event.accept();
}

bool OverviewPlot::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return Plot::event(event);
    const auto& help = static_cast<const QHelpEvent&>(*event);
    const int row = rowAt(plot().mapFrom(this, help.pos()).y());
    if (row < 0)
        QToolTip::hideText();
    else
        QToolTip::showText(help.globalPos(), m_rows[row].help, this);
    return true;
}

void OverviewPlot::resizeEvent(QResizeEvent* event)
{
    Plot::resizeEvent(event);
    setTopRow(m_top);
    Q_EMIT scrolled();
}

} // namespace pleat::ui
