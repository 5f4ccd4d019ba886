// SPDX-License-Identifier: GPL-3.0-or-later
// What stands around the picture of the network: the scale of its fill, and the small map.
#include "ui/views/graph_painter.h"

#include "ui/plots/palettes.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr int kTextHeight = 11;

QString legendEnd(const GroupNumbers& fill, double value, bool open)
{
    return (open ? QStringLiteral("≥ ") : QString()) + numberText(fill.number, value);
}

} // namespace

void paintLegend(
    QPainter& painter, const GraphScene& scene, const QRectF& rect, const QPalette& palette)
{
    if (scene.fill.number == GroupNumber::None)
        return;
    const PlotColors colors = plotColors(palette);
    const GroupNumbers& fill = scene.fill;
    painter.fillRect(rect, colors.background);
    painter.setPen(QPen(colors.grid, 1));
    painter.drawLine(rect.topLeft(), rect.topRight());
    QFont font = painter.font();
    font.setPixelSize(kTextHeight);
    painter.setFont(font);
    painter.setPen(colors.text);
    const QString title = fillTitle(fill);
    const double words = QFontMetricsF(font).horizontalAdvance(title) + 22;
    painter.drawText(QRectF(rect.left() + 6, rect.top(), words, rect.height()),
        Qt::AlignLeft | Qt::AlignVCenter, title);
    const QRectF bar(rect.left() + words, rect.top() + 8,
        std::clamp(rect.width() - words - 10, 60.0, 260.0), 11);
    constexpr int kSteps = 64;
    for (int i = 0; i < kSteps; ++i) {
        const double value = fill.low + (fill.high - fill.low) * (i + 0.5) / kSteps;
        painter.fillRect(QRectF(bar.left() + bar.width() * i / kSteps, bar.top(),
                             bar.width() / kSteps + 0.5, bar.height()),
            fillColor(fill, value));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors.muted, 1));
    painter.drawRect(bar);
    painter.setPen(colors.text);
    const bool ratio = fill.high == 2;
    const QRectF numbers(bar.left(), bar.bottom() + 1, bar.width(), 15);
    painter.drawText(numbers, Qt::AlignLeft, legendEnd(fill, fill.low, false));
    painter.drawText(numbers, Qt::AlignHCenter, legendEnd(fill, (fill.low + fill.high) / 2, false));
    painter.drawText(numbers, Qt::AlignRight, legendEnd(fill, fill.high, ratio));
}

void paintMinimap(QPainter& painter, const GraphScene& scene, const QRectF& rect,
    const QRectF& shown, const QPalette& palette)
{
    const PlotColors colors = plotColors(palette);
    const QRectF bounds = scene.layout->bounds;
    QTransform small;
    small.translate(rect.left(), rect.top());
    small.scale(rect.width() / bounds.width(), rect.height() / bounds.height());
    small.translate(-bounds.left(), -bounds.top());
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(colors.muted, 1));
    painter.setBrush(colors.background);
    painter.drawRect(rect.adjusted(-4, -4, 4, 4));
    for (int box = 0; box < static_cast<int>(scene.layout->boxes.size()); ++box) {
        const QRectF part = small.mapRect(scene.layout->boxes[box].rect);
        const QSizeF least(std::max(1.0, part.width()), std::max(1.0, part.height()));
        painter.fillRect(
            QRectF(part.topLeft(), least), scene.lit(box) ? colors.accent : colors.muted);
    }
    painter.setPen(QPen(colors.accent, 1.5));
    painter.setBrush(colors.marked);
    painter.drawRect(small.mapRect(shown.intersected(bounds)));
}

} // namespace pleat::ui
