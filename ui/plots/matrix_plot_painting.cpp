// SPDX-License-Identifier: GPL-3.0-or-later
// MatrixPlot: what is painted.
#include "ui/plots/matrix_plot.h"

#include "ui/plots/recording.h"

#include <qcustomplot.h>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr double kSmallestBlock = 3; // pixels; smaller borders would only darken the diagonal
constexpr double kMarkWidth = 6; // of the bars along the axes
const QColor kInk(0x12, 0x14, 0x18); // legible on every colour of the scales

} // namespace

void MatrixPlot::paintMatrix(QCPPainter& painter)
{
    ++m_matrixDraws;
    if (!m_matrix)
        return;
    drawWhenShown(painter,
        [matrix = m_matrix, rect = m_matrixRect->rect(), view = view(), range = m_scale.range()](
            QPainter& shown) {
            const double ratio = pixelRatioOf(shown);
            QImage image = matrix->render(view, rect.size() * ratio, range);
            image.setDevicePixelRatio(ratio);
            shown.drawImage(rect.topLeft(), image);
        });
}

void MatrixPlot::paintTree(QCPPainter& painter) const
{
    if (m_inLeafOrder) {
        m_tree.paint(painter, heights(), leaves(), colors().muted);
        return;
    }
    painter.setFont(font());
    painter.setPen(colors().muted);
    painter.drawText(m_treeRect->rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
        tr("The dendrogram has another order: choose its own to see it."));
}

void MatrixPlot::paintBlocks(QCPPainter& painter)
{
    ++m_overlayDraws;
    painter.setAntialiasing(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(kInk, 1.5));
    for (const auto& [first, last] : m_blocks) {
        const QRectF block(QPointF(columns().coordToPixel(first), rows().coordToPixel(first)),
            QPointF(columns().coordToPixel(last), rows().coordToPixel(last)));
        if (last - first > 1 && block.width() >= kSmallestBlock)
            painter.drawRect(block);
    }
    paintRuns(painter);
    paintCrossHair(painter);
    if (m_drag != Drag::Block)
        return;
    QColor shade = colors().accent;
    painter.setPen(QPen(kInk, 1));
    shade.setAlphaF(0.25F);
    painter.setBrush(shade);
    painter.drawRect(QRectF(m_dragStart, m_dragEnd).normalized());
}

/// Bars along the left and the bottom edge, at least two pixels long.
void MatrixPlot::paintRuns(QCPPainter& painter) const
{
    const QRectF inside(m_matrixRect->rect());
    painter.setPen(QPen(kInk, 1));
    painter.setBrush(colors().accent);
    for (const auto& [first, last] : m_runs) {
        const double left = columns().coordToPixel(first);
        const double top = rows().coordToPixel(first);
        const double width = std::max(2.0, columns().coordToPixel(last) - left);
        const double height = std::max(2.0, rows().coordToPixel(last) - top);
        painter.drawRect(QRectF(left, inside.bottom() - kMarkWidth, width, kMarkWidth));
        painter.drawRect(QRectF(inside.left(), top, kMarkWidth, height));
    }
    painter.setBrush(Qt::NoBrush);
}

void MatrixPlot::paintCrossHair(QCPPainter& painter) const
{
    if (crossHair() < 0)
        return;
    const QRectF inside(m_matrixRect->rect());
    const QPointF middle = cellPosition(crossHair(), crossHair());
    painter.setPen(QPen(kInk, 1, Qt::DotLine));
    painter.drawLine(QLineF(middle.x(), inside.top(), middle.x(), inside.bottom()));
    painter.drawLine(QLineF(inside.left(), middle.y(), inside.right(), middle.y()));
}

void MatrixPlot::paintCut(QCPPainter& painter) const
{
    if (m_clusters == 0 || !m_inLeafOrder)
        return;
    const double x = heights().coordToPixel(m_tree.cutHeight(cutClusters()));
    painter.setAntialiasing(false);
    painter.setPen(QPen(colors().accent, 2));
    painter.drawLine(QLineF(x, m_treeRect->top(), x, m_treeRect->bottom()));
}

} // namespace pleat::ui
