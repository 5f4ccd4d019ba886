// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/value_scale.h"

#include <qcustomplot.h>

#include <QImage>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr int kWidth = 52; // pixels
constexpr int kBar = 14; // of it, the colours
constexpr double kReach = 6; // of a handle
constexpr double kNarrowest = 0.01; // of the full range

} // namespace

ValueScale::ValueScale(QCustomPlot& plot)
    : m_rect(new QCPAxisRect(&plot, false))
{
    m_rect->addAxes(QCPAxis::atBottom | QCPAxis::atRight | QCPAxis::atLeft | QCPAxis::atTop);
    for (QCPAxis* axis : m_rect->axes()) {
        axis->grid()->setVisible(false);
        const bool labelled = axis->axisType() == QCPAxis::atRight;
        axis->setTicks(labelled);
        axis->setTickLabels(labelled);
    }
    m_rect->setMinimumSize(kWidth, 1);
    m_rect->setRangeDrag({});
    m_rect->setRangeZoom({});
    values()->setRange(m_full.low, m_full.high);
}

QCPAxis* ValueScale::values() const
{
    return m_rect->axis(QCPAxis::atRight);
}

void ValueScale::setTitle(const QString& title)
{
    values()->setLabel(title);
}

void ValueScale::setValues(const ColorRange& full, const std::vector<std::int64_t>& histogram)
{
    m_histogram = histogram;
    if (full == m_full)
        return;
    m_full = m_range = full;
    m_dragged = Handle::None;
    values()->setRange(full.low, full.high);
}

bool ValueScale::reset()
{
    m_dragged = Handle::None;
    const bool changed = !(m_range == m_full);
    m_range = m_full;
    return changed;
}

void ValueScale::narrow(double low, double high)
{
    constexpr double kRounding = 0.999; // the narrowest range that handles leave is one, too
    if (low < m_full.low || high > m_full.high || high - low < kRounding * kNarrowest * span())
        return;
    m_range.low = low;
    m_range.high = high;
}

bool ValueScale::contains(QPointF position) const
{
    return QRectF(m_rect->rect()).adjusted(0, -kReach, 0, kReach).contains(position);
}

QPointF ValueScale::handle(double value) const
{
    return {m_rect->left() + kBar + (kWidth - kBar) / 2.0, values()->coordToPixel(value)};
}

/// Where both are near, the one that can still be moved away.
ValueScale::Handle ValueScale::handleAt(QPointF position) const
{
    if (!contains(position))
        return Handle::None;
    const double low = std::abs(position.y() - lowHandle().y());
    const double high = std::abs(position.y() - highHandle().y());
    if (std::min(low, high) > kReach)
        return Handle::None;
    const bool atTop = m_range.low > (m_full.low + m_full.high) / 2;
    return low < high || (low == high && atTop) ? Handle::Low : Handle::High;
}

bool ValueScale::press(QPointF position)
{
    m_dragged = handleAt(position);
    return dragging();
}

bool ValueScale::drag(QPointF position)
{
    return moveTo(m_dragged, values()->pixelToCoord(position.y()));
}

bool ValueScale::moveTo(Handle which, double value)
{
    const ColorRange before = m_range;
    const double inside = std::clamp(value, m_full.low, m_full.high);
    const double gap = kNarrowest * span();
    if (which == Handle::Low)
        m_range.low = std::min(inside, m_range.high - gap);
    if (which == Handle::High)
        m_range.high = std::max(inside, m_range.low + gap);
    return !(m_range == before);
}

void ValueScale::paint(QCPPainter& painter, const PlotColors& colors) const
{
    const QRect rect = m_rect->rect();
    QImage bar(1, std::max(1, rect.height()), QImage::Format_RGB32);
    for (int y = 0; y < bar.height(); ++y)
        bar.setPixel(0, y, m_range.colorOf(values()->pixelToCoord(rect.top() + y + 0.5)));
    painter.drawImage(QRectF(rect.left(), rect.top(), kBar, rect.height()), bar);
    painter.setAntialiasing(false);
    painter.setPen(QPen(colors.muted, 1));
    painter.drawLine(QLineF(rect.left() + kBar, rect.top(), rect.left() + kBar, rect.bottom()));
    paintHistogram(painter, colors);
    paintHandle(painter, m_range.low, colors);
    paintHandle(painter, m_range.high, colors);
}

/// Lengths follow the square root of the counts: else the many weak cells hide all others.
void ValueScale::paintHistogram(QCPPainter& painter, const PlotColors& colors) const
{
    const auto most =
        m_histogram.empty() ? 0 : *std::max_element(m_histogram.begin(), m_histogram.end());
    if (most <= 0)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.muted);
    const double part = (m_full.high - m_full.low) / static_cast<double>(m_histogram.size());
    const double left = m_rect->left() + kBar + 1;
    for (std::size_t bin = 0; bin < m_histogram.size(); ++bin) {
        const double share =
            std::sqrt(static_cast<double>(m_histogram[bin]) / static_cast<double>(most));
        const double top = values()->coordToPixel(m_full.low + static_cast<double>(bin + 1) * part);
        const double bottom = values()->coordToPixel(m_full.low + static_cast<double>(bin) * part);
        painter.drawRect(QRectF(left, top, share * (kWidth - kBar - 2), bottom - top));
    }
}

void ValueScale::paintHandle(QCPPainter& painter, double value, const PlotColors& colors) const
{
    const QPointF middle = handle(value);
    painter.setPen(QPen(colors.text, 1));
    painter.drawLine(QLineF(m_rect->left(), middle.y(), m_rect->right(), middle.y()));
    QRectF grip(0, 0, 18, 6);
    grip.moveCenter(middle);
    // At the ends of the scale it would be cut off.
    grip.moveTop(std::clamp<double>(grip.top(), m_rect->top(), m_rect->bottom() - grip.height()));
    painter.setAntialiasing(true);
    painter.setPen(QPen(colors.background, 1));
    painter.setBrush(colors.accent);
    painter.drawRoundedRect(grip, 2, 2);
    painter.setAntialiasing(false);
}

} // namespace pleat::ui
