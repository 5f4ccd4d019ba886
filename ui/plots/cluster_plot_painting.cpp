// SPDX-License-Identifier: GPL-3.0-or-later
// ClusterPlot: what is painted.
#include "ui/plots/cluster_plot.h"

#include "ui/plots/markers.h"
#include "ui/plots/palettes.h"

#include <qcustomplot.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kMarkerSize = 9;
constexpr double kSingleSize = 5;
constexpr double kSmallestSize = 4; // of marks that follow the norm
constexpr double kLargestSize = 16;
constexpr double kDimmed = 0.3; // opacity
constexpr double kRing = 3; // pixels around a mark

} // namespace

ClusterPlot::Marker ClusterPlot::markerOf(int channel) const
{
    const int look = m_looks[channel];
    return {look % kClusterColors, (look / kClusterColors + look) % kMarkerShapes,
        m_sizes[m_labels[channel]] == 1};
}

double ClusterPlot::markSize(int channel) const
{
    const double scale = plotStyle().markScale;
    if (m_norms.empty() || m_largestNorm <= 0)
        return scale * (m_sizes[m_labels[channel]] == 1 ? kSingleSize : kMarkerSize);
    return scale
        * std::max(kSmallestSize, kLargestSize * std::sqrt(m_norms[channel] / m_largestNorm));
}

/// Paths take long to make: those of the usual sizes are made once for all marks.
struct ClusterPlot::MarkStyle
{
    PlotColors theme;
    bool dark = false;
    std::array<QPainterPath, kMarkerShapes> shapes;
    QPainterPath dot = markerShape(0, kSingleSize* plotStyle().markScale);

    MarkStyle(const PlotColors& colors, bool isDark)
        : theme(colors)
        , dark(isDark)
    {
        for (int shape = 0; shape < kMarkerShapes; ++shape)
            shapes[shape] = markerShape(shape, kMarkerSize * plotStyle().markScale);
    }
};

void ClusterPlot::paintMarks(QCPPainter& painter)
{
    ++m_markDraws;
    const MarkStyle style(colors(), isDark(palette()));
    painter.setAntialiasing(true);
    // Single channels first, so that clusters lie on top of them.
    for (const bool single : {true, false}) {
        for (int channel = 0; channel < static_cast<int>(m_labels.size()); ++channel) {
            const Marker marker = markerOf(channel);
            if (marker.single == single)
                paintMark(painter, channel, marker, style);
        }
    }
    painter.setOpacity(1);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(style.theme.text, 1.4));
    for (const int channel : m_marked) {
        if (channel < static_cast<int>(m_labels.size())) {
            const double radius = markSize(channel) / 2 + kRing;
            painter.drawEllipse(pixel(channel), radius, radius);
        }
    }
    if (m_numbers)
        paintNumbers(painter);
}

void ClusterPlot::paintMark(
    QCPPainter& painter, int channel, const Marker& marker, const MarkStyle& style) const
{
    if (!m_marked.empty() || !m_zoomed.empty())
        painter.setOpacity(isDimmed(channel) ? kDimmed : 1);
    painter.setBrush(marker.single ? style.theme.muted : clusterColor(marker.color, style.dark));
    painter.setPen(marker.single ? QPen(Qt::NoPen) : QPen(style.theme.outline, 0.8));
    const QPointF where = pixel(channel);
    painter.translate(where);
    if (!m_norms.empty())
        painter.drawPath(markerShape(marker.single ? 0 : marker.shape, markSize(channel)));
    else
        painter.drawPath(marker.single ? style.dot : style.shapes[marker.shape]);
    painter.translate(-where);
}

/// A halo keeps them legible on any mark.
void ClusterPlot::paintNumbers(QCPPainter& painter) const
{
    QFont bold = font();
    bold.setBold(true);
    const QFontMetricsF metrics(bold);
    for (const Number& number : shownNumbers()) {
        const QString text = QString::number(number.label + 1);
        const QPointF where(plot().xAxis->coordToPixel(number.where.x()),
            plot().yAxis->coordToPixel(number.where.y()));
        QPainterPath path;
        path.addText(where.x() - metrics.horizontalAdvance(text) / 2,
            where.y() + metrics.capHeight() / 2, bold, text);
        painter.strokePath(
            path, QPen(colors().background, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.fillPath(path, colors().text);
    }
}

void ClusterPlot::paintOverlay(QCPPainter& painter)
{
    ++m_overlayDraws;
    painter.setAntialiasing(true);
    paintGesture(painter);
    if (m_highlighted < 0 || m_highlighted >= static_cast<int>(m_labels.size()))
        return;
    QColor shade = colors().text;
    painter.setPen(QPen(shade, 1, Qt::DashLine));
    shade.setAlphaF(0.06F);
    painter.setBrush(shade);
    painter.drawPolygon(shownHull());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors().text, 2));
    const double radius = markSize(m_highlighted) / 2 + kRing + 2;
    painter.drawEllipse(pixel(m_highlighted), radius, radius);
}

void ClusterPlot::paintGesture(QCPPainter& painter) const
{
    if (!m_gesture || !m_gesture->moved || m_mode == Mode::Pan)
        return;
    QColor shade = colors().accent;
    painter.setPen(QPen(shade, 1));
    shade.setAlphaF(0.15F);
    painter.setBrush(shade);
    painter.drawPolygon(outline());
}

} // namespace pleat::ui
