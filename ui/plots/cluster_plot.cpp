// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/cluster_plot.h"

#include "ui/plots/hull.h"
#include "ui/plots/painted_plottable.h"
#include "ui/plots/picking.h"

#include <qcustomplot.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kMargin = 0.06; // of the range, on each side

} // namespace

ClusterPlot::ClusterPlot(QWidget* parent)
    : Plot(parent)
{
    plot().setAccessibleName(tr("Scatter of the channels"));
    setAccessibleDescription(tr("The arrow keys walk from channel to channel, Space selects. %1")
                                 .arg(accessibleDescription()));
    plot().addLayer(overlayLayer(), plot().layer(QStringLiteral("main")));
    plot().layer(overlayLayer())->setMode(QCPLayer::lmBuffered);
    addPaintedPlottable(plot().xAxis, plot().yAxis, QStringLiteral("main"),
        [this](QCPPainter& painter) { paintMarks(painter); });
    addPaintedPlottable(plot().xAxis, plot().yAxis, overlayLayer(),
        [this](QCPPainter& painter) { paintOverlay(painter); });
    for (QCPAxis* axis : {plot().xAxis, plot().yAxis})
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
            [this] { m_fitted = m_fitted && m_fitting; });
    connectMouse();
    setMode(Mode::Pan);
    applyTheme();
}

void ClusterPlot::setPoints(const Eigen::MatrixXd& picture, double shareX, double shareY)
{
    m_labels.clear();
    m_looks.clear();
    m_sizes.clear();
    m_norms.clear();
    m_marked.clear();
    m_zoomed.clear();
    m_highlighted = -1;
    m_gesture.reset();
    m_fitted = true;
    const QString label = tr("component %1 (%2 % of variance)");
    movePoints(picture, label.arg(1).arg(shareX * 100, 0, 'f', 1),
        label.arg(2).arg(shareY * 100, 0, 'f', 1));
}

void ClusterPlot::movePoints(
    const Eigen::MatrixXd& picture, const QString& labelX, const QString& labelY)
{
    m_picture = picture;
    plot().xAxis->setLabel(labelX);
    plot().yAxis->setLabel(labelY);
    if (m_fitted)
        fitView();
    queueReplot();
}

void ClusterPlot::fitView()
{
    m_fitting = true;
    const std::array<QCPAxis*, 2> axes{plot().xAxis, plot().yAxis};
    for (int i = 0; i < 2 && m_picture.rows() > 0; ++i) {
        const double low = m_picture.col(i).minCoeff();
        const double high = m_picture.col(i).maxCoeff();
        const double margin = std::max((high - low) * kMargin, 1e-9);
        axes[i]->setRange(low - margin, high + margin);
    }
    m_fitting = false;
    m_fitted = true;
    queueReplot();
}

std::optional<ViewEdges> ClusterPlot::zoom() const
{
    if (m_fitted)
        return std::nullopt;
    const QCPRange x = plot().xAxis->range();
    const QCPRange y = plot().yAxis->range();
    return ViewEdges{x.lower, y.lower, x.upper, y.upper};
}

void ClusterPlot::setZoom(const ViewEdges& zoom)
{
    plot().xAxis->setRange(zoom[0], zoom[2]);
    plot().yAxis->setRange(zoom[1], zoom[3]);
    m_fitted = false;
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

void ClusterPlot::setNorms(const std::vector<double>& norms)
{
    m_norms = norms;
    m_largestNorm = norms.empty() ? 0 : *std::max_element(norms.begin(), norms.end());
    queueReplot();
}

void ClusterPlot::setNumbersShown(bool shown)
{
    m_numbers = shown;
    queueReplot();
}

void ClusterPlot::setHighlighted(int channel)
{
    if (channel == m_highlighted)
        return;
    m_highlighted = channel;
    replotOverlay();
}

void ClusterPlot::setMarked(const std::vector<int>& channels)
{
    if (channels == m_marked)
        return;
    m_marked = channels;
    queueReplot();
}

void ClusterPlot::setZoomed(const std::vector<int>& channels)
{
    if (channels == m_zoomed)
        return;
    m_zoomed = channels;
    queueReplot();
}

void ClusterPlot::replotOverlay()
{
    plot().layer(overlayLayer())->replot();
}

PlotTable ClusterPlot::table() const
{
    PlotTable table;
    table.subject = PlotTable::Subject::Channel;
    table.columns << tr("channel") << tr("cluster") << axisLabels() << tr("selected");
    if (!m_norms.empty())
        table.columns << tr("norm");
    for (int channel = 0; channel < static_cast<int>(m_labels.size()); ++channel) {
        QVector<QVariant> row{static_cast<qint64>(channel),
            static_cast<qint64>(m_labels[channel] + 1), m_picture(channel, 0),
            m_picture(channel, 1), isMarked(channel) ? tr("yes") : tr("no")};
        if (!m_norms.empty())
            row << m_norms[channel];
        table.rows << row;
        table.ids << channel;
    }
    return table;
}

int ClusterPlot::shownSingletons() const
{
    int count = 0;
    for (int channel = 0; channel < static_cast<int>(m_labels.size()); ++channel)
        count += markerOf(channel).single;
    return count;
}

QVector<ClusterPlot::Number> ClusterPlot::shownNumbers() const
{
    QVector<Number> numbers;
    if (!m_numbers)
        return numbers;
    std::vector<QPointF> sums(m_sizes.size());
    for (std::size_t channel = 0; channel < m_labels.size(); ++channel)
        sums[m_labels[channel]] += QPointF(m_picture(static_cast<Eigen::Index>(channel), 0),
            m_picture(static_cast<Eigen::Index>(channel), 1));
    for (int label = 0; label < static_cast<int>(m_sizes.size()); ++label) {
        if (m_sizes[label] > 1)
            numbers.push_back({label, sums[label] / m_sizes[label]});
    }
    return numbers;
}

QPolygonF ClusterPlot::shownHull() const
{
    QPolygonF points;
    for (const int channel : clusterAround(m_labels, m_highlighted))
        points << pixel(channel);
    return points.size() > 1 ? convexHull(points) : QPolygonF();
}

QStringList ClusterPlot::axisLabels() const
{
    return {plot().xAxis->label(), plot().yAxis->label()};
}

bool ClusterPlot::isMarked(int channel) const
{
    return std::binary_search(m_marked.begin(), m_marked.end(), channel);
}

bool ClusterPlot::isDimmed(int channel) const
{
    const auto leavesOut = [channel](const std::vector<int>& channels) {
        return !channels.empty() && !std::binary_search(channels.begin(), channels.end(), channel);
    };
    return leavesOut(m_marked) || leavesOut(m_zoomed);
}

QPointF ClusterPlot::pixel(int channel) const
{
    return {plot().xAxis->coordToPixel(m_picture(channel, 0)),
        plot().yAxis->coordToPixel(m_picture(channel, 1))};
}

QWidget* ClusterPlot::canvas()
{
    return &plot();
}

} // namespace pleat::ui
