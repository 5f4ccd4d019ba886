// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/pair_plot.h"

#include "ui/plots/axis_zoom.h"
#include "ui/plots/markers.h"
#include "ui/plots/painted_plottable.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace pleat::ui {

namespace {

constexpr double kRoom = 0.1; // of the range of values, beyond the outermost
constexpr double kWide = 30; // largest over smallest value
constexpr double kLogarithmicRoom = 1.4;
constexpr double kBarWidth = 0.5;
constexpr int kLabelHeight = 16; // pixels that a rotated label needs
constexpr int kLabelWidth = 110; // pixels; longer names are elided

QVector<QPointF> pointsOf(const QCPGraph& graph)
{
    QVector<QPointF> points;
    for (const QCPGraphData& point : *graph.data())
        points << QPointF(point.key, point.value);
    return points;
}

} // namespace

PairPlot::PairPlot(const QString& value, const QString& names, QWidget* parent)
    : Plot(parent)
    , m_value(value)
    , m_names(names)
{
    plot().setAccessibleName(tr("%1 of two runs and their difference").arg(value));
    buildPanels();
    m_zoom = new AxisZoom(plot(), {m_panels[0], m_panels[1]}, Qt::Horizontal);
    m_zoom->setWheelModifier(Qt::ControlModifier); // plots of pairs stand in a page that scrolls
    plot().addLayer(overlayLayer(), plot().layer(QStringLiteral("main")));
    plot().layer(overlayLayer())->setMode(QCPLayer::lmBuffered);
    for (QCPAxisRect* panel : m_panels)
        addPaintedPlottable(panel->axis(QCPAxis::atBottom), panel->axis(QCPAxis::atLeft),
            overlayLayer(), [this, panel](QCPPainter& painter) { paintFrames(painter, *panel); });
    connectMouse();
    fitAxes();
    applyTheme();
}

void PairPlot::buildPanels()
{
    QCPLayoutGrid& grid = *plot().plotLayout();
    grid.clear();
    auto* legend = new QCPLegend; // becomes that of the plot, which has lost its own
    legend->setFillOrder(QCPLegend::foColumnsFirst);
    legend->setBorderPen(Qt::NoPen);
    grid.addElement(0, 0, legend);
    legend->setLayer(QStringLiteral("legend"));
    auto* margins = new QCPMarginGroup(&plot());
    for (int panel = 0; panel < 2; ++panel) {
        m_panels[panel] = new QCPAxisRect(&plot());
        m_panels[panel]->setMarginGroup(QCP::msLeft | QCP::msRight, margins);
        m_panels[panel]->setMinimumMargins({8, 4, 12, 4});
        grid.addElement(panel + 1, 0, m_panels[panel]);
        for (QCPAxis* axis : m_panels[panel]->axes())
            axis->setLayer(QStringLiteral("axes"));
        for (QCPAxis* axis : m_panels[panel]->axes())
            axis->grid()->setLayer(QStringLiteral("grid"));
    }
    grid.setRowStretchFactor(0, 0.001);
    grid.setRowStretchFactor(1, 1.2);
    for (int run = 0; run < 2; ++run) {
        m_series[run] = plot().addGraph(
            m_panels[0]->axis(QCPAxis::atBottom), m_panels[0]->axis(QCPAxis::atLeft));
    }
    m_series[0]->setName(tr("A"));
    m_series[1]->setName(tr("B"));
    m_differences =
        new QCPBars(m_panels[1]->axis(QCPAxis::atBottom), m_panels[1]->axis(QCPAxis::atLeft));
    m_differences->setWidth(kBarWidth);
    m_differences->removeFromLegend();
    m_panels[0]->axis(QCPAxis::atBottom)->setTickLabels(false);
    m_panels[0]->axis(QCPAxis::atLeft)->setLabel(m_value);
    m_panels[0]->axis(QCPAxis::atLeft)->setNumberFormat(QStringLiteral("g"));
    m_panels[1]->axis(QCPAxis::atLeft)->setLabel(tr("B − A"));
    m_panels[1]->axis(QCPAxis::atLeft)->ticker()->setTickCount(3);
    m_panels[1]->axis(QCPAxis::atBottom)->setTickLabelRotation(-60);
}

void PairPlot::applyTheme()
{
    const PlotColors theme = colors();
    m_series[0]->setPen(QPen(theme.merged, 1.2, Qt::DashLine));
    m_series[0]->setScatterStyle({markerShape(1, 6), QPen(theme.merged, 1), theme.merged, 8});
    m_series[1]->setPen(QPen(theme.repaired, 1.4));
    m_series[1]->setScatterStyle({markerShape(2, 6), QPen(theme.repaired, 1), theme.repaired, 8});
    m_differences->setPen(QPen(theme.text, 1));
    m_differences->setBrush(theme.muted);
    for (QCPItemRect* rect : m_markers)
        rect->setBrush(theme.marked);
    Plot::applyTheme();
    plot().legend->setFont(font());
    m_panels[1]->axis(QCPAxis::atLeft)->grid()->setZeroLinePen(QPen(theme.text, 1));
}

void PairPlot::setRows(const std::vector<Row>& rows)
{
    m_rows = rows;
    for (QCPGraph* graph : m_series)
        graph->data()->clear();
    m_differences->data()->clear();
    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        if (rows[i].a)
            m_series[0]->addData(i, *rows[i].a);
        if (rows[i].b)
            m_series[1]->addData(i, *rows[i].b);
        if (const std::optional<double> difference = rows[i].difference())
            m_differences->addData(i, *difference);
    }
    fitAxes();
    labelRows();
    setMarkedGroup(m_group);
}

void PairPlot::setMarkedGroup(int group)
{
    m_group = group;
    for (QCPItemRect* rect : m_markers)
        plot().removeItem(rect);
    m_markers.clear();
    for (const int row : rowsOf(group)) {
        for (QCPAxisRect* panel : m_panels)
            addMarker(*panel, row);
    }
    queueReplot();
}

void PairPlot::addMarker(QCPAxisRect& panel, int row)
{
    auto* rect = new QCPItemRect(&plot());
    rect->setClipAxisRect(&panel);
    for (QCPItemPosition* position : {rect->topLeft, rect->bottomRight}) {
        position->setAxisRect(&panel);
        position->setAxes(panel.axis(QCPAxis::atBottom), panel.axis(QCPAxis::atLeft));
        position->setTypeX(QCPItemPosition::ptPlotCoords);
        position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    rect->topLeft->setCoords(row - 0.5, 0);
    rect->bottomRight->setCoords(row + 0.5, 1);
    rect->setPen(Qt::NoPen);
    rect->setBrush(colors().marked);
    rect->setLayer(QStringLiteral("background"));
    m_markers.push_back(rect);
}

/// Logarithmic where values lie so far apart that a linear axis would hide the small ones.
void PairPlot::fitSeries()
{
    double low = std::numeric_limits<double>::infinity();
    double high = 0;
    for (const Row& row : m_rows) {
        for (const std::optional<double>& value : {row.a, row.b}) {
            low = std::min(low, value.value_or(low));
            high = std::max(high, value.value_or(0));
        }
    }
    QCPAxis& axis = *m_panels[0]->axis(QCPAxis::atLeft);
    if (high > kWide * low && low > 0) {
        axis.setScaleType(QCPAxis::stLogarithmic);
        axis.setTicker(QSharedPointer<QCPAxisTickerLog>::create());
        axis.setRange(low / kLogarithmicRoom, high * kLogarithmicRoom);
    } else {
        axis.setScaleType(QCPAxis::stLinear);
        axis.setTicker(QSharedPointer<QCPAxisTicker>::create());
        axis.setRange(0, high > 0 ? high * (1 + kRoom) : 1);
    }
    axis.ticker()->setTickCount(4);
}

void PairPlot::fitAxes()
{
    double least = 0;
    double most = 0;
    for (const Row& row : m_rows) {
        const double difference = row.difference().value_or(0);
        least = std::min(least, difference);
        most = std::max(most, difference);
    }
    const double span = most > least ? most - least : 1;
    fitSeries();
    m_panels[1]->axis(QCPAxis::atLeft)->setRange(least - kRoom * span, most + kRoom * span);
    const double last = std::max(static_cast<double>(m_rows.size()) - 1, 0.0);
    m_zoom->setHome(Qt::Horizontal, {-0.5, last + 0.5});
}

std::optional<ViewEdges> PairPlot::zoom() const
{
    return m_zoom->edges();
}

void PairPlot::setZoom(const std::optional<ViewEdges>& zoom)
{
    m_zoom->setEdges(zoom);
}

void PairPlot::labelRows()
{
    auto ticker = QSharedPointer<QCPAxisTickerText>::create();
    const int room = std::max(width() - kLabelWidth / 2, 1);
    QCPAxis* axis = m_panels[1]->axis(QCPAxis::atBottom);
    const double inView =
        std::min<double>(axis->range().size(), static_cast<double>(m_rows.size()));
    const int needed = static_cast<int>(std::ceil(inView)) * kLabelHeight;
    const int step = std::max((needed + room - 1) / room, 1);
    const QFontMetrics metrics(axis->tickLabelFont());
    for (int row = 0; row < static_cast<int>(m_rows.size()); row += step)
        ticker->addTick(row, metrics.elidedText(m_rows[row].name, Qt::ElideMiddle, kLabelWidth));
    axis->setTicker(ticker);
    m_panels[0]->axis(QCPAxis::atBottom)->setTicker(ticker);
    queueReplot();
}

void PairPlot::resizeEvent(QResizeEvent* event)
{
    Plot::resizeEvent(event);
    labelRows();
}

PlotTable PairPlot::table() const
{
    PlotTable table;
    table.columns = {
        m_names, m_value + QStringLiteral(" A"), m_value + QStringLiteral(" B"), tr("B − A")};
    table.subject = PlotTable::Subject::Group;
    const auto cell = [](std::optional<double> value) {
        return value ? QVariant(*value) : QVariant();
    };
    for (const Row& row : m_rows) {
        table.rows.append({row.name, cell(row.a), cell(row.b), cell(row.difference())});
        table.ids.append(row.group);
    }
    return table;
}

QVector<QPointF> PairPlot::seriesA() const
{
    return pointsOf(*m_series[0]);
}

QVector<QPointF> PairPlot::seriesB() const
{
    return pointsOf(*m_series[1]);
}

QVector<QPointF> PairPlot::differences() const
{
    QVector<QPointF> points;
    for (const QCPBarsData& bar : *m_differences->data())
        points << QPointF(bar.key, bar.value);
    return points;
}

std::vector<int> PairPlot::markedRows() const
{
    std::vector<int> rows;
    for (std::size_t marker = 0; marker + 1 < m_markers.size(); marker += 2)
        rows.push_back(
            static_cast<int>(std::lround(m_markers[marker]->topLeft->coords().x() + 0.5)));
    return rows;
}

} // namespace pleat::ui
