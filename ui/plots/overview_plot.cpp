// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/overview_plot.h"

#include "ui/plots/lock_mark.h"
#include "ui/plots/painted_plottable.h"

#include <qcustomplot.h>

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <utility>

namespace pleat::ui {

namespace {

constexpr double kEdge = 8; // left and right of everything
constexpr double kGap = 12; // between columns
constexpr double kBarHeight = 8;
constexpr double kHandleWidth = 8;
constexpr double kLockWidth = 9;
constexpr double kLeastName = 70;
constexpr double kMostName = 260;

double rowHeight(const QFontMetricsF& metrics)
{
    return std::ceil(std::max(20.0, metrics.height() + 6));
}

QString shareText(const OverviewRow& row)
{
    if (!row.foldable)
        return OverviewPlot::tr("frozen");
    return QString::number(
               100.0 * static_cast<double>(row.k) / static_cast<double>(row.channels), 'f', 1)
        + QStringLiteral(" %");
}

QString ratioTextOf(const OverviewRow& row)
{
    if (!row.foldable || !row.ratio)
        return QStringLiteral("–");
    return (row.preview ? QStringLiteral("≈ ") : QString()) + QString::number(*row.ratio, 'f', 3);
}

} // namespace

OverviewPlot::OverviewPlot(QWidget* parent)
    : Plot(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    plot().setFocusProxy(this);
    plot().setAccessibleName(tr("k of every group"));
    QCPAxisRect& rect = *plot().axisRect();
    rect.setAutoMargins(QCP::msNone);
    rect.setMargins({0, 0, 0, 0});
    for (QCPAxis* axis : rect.axes()) {
        axis->setVisible(false);
        axis->grid()->setVisible(false);
    }
    addPaintedPlottable(plot().xAxis, plot().yAxis, QStringLiteral("main"),
        [this](QCPPainter& painter) { paint(painter); });
    plot().addLayer(QStringLiteral("hover"), plot().layer(QStringLiteral("main")));
    plot().layer(QStringLiteral("hover"))->setMode(QCPLayer::lmBuffered);
    addPaintedPlottable(plot().xAxis, plot().yAxis, QStringLiteral("hover"),
        [this](QCPPainter& painter) { paintFrame(painter); });
    connect(
        &plot(), &QCustomPlot::mousePress, this, [this](QMouseEvent* event) { onPress(*event); });
    connect(&plot(), &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) { onMove(*event); });
    connect(&plot(), &QCustomPlot::mouseRelease, this, [this] { m_drag = Drag::None; });
    connect(
        &plot(), &QCustomPlot::mouseWheel, this, [this](QWheelEvent* event) { onWheel(*event); });
    applyTheme();
}

void OverviewPlot::setRows(QVector<OverviewRow> rows)
{
    if (rows == m_rows)
        return;
    const bool other = rows.size() != m_rows.size();
    m_rows = std::move(rows);
    queueReplot();
    if (other) {
        m_ghosts.clear();
        m_drag = Drag::None;
        m_top = 0;
        Q_EMIT scrolled();
    }
}

void OverviewPlot::setCurrent(int row)
{
    if (row == m_current)
        return;
    m_current = row;
    queueReplot();
    if (row >= 0 && row < m_top)
        setTopRow(row);
    else if (row >= m_top + rowsInSight())
        setTopRow(row - rowsInSight() + 1);
}

void OverviewPlot::setHovered(int row)
{
    if (std::exchange(m_hovered, row) != row)
        plot().layer(QStringLiteral("hover"))->replot();
}

void OverviewPlot::paintFrame(QCPPainter& painter) const
{
    if (m_hovered < m_top || m_hovered >= m_rows.size())
        return;
    const Columns at = columns();
    painter.setAntialiasing(false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors().text, 1, Qt::DashLine));
    painter.drawRect(placeOf(m_hovered, at.name.united(at.ratio)).adjusted(-4, 0, 4, -1));
}

void OverviewPlot::setGhosts(const std::map<int, std::int64_t>& ghosts)
{
    m_ghosts = ghosts;
    queueReplot();
}

void OverviewPlot::setTopRow(int row)
{
    const int last = std::max(0, static_cast<int>(m_rows.size()) - rowsInSight());
    const int top = std::clamp(row, 0, last);
    if (top == m_top)
        return;
    m_top = top;
    queueReplot();
    Q_EMIT scrolled();
}

int OverviewPlot::rowsInSight() const
{
    const double height = rowHeight(QFontMetricsF(font()));
    return std::max(1, static_cast<int>(height > 0 ? plot().height() / height : 0) - 1);
}

PlotTable OverviewPlot::table() const
{
    PlotTable table;
    table.columns = {tr("Group"), tr("n"), tr("k"), tr("Keep, %"), tr("Predicted variance ratio"),
        tr("Preview"), tr("State")};
    table.subject = PlotTable::Subject::Group;
    for (int i = 0; i < m_rows.size(); ++i) {
        const OverviewRow& row = m_rows[i];
        table.rows.append({row.name, static_cast<qint64>(row.channels), static_cast<qint64>(row.k),
            100.0 * static_cast<double>(row.k) / static_cast<double>(row.channels),
            row.ratio ? QVariant(*row.ratio) : QVariant(), row.preview ? tr("yes") : tr("no"),
            !row.foldable    ? tr("frozen")
                : row.locked ? tr("locked")
                             : tr("free")});
        table.ids << i;
    }
    return table;
}

OverviewPlot::Columns OverviewPlot::columns() const
{
    const QFontMetricsF metrics(font());
    const QRectF area(plot().axisRect()->rect());
    const double height = rowHeight(metrics);
    const auto widthOf = [&](const QString& text) { return metrics.horizontalAdvance(text) + 2; };
    std::int64_t most = 0;
    for (const OverviewRow& row : m_rows)
        most = std::max(most, row.channels);
    const double kept = widthOf(QStringLiteral("%1 / %1").arg(most));
    const double share = std::max(widthOf(QStringLiteral("100.0 %")), widthOf(tr("frozen")));
    const double ratio = widthOf(tr("Predicted"));
    const double name = std::clamp(area.width() * 0.24, kLeastName, kMostName);
    Columns result;
    result.name = {area.left() + kEdge, area.top(), name, height};
    result.ratio = {area.right() - kEdge - ratio, area.top(), ratio, height};
    result.share = {result.ratio.left() - kGap - share, area.top(), share, height};
    result.kept = {result.share.left() - kGap - kept, area.top(), kept, height};
    const double left = result.name.right() + kGap;
    result.bar = {left, area.top(), std::max(20.0, result.kept.left() - kGap - left), height};
    return result;
}

QRectF OverviewPlot::placeOf(int row, const QRectF& column) const
{
    return column.translated(0, (row - m_top + 1) * column.height());
}

QRectF OverviewPlot::handleRect(int row, std::int64_t k) const
{
    const QRectF bar = placeOf(row, columns().bar);
    const double share = static_cast<double>(k) / static_cast<double>(m_rows[row].channels);
    return {bar.left() + share * bar.width() - kHandleWidth / 2, bar.top() + 3, kHandleWidth,
        bar.height() - 6};
}

QPoint OverviewPlot::positionOf(int row, std::int64_t k) const
{
    return plot().mapTo(this, handleRect(row, k).center().toPoint());
}

void OverviewPlot::paint(QCPPainter& painter) const
{
    m_drawn.clear();
    painter.setAntialiasing(true);
    painter.setFont(font());
    paintHeader(painter);
    const double bottom = plot().axisRect()->rect().bottom();
    for (int row = m_top; row < m_rows.size(); ++row) {
        if (placeOf(row, columns().bar).top() >= bottom)
            break;
        m_drawn.append(paintRow(painter, row));
    }
}

void OverviewPlot::paintHeader(QCPPainter& painter) const
{
    const Columns at = columns();
    painter.setPen(colors().muted);
    painter.drawText(at.name, Qt::AlignLeft | Qt::AlignVCenter, tr("Group"));
    painter.drawText(at.bar, Qt::AlignLeft | Qt::AlignVCenter, tr("0"));
    painter.drawText(at.bar, Qt::AlignRight | Qt::AlignVCenter, tr("n"));
    painter.drawText(at.kept, Qt::AlignRight | Qt::AlignVCenter, tr("k / n"));
    painter.drawText(at.share, Qt::AlignRight | Qt::AlignVCenter, tr("Keep"));
    painter.drawText(at.ratio, Qt::AlignRight | Qt::AlignVCenter, tr("Predicted"));
}

OverviewPlot::Drawn OverviewPlot::paintRow(QCPPainter& painter, int row) const
{
    const PlotColors theme = colors();
    const OverviewRow& shown = m_rows[row];
    const QRectF area(plot().axisRect()->rect());
    Drawn drawn;
    drawn.row = row;
    drawn.marked = row == m_current;
    drawn.nameRect = placeOf(row, columns().name);
    QFont face = font();
    if (drawn.marked) {
        const QRectF line(area.left(), drawn.nameRect.top(), area.width(), drawn.nameRect.height());
        painter.fillRect(line, theme.marked);
        painter.fillRect(QRectF(line.left(), line.top(), 3, line.height()), theme.accent);
        face.setBold(true);
    }
    QRectF text = drawn.nameRect;
    if (shown.locked) {
        paintLock(painter,
            {text.left(), text.center().y() - kLockWidth / 2, kLockWidth, kLockWidth}, theme.text);
        text.setLeft(text.left() + kLockWidth + 5);
    }
    drawn.name = QFontMetricsF(face).elidedText(shown.name, Qt::ElideMiddle, text.width());
    painter.setFont(face);
    painter.setPen(shown.foldable ? theme.text : theme.muted);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, drawn.name);
    painter.setFont(font());
    paintBar(painter, drawn);
    paintNumbers(painter, row);
    return drawn;
}

void OverviewPlot::paintBar(QCPPainter& painter, Drawn& drawn) const
{
    const PlotColors theme = colors();
    const OverviewRow& shown = m_rows[drawn.row];
    const QRectF bar = placeOf(drawn.row, columns().bar);
    const QRectF track(bar.left(), bar.center().y() - kBarHeight / 2, bar.width(), kBarHeight);
    painter.fillRect(track, theme.grid);
    const QRectF handle = handleRect(drawn.row, shown.k);
    QRectF kept = track;
    kept.setRight(handle.center().x());
    if (!shown.foldable) {
        painter.fillRect(kept, QBrush(theme.muted, Qt::BDiagPattern));
        return;
    }
    painter.fillRect(kept, shown.locked ? theme.muted : theme.accent);
    if (const auto found = m_ghosts.find(drawn.row); found != m_ghosts.end()) {
        drawn.ghost = handleRect(drawn.row, found->second);
        painter.setPen(QPen(theme.text, 1.2, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(drawn.ghost, 2, 2);
    }
    drawn.handle = handle;
    painter.setPen(QPen(shown.locked ? theme.muted : theme.text, 1.2));
    painter.setBrush(theme.background);
    painter.drawRoundedRect(handle, 2, 2);
}

void OverviewPlot::paintNumbers(QCPPainter& painter, int row) const
{
    const OverviewRow& shown = m_rows[row];
    const Columns at = columns();
    painter.setPen(shown.foldable ? colors().text : colors().muted);
    const auto write = [&](const QRectF& column, const QString& text) {
        painter.drawText(placeOf(row, column), Qt::AlignRight | Qt::AlignVCenter, text);
    };
    write(at.kept, QStringLiteral("%1 / %2").arg(shown.k).arg(shown.channels));
    write(at.share, shareText(shown));
    write(at.ratio, ratioTextOf(shown));
}

} // namespace pleat::ui
