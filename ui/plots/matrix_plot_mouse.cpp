// SPDX-License-Identifier: GPL-3.0-or-later
// MatrixPlot: what the mouse does and what is painted.
#include "ui/plots/matrix_plot.h"

#include <qcustomplot.h>

#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kSmallestBlock = 3; // pixels; smaller borders would only darken the diagonal

} // namespace

void MatrixPlot::onMousePress(QMouseEvent* event)
{
    m_cutting = m_pickable && event->button() == Qt::LeftButton && !m_order.empty()
        && m_treeRect->rect().contains(event->pos());
    if (m_cutting)
        Q_EMIT kRequested(
            m_tree.kAt(m_treeRect->axis(QCPAxis::atBottom)->pixelToCoord(event->position().x())),
            false);
}

void MatrixPlot::onMouseMove(QMouseEvent* event)
{
    const bool overTree = m_treeRect->rect().contains(event->pos());
    plot().setCursor(overTree && m_pickable ? Qt::SplitHCursor : Qt::ArrowCursor);
    if (m_cutting)
        Q_EMIT kRequested(
            m_tree.kAt(m_treeRect->axis(QCPAxis::atBottom)->pixelToCoord(event->position().x())),
            true);
    else
        showCell(event);
}

void MatrixPlot::showCell(QMouseEvent* event)
{
    const int column = static_cast<int>(
        std::floor(m_matrixRect->axis(QCPAxis::atBottom)->pixelToCoord(event->position().x())));
    const int row = static_cast<int>(
        std::floor(m_matrixRect->axis(QCPAxis::atRight)->pixelToCoord(event->position().y())));
    const int cells = shownSize();
    if (!m_matrixRect->rect().contains(event->pos()) || column < 0 || row < 0 || column >= cells
        || row >= cells) {
        Q_EMIT channelHovered(-1);
        QToolTip::hideText();
        return;
    }
    Q_EMIT channelHovered(m_order[row]);
    const float value = m_matrix->cell(row, column);
    const QString shown =
        std::isnan(value) ? tr("undefined: a channel is zero") : QString::number(value, 'f', 3);
    QToolTip::showText(event->globalPosition().toPoint(),
        tr("Channels %1 and %2\nSimilarity %3").arg(m_order[row]).arg(m_order[column]).arg(shown),
        this);
}

void MatrixPlot::paintMatrix(QCPPainter& painter)
{
    ++m_matrixDraws;
    if (!m_matrix)
        return;
    const QRect rect = m_matrixRect->rect();
    const double ratio = painter.device()->devicePixelRatioF();
    const QCPRange columns = m_matrixRect->axis(QCPAxis::atBottom)->range();
    const QCPRange rows = m_matrixRect->axis(QCPAxis::atRight)->range();
    QImage image = m_matrix->render(
        {columns.lower, rows.lower, columns.size(), rows.size()}, rect.size() * ratio);
    image.setDevicePixelRatio(ratio);
    painter.drawImage(rect.topLeft(), image);
}

void MatrixPlot::paintBlocks(QCPPainter& painter) const
{
    const QCPAxis* columns = m_matrixRect->axis(QCPAxis::atBottom);
    const QCPAxis* rows = m_matrixRect->axis(QCPAxis::atRight);
    painter.setAntialiasing(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0x12, 0x14, 0x18), 1.5));
    for (const auto& [first, last] : m_blocks) {
        const QRectF block(QPointF(columns->coordToPixel(first), rows->coordToPixel(first)),
            QPointF(columns->coordToPixel(last), rows->coordToPixel(last)));
        if (last - first > 1 && block.width() >= kSmallestBlock)
            painter.drawRect(block);
    }
    if (m_highlighted < 0)
        return;
    painter.setPen(QPen(QColor(0x12, 0x14, 0x18), 1, Qt::DotLine));
    const QRectF inside(m_matrixRect->rect());
    const double x = columns->coordToPixel(m_highlighted + 0.5);
    const double y = rows->coordToPixel(m_highlighted + 0.5);
    painter.drawLine(QLineF(x, inside.top(), x, inside.bottom()));
    painter.drawLine(QLineF(inside.left(), y, inside.right(), y));
}

void MatrixPlot::paintCut(QCPPainter& painter) const
{
    if (m_clusters == 0)
        return;
    const double x =
        m_treeRect->axis(QCPAxis::atBottom)->coordToPixel(m_tree.cutHeight(cutClusters()));
    painter.setAntialiasing(false);
    painter.setPen(QPen(colors().accent, 2));
    painter.drawLine(QLineF(x, m_treeRect->top(), x, m_treeRect->bottom()));
}

} // namespace pleat::ui
