// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/collapse_plot.h"

#include "ui/plots/axis_zoom.h"
#include "ui/plots/graph_values.h"
#include "ui/plots/markers.h"

#include <qcustomplot.h>

#include <QKeyEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace pleat::ui {

namespace {

constexpr double kBandLow = 0.9;
constexpr double kBandHigh = 1.1;
constexpr double kLeastErrors = 0.1; // the axis of mean errors reaches at least so far
constexpr double kSmallest = 1e-4; // a logarithmic axis has no 0
constexpr double kWide = 30; // largest over smallest ratio
constexpr int kLabelHeight = 16; // pixels that a rotated label needs

QCPScatterStyle marker(int shape, const QPen& pen, const QBrush& brush)
{
    // QCPScatterStyle takes custom shapes as drawn at size 6.
    return {markerShape(shape, 6), pen, brush, 9};
}

QVector<QPointF> pointsOf(const QCPGraph& graph)
{
    QVector<QPointF> points;
    for (const QCPGraphData& point : *graph.data())
        points << QPointF(point.key, point.value);
    return points;
}

void stretchVertically(QCPItemRect& rect)
{
    rect.topLeft->setTypeY(QCPItemPosition::ptAxisRectRatio);
    rect.bottomRight->setTypeY(QCPItemPosition::ptAxisRectRatio);
    rect.setPen(Qt::NoPen);
    rect.setLayer(QStringLiteral("background"));
}

} // namespace

CollapsePlot::CollapsePlot(QWidget* parent)
    : Plot(parent)
    , m_phases{plot().addGraph(), plot().addGraph(), plot().addGraph()}
    , m_predicted(plot().addGraph())
    , m_band(new QCPItemRect(&plot()))
    , m_zoom(new AxisZoom(plot(), {plot().axisRect()}, Qt::Horizontal | Qt::Vertical))
{
    m_phases[0]->setName(tr("original = 1"));
    m_predicted->setName(tr("predicted"));
    m_phases[1]->setName(tr("merged"));
    m_phases[2]->setName(tr("repaired"));
    m_band->topLeft->setTypeX(QCPItemPosition::ptAxisRectRatio);
    m_band->bottomRight->setTypeX(QCPItemPosition::ptAxisRectRatio);
    m_band->topLeft->setCoords(0, kBandHigh);
    m_band->bottomRight->setCoords(1, kBandLow);
    m_band->setPen(Qt::NoPen);
    m_band->setLayer(QStringLiteral("background"));
    plot().yAxis->setLabel(tr("variance ratio"));
    plot().xAxis->setTickLabelRotation(-60);
    plot().legend->setVisible(true);
    plot().legend->setFillOrder(QCPLegend::foColumnsFirst);
    plot().legend->setBorderPen(Qt::NoPen);
    plot().plotLayout()->insertRow(0);
    plot().plotLayout()->addElement(0, 0, plot().legend);
    plot().plotLayout()->setRowStretchFactor(0, 0.001);
    connectMouse();
    fitValues();
    applyTheme();
}

void CollapsePlot::connectMouse()
{
    connect(&plot(), &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        onMouseMove(event->pos(), event->globalPosition().toPoint());
    });
    connect(&plot(), &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) {
        const auto found = m_names.find(layerAt(event->position().x()));
        if (event->button() == Qt::LeftButton && found != m_names.end()
            && !m_zoom->dragged(event->position()))
            Q_EMIT layerClicked(found->second);
    });
    connect(&plot(), &QCustomPlot::mouseDoubleClick, m_zoom, &AxisZoom::fit);
    connect(m_zoom, &AxisZoom::moved, this, [this] {
        labelLayers(plot().width());
        queueReplot();
    });
}

void CollapsePlot::applyTheme()
{
    const PlotColors theme = colors();
    m_band->setBrush(theme.band);
    m_phases[0]->setPen(QPen(theme.text, 1.4));
    m_predicted->setPen(QPen(theme.predicted, 1, Qt::DotLine));
    m_predicted->setScatterStyle(marker(3, QPen(theme.predicted, 1.5), theme.background));
    m_phases[1]->setPen(QPen(theme.merged, 1.2, Qt::DashLine));
    m_phases[1]->setScatterStyle(marker(4, QPen(theme.merged, 1), theme.merged));
    m_phases[2]->setPen(QPen(theme.repaired, 1.4));
    m_phases[2]->setScatterStyle(marker(1, QPen(theme.repaired, 1), theme.repaired));
    for (QCPItemRect* rect : m_markers)
        rect->setBrush(theme.marked);
    Plot::applyTheme();
    plot().legend->setFont(font());
}

void CollapsePlot::clear()
{
    m_names.clear();
    for (QCPGraph* graph : m_phases)
        graph->data()->clear();
    for (std::map<int, Values>& values : m_values)
        values.clear();
    m_predicted->data()->clear();
    refresh();
}

void CollapsePlot::put(study::Phase phase, int layer, const Values& values)
{
    m_values[static_cast<int>(phase)][layer] = values;
    showValue(static_cast<int>(phase), layer, values);
}

void CollapsePlot::showValue(int phase, int layer, const Values& values)
{
    if (const std::optional<double> value = showsRatios() ? values.ratio : values.meanError)
        place(*m_phases[phase], layer, *value);
}

void CollapsePlot::setMeasure(Measure measure)
{
    if (std::exchange(m_measure, measure) != measure)
        m_zoom->fit(); // the other axis has other values
    for (int phase = 0; phase < 3; ++phase) {
        m_phases[phase]->data()->clear();
        for (const auto& [layer, values] : m_values[phase])
            showValue(phase, layer, values);
    }
    m_phases[0]->setName(showsRatios() ? tr("original = 1") : tr("original = 0"));
    m_predicted->setVisible(showsRatios());
    m_band->setVisible(showsRatios());
    if (showsRatios())
        m_predicted->addToLegend();
    else
        m_predicted->removeFromLegend();
    plot().yAxis->setLabel(
        showsRatios() ? tr("variance ratio") : tr("mean error, standard deviations"));
    refresh();
}

void CollapsePlot::place(QCPGraph& graph, int layer, double ratio)
{
    graph.data()->remove(layer);
    graph.addData(layer, ratio);
}

void CollapsePlot::setName(int layer, const QString& name)
{
    m_names[layer] = name;
}

void CollapsePlot::begin(std::map<std::string, double> predicted)
{
    m_waiting = std::move(predicted);
    clear();
}

void CollapsePlot::addPoints(const std::vector<study::LayerPoint>& points)
{
    for (const study::LayerPoint& point : points) {
        const auto predicted = m_waiting.find(point.name);
        if (!m_names.contains(point.layer) && predicted != m_waiting.end())
            place(*m_predicted, point.layer, predicted->second);
        setName(point.layer, QString::fromStdString(point.name));
        put(point.phase, point.layer, {point.ratio, point.meanError});
    }
    refresh();
}

bool CollapsePlot::setPredicted(const std::map<std::string, double>& predicted)
{
    const QVector<QPointF> before = predictedSeries();
    m_predicted->data()->clear();
    for (const auto& [layer, name] : m_names) {
        const auto found = predicted.find(name.toStdString());
        if (found != predicted.end())
            place(*m_predicted, layer, found->second);
    }
    // Not by ==, which calls points equal that lie close.
    const QVector<QPointF> now = predictedSeries();
    const bool same = std::equal(now.begin(), now.end(), before.begin(), before.end(),
        [](QPointF a, QPointF b) { return a.x() == b.x() && a.y() == b.y(); });
    if (!same)
        refresh();
    return !same;
}

void CollapsePlot::fitTo(QSize size)
{
    labelLayers(size.width());
}

void CollapsePlot::setReport(const std::vector<study::LayerReport>& layers)
{
    clear();
    for (int i = 0; i < static_cast<int>(layers.size()); ++i) {
        setName(i, QString::fromStdString(layers[i].name));
        place(*m_predicted, i, layers[i].predicted);
        put(study::Phase::Original, i, {1, 0});
        put(study::Phase::Merged, i, {layers[i].merged, layers[i].meanErrorMerged});
        put(study::Phase::Repaired, i, {layers[i].repaired, layers[i].meanErrorRepaired});
    }
    refresh();
}

void CollapsePlot::setLogarithmic(bool logarithmic)
{
    const bool other = logarithmic != this->logarithmic();
    if (logarithmic) {
        plot().yAxis->setScaleType(QCPAxis::stLogarithmic);
        plot().yAxis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
        plot().yAxis->setNumberFormat(QStringLiteral("g"));
    } else {
        plot().yAxis->setScaleType(QCPAxis::stLinear);
        plot().yAxis->setTicker(QSharedPointer<QCPAxisTicker>::create());
    }
    if (other)
        m_zoom->fit();
    refresh();
}

bool CollapsePlot::logarithmic() const
{
    return plot().yAxis->scaleType() == QCPAxis::stLogarithmic;
}

bool CollapsePlot::spreadsWidely() const
{
    if (!showsRatios())
        return false;
    double low = 1;
    double high = 1;
    for (const QCPGraph* graph : {m_predicted, m_phases[1], m_phases[2]}) {
        for (const QCPGraphData& point : *graph->data()) {
            low = std::min(low, std::max(point.value, kSmallest));
            high = std::max(high, point.value);
        }
    }
    return high / low > kWide;
}

void CollapsePlot::setMarked(const QStringList& layers)
{
    m_marked = layers;
    refresh();
}

void CollapsePlot::refresh()
{
    fitValues();
    labelLayers(plot().width());
    for (QCPItemRect* rect : m_markers)
        plot().removeItem(rect);
    m_markers.clear();
    for (const auto& [layer, name] : m_names) {
        if (!m_marked.contains(name))
            continue;
        auto* rect = new QCPItemRect(&plot());
        stretchVertically(*rect);
        rect->topLeft->setCoords(layer - 0.5, 0);
        rect->bottomRight->setCoords(layer + 0.5, 1);
        rect->setBrush(colors().marked);
        m_markers.push_back(rect);
    }
    queueReplot();
}

void CollapsePlot::fitValues()
{
    double low = showsRatios() ? kBandLow : kLeastErrors;
    double high = showsRatios() ? kBandHigh : kLeastErrors;
    for (const QCPGraph* graph : {m_predicted, m_phases[0], m_phases[1], m_phases[2]}) {
        if (!graph->visible() || (!showsRatios() && graph == m_phases[0]))
            continue; // the 0 of the original has no place on a logarithmic axis
        for (const QCPGraphData& point : *graph->data()) {
            low = std::min(low, point.value);
            high = std::max(high, point.value);
        }
    }
    if (logarithmic())
        m_zoom->setHome(Qt::Vertical, {std::max(low, kSmallest) / 1.4, high * 1.4});
    else
        m_zoom->setHome(Qt::Vertical, {0, high * 1.08});
    const int last = m_names.empty() ? 0 : m_names.rbegin()->first;
    m_zoom->setHome(Qt::Horizontal, {-0.5, last + 0.5});
}

void CollapsePlot::labelLayers(int width)
{
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    // Not the width of the axes: they are laid out only after this.
    const QMargins margins = plot().axisRect()->margins();
    const int room = std::max(width - margins.left() - margins.right(), 1);
    const double inView =
        std::min<double>(plot().xAxis->range().size(), static_cast<double>(m_names.size()));
    const int needed = static_cast<int>(std::ceil(inView)) * kLabelHeight;
    const int step = (needed + room - 1) / room;
    const QFontMetrics metrics(plot().xAxis->tickLabelFont());
    for (const auto& [layer, name] : m_names) {
        if (layer % std::max(step, 1) == 0)
            ticker->addTick(layer, metrics.elidedText(name, Qt::ElideMiddle, 130));
    }
    plot().xAxis->setTicker(ticker);
}

std::optional<ViewEdges> CollapsePlot::zoom() const
{
    return m_zoom->edges();
}

void CollapsePlot::setZoom(const std::optional<ViewEdges>& zoom)
{
    m_zoom->setEdges(zoom);
}

QPoint CollapsePlot::positionOf(int layer) const
{
    const auto x = static_cast<int>(std::lround(plot().xAxis->coordToPixel(layer)));
    return plot().mapTo(this, QPoint(x, plot().axisRect()->center().y()));
}

void CollapsePlot::keyPressEvent(QKeyEvent* event)
{
    if (!m_zoom->takeKey(*event))
        Plot::keyPressEvent(event);
}

QVector<QPointF> CollapsePlot::series(study::Phase phase) const
{
    return pointsOf(*graphOf(phase));
}

QVector<QPointF> CollapsePlot::predictedSeries() const
{
    return pointsOf(*m_predicted);
}

QStringList CollapsePlot::layerNames() const
{
    QStringList names;
    for (const auto& [layer, name] : m_names)
        names << name;
    return names;
}

PlotTable CollapsePlot::table() const
{
    PlotTable table;
    table.columns = {tr("layer"), tr("original"), tr("merged"), tr("repaired")};
    std::vector<const QCPGraph*> graphs{m_phases[0], m_phases[1], m_phases[2]};
    if (m_predicted->visible()) {
        table.columns << tr("predicted");
        graphs.push_back(m_predicted);
    }
    for (const auto& [layer, name] : m_names) {
        QVector<QVariant> row{name};
        for (const QCPGraph* graph : graphs)
            row << valueAt(*graph, layer);
        table.rows << row;
    }
    return table;
}

int CollapsePlot::layerAt(double x) const
{
    return static_cast<int>(std::lround(plot().xAxis->pixelToCoord(x)));
}

QString CollapsePlot::describe(int layer) const
{
    QString text = m_names.at(layer);
    for (const QCPGraph* graph : {m_phases[0], m_phases[1], m_phases[2], m_predicted}) {
        const auto found = graph->data()->findBegin(layer, false);
        if (!graph->visible())
            continue;
        if (found != graph->data()->constEnd() && found->key == layer)
            text += QStringLiteral("\n%1: %2").arg(graph->name()).arg(found->value, 0, 'f', 3);
    }
    return text;
}

void CollapsePlot::onMouseMove(QPoint position, QPoint global)
{
    const int layer = layerAt(position.x());
    if (m_names.contains(layer) && plot().axisRect()->rect().contains(position))
        QToolTip::showText(global, Qt::convertFromPlainText(describe(layer)), this);
    else
        QToolTip::hideText();
}

} // namespace pleat::ui
