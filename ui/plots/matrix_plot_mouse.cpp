// SPDX-License-Identifier: GPL-3.0-or-later
// MatrixPlot: what the mouse does.
#include "ui/plots/matrix_plot.h"

#include "ui/plots/picking.h"

#include <qcustomplot.h>

#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kBranchReach = 4; // pixels

double distance(QPointF a, QPointF b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

} // namespace

void MatrixPlot::connectMouse()
{
    m_matrixRect->setRangeDrag(Qt::Horizontal | Qt::Vertical);
    m_matrixRect->setRangeZoom(Qt::Horizontal | Qt::Vertical);
    m_matrixRect->setRangeDragAxes(&columns(), &rows());
    m_matrixRect->setRangeZoomAxes(&columns(), &rows());
    plot().setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    for (QCPAxis* axis : {&columns(), &rows()})
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
            &MatrixPlot::keepInside);
    connect(&plot(), &QCustomPlot::mousePress, this, &MatrixPlot::onMousePress);
    connect(&plot(), &QCustomPlot::mouseMove, this, &MatrixPlot::onMouseMove);
    connect(&plot(), &QCustomPlot::mouseRelease, this, &MatrixPlot::onMouseRelease);
    connect(&plot(), &QCustomPlot::mouseDoubleClick, this, &MatrixPlot::onDoubleClick);
}

void MatrixPlot::onMousePress(QMouseEvent* event)
{
    m_drag = Drag::None;
    m_dragStart = m_dragEnd = event->position();
    if (event->button() != Qt::LeftButton || m_order.empty())
        return;
    if (m_scale.press(event->position())) {
        m_drag = Drag::Range;
    } else if (m_inLeafOrder && m_treeRect->rect().contains(event->pos())) {
        m_drag = Drag::Branch;
    } else if (event->modifiers() & Qt::ShiftModifier
        && m_matrixRect->rect().contains(event->pos())) {
        m_drag = Drag::Block;
        plot().setInteraction(QCP::iRangeDrag, false);
    }
}

void MatrixPlot::onMouseMove(QMouseEvent* event)
{
    m_dragEnd = event->position();
    showCursor(event->position());
    if (m_drag == Drag::None)
        showTip(event);
    else
        dragTo(event->position());
}

void MatrixPlot::dragTo(QPointF position)
{
    if (m_drag == Drag::Branch && m_pickable && distance(position, m_dragStart) >= kDragDistance) {
        m_drag = Drag::Cut;
        askForK(m_dragStart, false);
    }
    if (m_drag == Drag::Cut)
        askForK(position, true);
    else if (m_drag == Drag::Block)
        replotOverlay();
    else if (m_drag == Drag::Range && m_scale.drag(position)) {
        replotPicture();
        replotOverlay();
    }
}

void MatrixPlot::onMouseRelease(QMouseEvent* event)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    m_scale.release();
    plot().setInteraction(QCP::iRangeDrag, true);
    if (drag == Drag::Branch)
        pickBranch(event);
    else if (drag == Drag::Block)
        pickBlock(event);
}

void MatrixPlot::onDoubleClick(QMouseEvent* event)
{
    m_drag = Drag::None;
    if (m_matrixRect->rect().contains(event->pos()))
        fitView();
    if (m_scale.contains(event->position()) && m_scale.reset()) {
        replotPicture();
        replotOverlay();
    }
}

void MatrixPlot::askForK(QPointF position, bool continues)
{
    Q_EMIT kRequested(m_tree.kAt(heights().pixelToCoord(position.x())), continues);
}

void MatrixPlot::pickBranch(QMouseEvent* event)
{
    const Dendrogram::Branch branch =
        m_tree.branchAt(event->position(), kBranchReach, heights(), leaves());
    if (branch.empty()) {
        if (m_pickable)
            askForK(event->position(), false);
        return;
    }
    std::vector<int> channels(m_order.begin() + branch.first, m_order.begin() + branch.end);
    std::sort(channels.begin(), channels.end());
    Q_EMIT channelsPicked(combined(m_marked, channels, event->modifiers()));
}

/// Shift is what makes a block, so here Ctrl adds.
void MatrixPlot::pickBlock(QMouseEvent* event)
{
    replotOverlay();
    if (distance(event->position(), m_dragStart) < kDragDistance)
        return;
    const double cells = static_cast<double>(m_order.size()) - 1;
    const auto cellOf = [&](QPointF place) {
        return static_cast<int>(std::clamp(std::floor(rows().pixelToCoord(place.y())), 0.0, cells));
    };
    const auto [first, last] = std::minmax({cellOf(m_dragStart), cellOf(event->position())});
    std::vector<int> channels(m_order.begin() + first, m_order.begin() + last + 1);
    std::sort(channels.begin(), channels.end());
    const bool adds = event->modifiers() & Qt::ControlModifier;
    Q_EMIT channelsPicked(combined(m_marked, channels, adds ? Qt::ShiftModifier : Qt::NoModifier));
}

void MatrixPlot::showCursor(QPointF position)
{
    Qt::CursorShape shape = Qt::ArrowCursor;
    if (m_scale.dragging() || m_scale.overHandle(position))
        shape = Qt::SplitVCursor;
    else if (m_inLeafOrder && m_treeRect->rect().contains(position.toPoint()))
        shape = m_tree.branchAt(position, kBranchReach, heights(), leaves()).empty() && m_pickable
            ? Qt::SplitHCursor
            : Qt::PointingHandCursor;
    plot().setCursor(shape);
}

/// -1 outside.
int MatrixPlot::cellAt(const QCPAxis& axis, double pixel) const
{
    const double cell = std::floor(axis.pixelToCoord(pixel));
    return cell >= 0 && cell < shownSize() ? static_cast<int>(cell) : -1;
}

bool MatrixPlot::showScaleTip(QMouseEvent* event)
{
    if (!m_matrix || !m_scale.contains(event->position()))
        return false;
    QToolTip::showText(event->globalPosition().toPoint(),
        tr("Colours from %1 to %2 of %3\nBars: how many pairs of channels have the value (square "
           "root)\nDrag the two handles to narrow the colours, double click resets")
            .arg(m_scale.range().low, 0, 'g', 3)
            .arg(m_scale.range().high, 0, 'g', 3)
            .arg(scaleTitle()),
        this);
    return true;
}

bool MatrixPlot::showTreeTip(QMouseEvent* event)
{
    if (!m_inLeafOrder || m_order.empty() || !m_treeRect->rect().contains(event->pos()))
        return false;
    const auto k = m_tree.kAt(heights().pixelToCoord(event->position().x()));
    QString text = tr("Click a line: selects the channels below it (Shift adds, Ctrl toggles)");
    text += QLatin1Char('\n');
    text += m_pickable ? tr("Drag, or click beside the lines: cuts the tree, here at k = %1").arg(k)
                       : tr("The group is locked, so its cut cannot be dragged");
    QToolTip::showText(event->globalPosition().toPoint(), text, this);
    return true;
}

void MatrixPlot::showTip(QMouseEvent* event)
{
    const int column = cellAt(columns(), event->position().x());
    const int row = cellAt(rows(), event->position().y());
    const bool over = m_matrixRect->rect().contains(event->pos()) && column >= 0 && row >= 0;
    Q_EMIT channelHovered(over ? m_order[row] : -1);
    if (showScaleTip(event) || showTreeTip(event))
        return;
    if (!over) {
        QToolTip::hideText();
        return;
    }
    const float value = m_matrix->cell(row, column);
    const QString shown =
        std::isnan(value) ? tr("undefined: a channel is zero") : QString::number(value, 'f', 3);
    QToolTip::showText(event->globalPosition().toPoint(),
        tr("Channels %1 and %2\n%3 %4")
            .arg(m_order[row])
            .arg(m_order[column])
            .arg(scaleTitle(), shown),
        this);
}

} // namespace pleat::ui
