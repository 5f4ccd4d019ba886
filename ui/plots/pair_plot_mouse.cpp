// SPDX-License-Identifier: GPL-3.0-or-later
// PairPlot: what is under the pointer.
#include "ui/plots/axis_zoom.h"
#include "ui/plots/pair_plot.h"

#include <qcustomplot.h>

#include <QKeyEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace pleat::ui {

namespace {

QString numberText(std::optional<double> value)
{
    return value ? QString::number(*value, 'g', 4) : QStringLiteral("–");
}

} // namespace

void PairPlot::connectMouse()
{
    connect(&plot(), &QCustomPlot::mouseRelease, this, [this](QMouseEvent* event) {
        const int row = rowAt(event->position().x());
        if (event->button() == Qt::LeftButton && row >= 0 && m_rows[row].group >= 0
            && !m_zoom->dragged(event->position()))
            Q_EMIT groupClicked(m_rows[row].group);
    });
    connect(&plot(), &QCustomPlot::mouseMove, this,
        [this](QMouseEvent* event) { onMove(event->pos(), event->globalPosition().toPoint()); });
    connect(&plot(), &QCustomPlot::mouseDoubleClick, m_zoom, &AxisZoom::fit);
    connect(m_zoom, &AxisZoom::moved, this, &PairPlot::labelRows);
}

void PairPlot::keyPressEvent(QKeyEvent* event)
{
    if (!m_zoom->takeKey(*event))
        Plot::keyPressEvent(event);
}

void PairPlot::setHoveredGroup(int group)
{
    if (std::exchange(m_hovered, group) != group)
        plot().layer(overlayLayer())->replot();
}

std::vector<int> PairPlot::rowsOf(int group) const
{
    std::vector<int> rows;
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) {
        if (group >= 0 && m_rows[row].group == group)
            rows.push_back(row);
    }
    return rows;
}

void PairPlot::paintFrames(QCPPainter& painter, const QCPAxisRect& panel)
{
    m_overlayDraws += &panel == m_panels[0];
    painter.setAntialiasing(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors().text, 1, Qt::DashLine));
    const QCPAxis& axis = *panel.axis(QCPAxis::atBottom);
    for (const int row : rowsOf(m_hovered)) {
        const double left = axis.coordToPixel(row - 0.5);
        painter.drawRect(
            QRectF(left, panel.top() + 1, axis.coordToPixel(row + 0.5) - left, panel.height() - 3));
    }
}

void PairPlot::leaveEvent(QEvent* event)
{
    Plot::leaveEvent(event);
    Q_EMIT groupHovered(-1);
}

QPoint PairPlot::positionOf(int row) const
{
    const double x = m_panels[0]->axis(QCPAxis::atBottom)->coordToPixel(row);
    return plot().mapTo(
        this, QPoint(static_cast<int>(std::lround(x)), m_panels[0]->rect().center().y()));
}

int PairPlot::rowAt(double x) const
{
    const auto row = std::lround(m_panels[0]->axis(QCPAxis::atBottom)->pixelToCoord(x));
    return row >= 0 && row < static_cast<long>(m_rows.size()) ? static_cast<int>(row) : -1;
}

void PairPlot::onMove(QPoint position, QPoint global)
{
    const int row = rowAt(position.x());
    const bool inside = std::any_of(std::begin(m_panels), std::end(m_panels),
        [&](const QCPAxisRect* panel) { return panel->rect().contains(position); });
    Q_EMIT groupHovered(row >= 0 && inside ? m_rows[row].group : -1);
    if (row < 0 || !inside) {
        QToolTip::hideText();
        return;
    }
    const Row& shown = m_rows[row];
    const QString text = tr("%1\nA: %2\nB: %3\nB − A: %4")
                             .arg(shown.name, numberText(shown.a), numberText(shown.b),
                                 numberText(shown.difference()));
    QToolTip::showText(global, Qt::convertFromPlainText(text), this);
}

} // namespace pleat::ui
