// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/cluster_plot.h"

#include "ui/plots/markers.h"
#include "ui/plots/painted_plottable.h"

#include <qcustomplot.h>

#include <QToolTip>

#include <array>

namespace pleat::ui {

namespace {

constexpr double kMarkerSize = 9;
constexpr double kSingleSize = 5;
constexpr double kHoverDistance = 9; // pixels
constexpr double kMargin = 0.06; // of the range, on each side

QString highlightLayer()
{
    return QStringLiteral("highlight");
}

} // namespace

ClusterPlot::ClusterPlot(QWidget* parent)
    : Plot(parent)
{
    plot().setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    plot().setAccessibleName(tr("Scatter of the channels"));
    plot().addLayer(highlightLayer(), plot().layer(QStringLiteral("main")));
    plot().layer(highlightLayer())->setMode(QCPLayer::lmBuffered);
    addPaintedPlottable(plot().xAxis, plot().yAxis, QStringLiteral("main"),
        [this](QCPPainter& painter) { paintPoints(painter); });
    addPaintedPlottable(plot().xAxis, plot().yAxis, highlightLayer(),
        [this](QCPPainter& painter) { paintHighlight(painter); });
    connect(&plot(), &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        onMouseMove(event->position(), event->globalPosition().toPoint());
    });
    connect(&plot(), &QCustomPlot::mouseDoubleClick, this, &ClusterPlot::fitView);
    applyTheme();
}

void ClusterPlot::setPoints(const Eigen::MatrixXd& picture, double shareX, double shareY)
{
    m_picture = picture;
    m_labels.clear();
    m_looks.clear();
    m_highlighted = -1;
    const QString label = tr("component %1 (%2 % of variance)");
    plot().xAxis->setLabel(label.arg(1).arg(shareX * 100, 0, 'f', 1));
    plot().yAxis->setLabel(label.arg(2).arg(shareY * 100, 0, 'f', 1));
    fitView();
}

void ClusterPlot::fitView()
{
    const std::array<QCPAxis*, 2> axes{plot().xAxis, plot().yAxis};
    for (int i = 0; i < 2 && m_picture.rows() > 0; ++i) {
        const double low = m_picture.col(i).minCoeff();
        const double high = m_picture.col(i).maxCoeff();
        const double margin = std::max((high - low) * kMargin, 1e-9);
        axes[i]->setRange(low - margin, high + margin);
    }
    queueReplot();
}

void ClusterPlot::setClusters(
    const std::vector<std::int32_t>& labels, const std::vector<std::int32_t>& looks)
{
    m_labels = labels;
    m_looks = looks;
    m_sizes.clear();
    for (const std::int32_t label : labels) {
        if (label >= static_cast<int>(m_sizes.size()))
            m_sizes.resize(label + 1, 0);
        ++m_sizes[label];
    }
    queueReplot();
}

void ClusterPlot::setHighlighted(int channel)
{
    if (channel == m_highlighted)
        return;
    m_highlighted = channel;
    plot().layer(highlightLayer())->replot();
}

int ClusterPlot::shownSingletons() const
{
    int count = 0;
    for (int channel = 0; channel < static_cast<int>(m_labels.size()); ++channel)
        count += markerOf(channel).single;
    return count;
}

ClusterPlot::Marker ClusterPlot::markerOf(int channel) const
{
    const int look = m_looks[channel];
    return {look % kClusterColors, (look / kClusterColors + look) % kMarkerShapes,
        m_sizes[m_labels[channel]] == 1};
}

QPointF ClusterPlot::pixel(int channel) const
{
    return {plot().xAxis->coordToPixel(m_picture(channel, 0)),
        plot().yAxis->coordToPixel(m_picture(channel, 1))};
}

void ClusterPlot::paintPoints(QCPPainter& painter) const
{
    const PlotColors theme = colors();
    const bool dark = isDark(palette());
    std::array<QPainterPath, kMarkerShapes> shapes;
    for (int shape = 0; shape < kMarkerShapes; ++shape)
        shapes[shape] = markerShape(shape, kMarkerSize);
    const QPainterPath dot = markerShape(0, kSingleSize);
    painter.setAntialiasing(true);
    // Single channels first, so that clusters lie on top of them.
    for (const bool single : {true, false}) {
        for (int channel = 0; channel < static_cast<int>(m_labels.size()); ++channel) {
            const Marker marker = markerOf(channel);
            if (marker.single != single)
                continue;
            const QColor fill = single ? theme.muted : clusterColor(marker.color, dark);
            painter.setBrush(fill);
            painter.setPen(single ? QPen(Qt::NoPen) : QPen(theme.outline, 0.8));
            const QPointF where = pixel(channel);
            painter.translate(where);
            painter.drawPath(single ? dot : shapes[marker.shape]);
            painter.translate(-where);
        }
    }
}

void ClusterPlot::paintHighlight(QCPPainter& painter) const
{
    if (m_highlighted < 0 || m_highlighted >= static_cast<int>(m_labels.size()))
        return;
    painter.setAntialiasing(true);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors().text, 1.6));
    for (int channel = 0; channel < static_cast<int>(m_labels.size()); ++channel) {
        if (channel == m_highlighted)
            painter.drawEllipse(pixel(channel), 9, 9);
        else if (m_labels[channel] == m_labels[m_highlighted])
            painter.drawEllipse(pixel(channel), 7, 7);
    }
}

int ClusterPlot::channelAt(QPointF position) const
{
    int nearest = -1;
    double best = kHoverDistance;
    for (int channel = 0; channel < static_cast<int>(m_labels.size()); ++channel) {
        const QPointF offset = pixel(channel) - position;
        const double distance = std::hypot(offset.x(), offset.y());
        if (distance < best) {
            best = distance;
            nearest = channel;
        }
    }
    return nearest;
}

void ClusterPlot::onMouseMove(QPointF position, QPoint global)
{
    const int channel = channelAt(position);
    Q_EMIT channelHovered(channel);
    if (channel < 0) {
        QToolTip::hideText();
        return;
    }
    const int label = m_labels[channel];
    QToolTip::showText(global,
        tr("Channel %1\nCluster %2 of %3, size %4")
            .arg(channel)
            .arg(label + 1)
            .arg(m_sizes.size())
            .arg(m_sizes[label]),
        this);
}

} // namespace pleat::ui
