// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/channel_ticker.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr int kMostLabels = 8;

class ChannelTicker : public QCPAxisTicker
{
public:
    ChannelTicker(const QCPAxis& axis, std::vector<std::int32_t> order)
        : m_axis(axis)
        , m_order(std::move(order))
    {
    }

protected:
    double getTickStep(const QCPRange& range) override
    {
        return std::max(1.0, std::floor(range.size() / labels()));
    }
    QVector<double> createTickVector(double step, const QCPRange& range) override
    {
        QVector<double> ticks;
        const double last = std::min(range.upper, static_cast<double>(m_order.size()));
        for (double cell = std::ceil(std::max(range.lower, 0.0) / step) * step; cell < last;
             cell += step)
            ticks << cell + 0.5;
        return ticks;
    }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override
    {
        const auto cell = static_cast<std::size_t>(tick);
        return cell < m_order.size() ? QString::number(m_order[cell]) : QString();
    }

private:
    int labels() const
    {
        const int widest =
            QFontMetrics(m_axis.tickLabelFont()).horizontalAdvance(QStringLiteral("00000"));
        // Ticks come before the layout, which only the largest size is known ahead of.
        const QCPAxisRect& rect = *m_axis.axisRect();
        const int room = std::min(rect.width(), rect.maximumSize().width());
        return std::clamp(room / widest, 1, kMostLabels);
    }

    const QCPAxis& m_axis; ///< owns this
    std::vector<std::int32_t> m_order;
};

} // namespace

QSharedPointer<QCPAxisTicker> makeChannelTicker(
    const QCPAxis& axis, const std::vector<std::int32_t>& order)
{
    return QSharedPointer<ChannelTicker>::create(axis, order);
}

} // namespace pleat::ui
