// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/loss_plot.h"

#include "ui/plots/graph_values.h"

#include <qcustomplot.h>

#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace pleat::ui {

namespace {

constexpr double kSmallest = 1e-6; // a logarithmic axis has no 0
constexpr double kRoom = 1.3; // above and below the curves

} // namespace

LossPlot::LossPlot(QWidget* parent)
    : Plot(parent)
    , m_parts{plot().addGraph(), plot().addGraph(), plot().addGraph(), plot().addGraph()}
{
    const QString names[Parts] = {tr("total"), tr("classes"), tr("statistics"), tr("variation")};
    for (int part = 0; part < Parts; ++part)
        m_parts[part]->setName(names[part]);
    plot().xAxis->setLabel(tr("step"));
    plot().xAxis->ticker()->setTickCount(3); // the plot is narrow beside the images
    plot().yAxis->setLabel(tr("loss"));
    plot().yAxis->setScaleType(QCPAxis::stLogarithmic);
    plot().yAxis->setTicker(QSharedPointer<QCPAxisTickerLog>::create());
    plot().yAxis->setNumberFormat(QStringLiteral("g"));
    plot().legend->setVisible(true);
    plot().legend->setWrap(2);
    plot().legend->setFillOrder(QCPLegend::foColumnsFirst);
    plot().plotLayout()->insertRow(0);
    plot().plotLayout()->addElement(0, 0, plot().legend);
    plot().plotLayout()->setRowStretchFactor(0, 0.001);
    connect(&plot(), &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        onMouseMove(event->pos(), event->globalPosition().toPoint());
    });
    plot().setAccessibleName(tr("Loss of the images"));
    begin(0);
    applyTheme();
}

void LossPlot::applyTheme()
{
    const PlotColors theme = colors();
    m_parts[Total]->setPen(QPen(theme.text, 2));
    m_parts[Classes]->setPen(QPen(theme.repaired, 1.4, Qt::DashLine));
    m_parts[Statistics]->setPen(QPen(theme.merged, 1.4));
    m_parts[Variation]->setPen(QPen(theme.predicted, 1.4, Qt::DotLine));
    Plot::applyTheme();
    plot().legend->setFont(font());
}

void LossPlot::begin(std::int64_t steps)
{
    m_steps = steps;
    for (QCPGraph* graph : m_parts)
        graph->data()->clear();
    fitValues();
    queueReplot();
}

void LossPlot::addPoints(const std::vector<study::InversionPoint>& points, std::int64_t steps)
{
    m_steps = steps;
    for (const study::InversionPoint& point : points) {
        const auto step = static_cast<double>(point.step + 1);
        const double values[Parts] = {
            point.total, point.classes, point.statistics, point.variation};
        for (int part = 0; part < Parts; ++part) {
            if (std::isfinite(values[part]) && values[part] > kSmallest)
                m_parts[part]->addData(step, values[part]);
        }
    }
    fitValues();
    queueReplot();
}

void LossPlot::fitValues()
{
    double low = std::numeric_limits<double>::infinity();
    double high = 0;
    double last = static_cast<double>(std::max<std::int64_t>(m_steps, 2));
    for (const QCPGraph* graph : m_parts) {
        for (const QCPGraphData& point : *graph->data()) {
            low = std::min(low, point.value);
            high = std::max(high, point.value);
            last = std::max(last, point.key);
        }
    }
    if (high <= 0) {
        low = 0.1;
        high = 10;
    }
    plot().xAxis->setRange(1, last);
    plot().yAxis->setRange(low / kRoom, high * kRoom);
}

QVector<QPointF> LossPlot::series(Part part) const
{
    QVector<QPointF> points;
    for (const QCPGraphData& point : *m_parts[part]->data())
        points << QPointF(point.key, point.value);
    return points;
}

PlotTable LossPlot::table() const
{
    PlotTable table;
    table.columns << tr("step");
    std::set<double> steps;
    for (const QCPGraph* graph : m_parts) {
        table.columns << graph->name();
        for (const QCPGraphData& point : *graph->data())
            steps.insert(point.key);
    }
    for (const double step : steps) {
        QVector<QVariant> row{qint64{std::llround(step)}};
        for (const QCPGraph* graph : m_parts)
            row << valueAt(*graph, step);
        table.rows << row;
    }
    return table;
}

QString LossPlot::describe(std::int64_t step) const
{
    QString text = tr("step %1").arg(step);
    for (const QCPGraph* graph : m_parts) {
        const auto key = static_cast<double>(step);
        const auto found = graph->data()->findBegin(key, false);
        if (found != graph->data()->constEnd() && found->key == key)
            text += QStringLiteral("\n%1: %2").arg(graph->name()).arg(found->value, 0, 'g', 4);
    }
    return text;
}

void LossPlot::onMouseMove(QPoint position, QPoint global)
{
    const auto step = std::llround(plot().xAxis->pixelToCoord(position.x()));
    const bool known = !m_parts[Total]->data()->isEmpty()
        && static_cast<double>(step) <= (m_parts[Total]->data()->constEnd() - 1)->key;
    if (known && plot().axisRect()->rect().contains(position))
        QToolTip::showText(global, describe(step), this);
    else
        QToolTip::hideText();
}

} // namespace pleat::ui
