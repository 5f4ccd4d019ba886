// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/runs_plot.h"

#include "ui/plots/axis_zoom.h"
#include "ui/plots/markers.h"
#include "ui/plots/painted_plottable.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr double kMarkSize = 10; // pixels
constexpr double kRing = 9; // pixels, radius
constexpr double kRoom = 0.08; // of the range, beyond the outermost values
constexpr double kLeastSpan = 0.02; // of worth

} // namespace

RunsPlot::RunsPlot(QWidget* parent)
    : Plot(parent)
    , m_zoom(new AxisZoom(plot(), {plot().axisRect()}, Qt::Horizontal | Qt::Vertical))
    , m_front(plot().addGraph())
    , m_plan(new QCPItemStraightLine(&plot()))
    , m_planText(new QCPItemText(&plot()))
    , m_targetLines{new QCPItemStraightLine(&plot()), new QCPItemStraightLine(&plot())}
    , m_targetText(new QCPItemText(&plot()))
{
    plot().setAccessibleName(tr("Runs by what they cost and what they reach"));
    plot().axisRect()->setMinimumMargins({8, 8, 12, 4});
    // Between two runs of the front nothing better is known than the cheaper one.
    m_front->setLineStyle(QCPGraph::lsStepLeft);
    for (QCPItemText* text : {m_planText, m_targetText}) {
        text->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        text->setPadding({4, 2, 4, 2});
    }
    m_planText->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_targetText->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    m_planText->setText(tr("this plan"));
    addPaintedPlottable(plot().xAxis, plot().yAxis, QStringLiteral("main"),
        [this](QCPPainter& painter) { paintMarks(painter); });
    connectMouse();
    setPlan(std::nullopt);
    setAccessibleDescription(tr("The arrow keys move the target. %1").arg(accessibleDescription()));
    fitAxes();
    applyTheme();
}

void RunsPlot::applyTheme()
{
    const PlotColors theme = colors();
    m_front->setPen(QPen(theme.accent, 1.4));
    m_plan->setPen(QPen(theme.predicted, 1.4, Qt::DashLine));
    m_planText->setColor(theme.predicted);
    for (QCPItemStraightLine* line : m_targetLines)
        line->setPen(QPen(theme.muted, 1, Qt::DotLine));
    m_targetText->setColor(theme.text);
    for (QCPItemText* text : {m_planText, m_targetText})
        text->setFont(font());
    Plot::applyTheme();
}

void RunsPlot::setAxes(const QString& cost, const QString& worth, bool lessIsBetter)
{
    m_lessIsBetter = lessIsBetter;
    plot().xAxis->setLabel(cost);
    plot().yAxis->setLabel(worth);
    placeTarget();
}

void RunsPlot::setMarks(
    const std::vector<Mark>& marks, std::optional<double> baseline, const std::vector<int>& front)
{
    m_marks = marks;
    m_baseline = baseline;
    m_frontMarks = front;
    m_front->data()->clear();
    for (const int mark : front)
        m_front->addData(marks[mark].share, marks[mark].worth);
    fitAxes();
    placeTarget();
}

void RunsPlot::setPlan(std::optional<double> share)
{
    m_plan->setVisible(share.has_value());
    m_planText->setVisible(share.has_value());
    if (share) {
        m_plan->point1->setCoords(*share, 0);
        m_plan->point2->setCoords(*share, 1);
        m_planText->position->setCoords(*share, 1);
        m_planText->setPositionAlignment(
            (*share > 0.6 ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignBottom);
    }
    queueReplot();
}

void RunsPlot::setSelected(const std::vector<int>& runs)
{
    m_selected = runs;
    queueReplot();
}

void RunsPlot::setTarget(QPointF target)
{
    m_target = {std::clamp(target.x(), 0.0, 1.0), target.y()};
    placeTarget();
    Q_EMIT targetChanged(m_target);
}

bool RunsPlot::meets(const Mark& mark) const
{
    return mark.share <= m_target.x()
        && (m_lessIsBetter ? mark.worth <= m_target.y() : mark.worth >= m_target.y());
}

int RunsPlot::meetingTarget() const
{
    return static_cast<int>(std::count_if(
        m_marks.begin(), m_marks.end(), [this](const Mark& mark) { return meets(mark); }));
}

void RunsPlot::fitAxes()
{
    double low = m_baseline.value_or(0);
    double high = m_baseline.value_or(m_marks.empty() ? 1 : 0);
    if (!m_baseline && !m_marks.empty())
        low = high = m_marks.front().worth;
    for (const Mark& mark : m_marks) {
        low = std::min(low, mark.worth);
        high = std::max(high, mark.worth);
    }
    const double room = std::max(high - low, kLeastSpan) * kRoom;
    m_zoom->setHome(Qt::Vertical, {low - 1.5 * room, high + 1.5 * room});
    m_zoom->setHome(Qt::Horizontal, {0, 1 + kRoom / 2});
}

/// The axes may have moved away from the target: it stays where it can be grabbed.
void RunsPlot::placeTarget()
{
    const QCPRange range = m_zoom->home(Qt::Vertical);
    m_target.setY(std::clamp(m_target.y(), range.lower, range.upper));
    m_targetLines[0]->point1->setCoords(m_target.x(), 0);
    m_targetLines[0]->point2->setCoords(m_target.x(), 1);
    m_targetLines[1]->point1->setCoords(0, m_target.y());
    m_targetLines[1]->point2->setCoords(1, m_target.y());
    // At the cheap end, where few runs are as good as the target.
    const bool above = m_target.y() < range.center();
    m_targetText->position->setCoords(0, m_target.y());
    m_targetText->setPositionAlignment(Qt::AlignLeft | (above ? Qt::AlignBottom : Qt::AlignTop));
    m_targetText->setText(tr("target: met by %1 of %2").arg(meetingTarget()).arg(m_marks.size()));
    queueReplot();
}

std::optional<ViewEdges> RunsPlot::zoom() const
{
    return m_zoom->edges();
}

void RunsPlot::setZoom(const std::optional<ViewEdges>& zoom)
{
    m_zoom->setEdges(zoom);
}

QString RunsPlot::targetText() const
{
    return m_targetText->text();
}

QString RunsPlot::worthLabel() const
{
    return plot().yAxis->label();
}

QVector<QPointF> RunsPlot::front() const
{
    QVector<QPointF> points;
    for (const QCPGraphData& point : *m_front->data())
        points << QPointF(point.key, point.value);
    return points;
}

std::optional<double> RunsPlot::planShare() const
{
    return m_plan->visible() ? std::optional(m_plan->point1->coords().x()) : std::nullopt;
}

std::vector<int> RunsPlot::ringedRuns() const
{
    std::vector<int> runs;
    for (const Mark& mark : m_marks) {
        if (std::find(m_selected.begin(), m_selected.end(), mark.run) != m_selected.end())
            runs.push_back(mark.run);
    }
    return runs;
}

PlotTable RunsPlot::table() const
{
    PlotTable table;
    table.columns = {tr("run"), tr("name"), plot().xAxis->label(), plot().yAxis->label(),
        tr("on the front"), tr("meets the target")};
    table.subject = PlotTable::Subject::Run;
    for (int mark = 0; mark < static_cast<int>(m_marks.size()); ++mark) {
        const Mark& shown = m_marks[mark];
        const bool best =
            std::find(m_frontMarks.begin(), m_frontMarks.end(), mark) != m_frontMarks.end();
        table.rows.append({qint64(shown.run), shown.name, shown.share, shown.worth,
            best ? tr("yes") : tr("no"), meets(shown) ? tr("yes") : tr("no")});
        table.ids.append(shown.run);
    }
    return table;
}

QPointF RunsPlot::pixel(const Mark& mark) const
{
    return {plot().xAxis->coordToPixel(mark.share), plot().yAxis->coordToPixel(mark.worth)};
}

QPoint RunsPlot::positionOf(QPointF value) const
{
    return plot().mapTo(this, pixel({0, {}, value.x(), value.y()}).toPoint());
}

void RunsPlot::paintMarks(QCPPainter& painter) const
{
    const PlotColors theme = colors();
    const auto number = [&](QPointF at, const QString& text) {
        painter.setPen(theme.text);
        painter.drawText(at + QPointF(kRing + 2, -kRing / 2), text);
    };
    painter.setAntialiasing(true);
    painter.setFont(font());
    if (m_baseline) {
        const QPointF at = pixel({0, {}, 1, *m_baseline});
        painter.setPen(QPen(theme.text, 1.4));
        painter.setBrush(theme.background);
        painter.drawPath(markerShape(3, kMarkSize).translated(at));
        painter.setPen(theme.text);
        painter.drawText(QRectF(at.x() - 120, at.y() - 10, 108, 20),
            Qt::AlignRight | Qt::AlignVCenter, tr("original"));
    }
    for (const Mark& mark : m_marks) {
        const QPointF at = pixel(mark);
        painter.setPen(QPen(theme.outline, 0.8));
        painter.setBrush(theme.repaired);
        painter.drawPath(markerShape(0, kMarkSize).translated(at));
        number(at, QString::number(mark.run));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.text, 1.6));
    const std::vector<int> ringed = ringedRuns();
    for (const Mark& mark : m_marks) {
        if (std::find(ringed.begin(), ringed.end(), mark.run) != ringed.end())
            painter.drawEllipse(pixel(mark), kRing, kRing);
    }
}

} // namespace pleat::ui
