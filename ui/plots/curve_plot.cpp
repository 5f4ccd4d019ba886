// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/curve_plot.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kHeadroom = 0.08; // of the value range
constexpr float kGhost = 0.4F; // opacity of the k before

void placeVertical(QCPItemStraightLine& line, double k)
{
    line.point1->setCoords(k, 0);
    line.point2->setCoords(k, 1);
}

} // namespace

CurvePlot::CurvePlot(Kind kind, const QString& valueLabel, QWidget* parent)
    : Plot(parent)
    , m_kind(kind)
    , m_curve(plot().addGraph())
    , m_ghostDot(plot().addGraph())
    , m_dot(plot().addGraph())
    , m_ghostLine(new QCPItemStraightLine(&plot()))
    , m_cursorLine(new QCPItemStraightLine(&plot()))
    , m_suggestionLine(new QCPItemStraightLine(&plot()))
    , m_suggestionText(new QCPItemText(&plot()))
{
    plot().xAxis->setLabel(tr("k"));
    plot().yAxis->setLabel(valueLabel);
    plot().xAxis->ticker()->setTickCount(5);
    plot().yAxis->ticker()->setTickCount(4);
    plot().axisRect()->setMinimumMargins({8, 8, 12, 4});
    for (QCPItemStraightLine* line : {m_ghostLine, m_cursorLine, m_suggestionLine}) {
        line->point1->setTypeX(QCPItemPosition::ptPlotCoords);
        line->point2->setTypeX(QCPItemPosition::ptPlotCoords);
    }
    m_suggestionText->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_suggestionText->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_suggestionText->setPadding({4, 2, 4, 2});
    setSuggestion(std::nullopt);
    setPreviousK(std::nullopt);
    connect(&plot(), &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        m_dragging = m_pickable && event->button() == Qt::LeftButton;
        if (m_dragging)
            requestAt(event->position().x(), false);
    });
    connect(&plot(), &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        if (m_dragging)
            requestAt(event->position().x(), true);
    });
    connect(&plot(), &QCustomPlot::mouseRelease, this, [this] { m_dragging = false; });
    applyTheme();
}

void CurvePlot::applyTheme()
{
    const PlotColors theme = colors();
    m_curve->setPen(QPen(theme.accent, 1.4));
    if (m_kind == Kind::Sampled)
        m_curve->setScatterStyle({QCPScatterStyle::ssDisc, theme.accent, 5});
    m_dot->setLineStyle(QCPGraph::lsNone);
    m_dot->setScatterStyle({QCPScatterStyle::ssCircle, QPen(theme.text, 1.5), theme.background, 9});
    m_cursorLine->setPen(QPen(theme.text, 1));
    QColor ghost = theme.text;
    ghost.setAlphaF(kGhost);
    m_ghostDot->setLineStyle(QCPGraph::lsNone);
    m_ghostDot->setScatterStyle({QCPScatterStyle::ssCircle, QPen(ghost, 1.5), theme.background, 8});
    m_ghostLine->setPen(QPen(ghost, 1, Qt::DotLine));
    m_suggestionLine->setPen(QPen(theme.muted, 1, Qt::DashLine));
    m_suggestionText->setColor(theme.text);
    m_suggestionText->setFont(font());
    Plot::applyTheme();
}

void CurvePlot::setCurve(const QVector<QPointF>& points, std::int64_t channels)
{
    QVector<double> keys;
    QVector<double> values;
    for (const QPointF& point : points) {
        if (std::isfinite(point.y())) {
            keys << point.x();
            values << point.y();
        }
    }
    m_curve->setData(keys, values, true);
    m_channels = channels;
    const double last = static_cast<double>(channels);
    plot().xAxis->setRange(1 - last * 0.02, last * 1.02);
    double low = 0;
    double high = m_kind == Kind::Dense ? 1 : 0.1;
    for (const double value : values) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    const double room = (high - low) * kHeadroom;
    plot().yAxis->setRange(low < 0 ? low - room : low - room / 4, high + room);
    placeDots();
    queueReplot();
}

void CurvePlot::setValueLabel(const QString& label)
{
    if (label == valueLabel())
        return;
    plot().yAxis->setLabel(label);
    queueReplot();
}

QString CurvePlot::valueLabel() const
{
    return plot().yAxis->label();
}

void CurvePlot::setK(std::int64_t k)
{
    if (k == this->k())
        return;
    placeVertical(*m_cursorLine, static_cast<double>(k));
    placeDots();
    queueReplot();
}

void CurvePlot::setPreviousK(std::optional<std::int64_t> k)
{
    if (k == previousK())
        return;
    m_ghostLine->setVisible(k.has_value());
    if (k)
        placeVertical(*m_ghostLine, static_cast<double>(*k));
    placeDots();
    queueReplot();
}

void CurvePlot::placeDots()
{
    placeDot(*m_dot, k());
    placeDot(*m_ghostDot, previousK());
}

void CurvePlot::placeDot(QCPGraph& dot, std::optional<std::int64_t> k)
{
    dot.data()->clear();
    const std::optional<double> value = k ? valueAt(*k) : std::nullopt;
    if (value)
        dot.addData(static_cast<double>(*k), *value);
}

void CurvePlot::setSuggestion(std::optional<std::int64_t> k, const QString& word)
{
    const bool right = k && *k > m_channels * 2 / 3;
    const Qt::Alignment alignment = (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignTop;
    if (k == suggestion() && word == m_suggestionText->text()
        && alignment == m_suggestionText->positionAlignment())
        return;
    m_suggestionLine->setVisible(k.has_value());
    m_suggestionText->setVisible(k.has_value());
    if (k) {
        const double x = static_cast<double>(*k);
        placeVertical(*m_suggestionLine, x);
        m_suggestionText->position->setCoords(x, 0.02);
        m_suggestionText->setText(word);
        m_suggestionText->setPositionAlignment(alignment);
    }
    queueReplot();
}

QVector<QPointF> CurvePlot::curve() const
{
    QVector<QPointF> points;
    for (const QCPGraphData& point : *m_curve->data())
        points << QPointF(point.key, point.value);
    return points;
}

std::int64_t CurvePlot::k() const
{
    return std::llround(m_cursorLine->point1->coords().x());
}

std::optional<std::int64_t> CurvePlot::previousK() const
{
    if (!m_ghostLine->visible())
        return std::nullopt;
    return std::llround(m_ghostLine->point1->coords().x());
}

std::optional<std::int64_t> CurvePlot::suggestion() const
{
    if (!m_suggestionLine->visible())
        return std::nullopt;
    return std::llround(m_suggestionLine->point1->coords().x());
}

std::optional<double> CurvePlot::valueAtK() const
{
    return valueAt(k());
}

std::optional<double> CurvePlot::valueAt(std::int64_t k) const
{
    const auto key = static_cast<double>(k);
    const auto found = m_curve->data()->findBegin(key, false);
    if (found == m_curve->data()->constEnd() || found->key != key)
        return std::nullopt;
    return found->value;
}

QPoint CurvePlot::positionOf(std::int64_t k) const
{
    const QPoint inPlot(
        static_cast<int>(std::lround(plot().xAxis->coordToPixel(static_cast<double>(k)))),
        plot().axisRect()->center().y());
    return plot().mapTo(this, inPlot);
}

PlotTable CurvePlot::table() const
{
    PlotTable table;
    table.columns = {plot().xAxis->label(), valueLabel(), tr("note")};
    for (const QCPGraphData& point : *m_curve->data()) {
        const std::int64_t at = std::llround(point.key);
        QStringList notes;
        if (at == k())
            notes << tr("set");
        if (at == previousK())
            notes << tr("before");
        if (at == suggestion())
            notes << m_suggestionText->text();
        table.rows << QVector<QVariant>{qint64{at}, point.value, notes.join(QStringLiteral(", "))};
    }
    return table;
}

void CurvePlot::requestAt(double x, bool continues)
{
    const std::int64_t k =
        std::clamp<std::int64_t>(std::llround(plot().xAxis->pixelToCoord(x)), 1, m_channels);
    Q_EMIT kRequested(k, continues);
}

} // namespace pleat::ui
