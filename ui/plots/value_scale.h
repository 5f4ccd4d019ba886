// SPDX-License-Identifier: GPL-3.0-or-later
// The colour scale beside a matrix, with a histogram of its values and handles to narrow it.
#pragma once

#include "ui/plots/color_range.h"
#include "ui/plots/palettes.h"

#include <QPointF>
#include <QString>

#include <cstdint>
#include <vector>

class QCPAxis;
class QCPAxisRect;
class QCPPainter;
class QCustomPlot;

namespace pleat::ui {

class ValueScale
{
public:
    /// The axis rectangle is to be put into a layout of the plot, which owns it.
    explicit ValueScale(QCustomPlot& plot);

    QCPAxisRect* rect() const { return m_rect; }
    QCPAxis* values() const;
    void setTitle(const QString& title);
    /// `histogram`: counts in equal parts of the full range. Another full range resets the handles.
    void setValues(const ColorRange& full, const std::vector<std::int64_t>& histogram);

    /// What the handles leave of the full range.
    const ColorRange& range() const { return m_range; }
    bool narrowed() const { return !(m_range == m_full); }
    /// Both handles; passed over if they leave the full range or lie too close.
    void narrow(double low, double high);
    /// True if something changed.
    bool reset();
    bool contains(QPointF position) const;
    bool overHandle(QPointF position) const { return handleAt(position) != Handle::None; }
    /// Takes the handle there, if any.
    bool press(QPointF position);
    bool drag(QPointF position);
    void release() { m_dragged = Handle::None; }
    /// By a share of the full range. True if something changed.
    bool moveLow(double share) { return moveTo(Handle::Low, m_range.low + share * span()); }
    bool moveHigh(double share) { return moveTo(Handle::High, m_range.high + share * span()); }
    bool dragging() const { return m_dragged != Handle::None; }
    /// Pixels of the plot.
    QPointF lowHandle() const { return handle(m_range.low); }
    QPointF highHandle() const { return handle(m_range.high); }

    void paint(QCPPainter& painter, const PlotColors& colors) const;

private:
    enum class Handle
    {
        None,
        Low,
        High
    };
    double span() const { return m_full.high - m_full.low; }
    /// As far as the full range and the other handle allow. True if something changed.
    bool moveTo(Handle which, double value);
    QPointF handle(double value) const;
    Handle handleAt(QPointF position) const;
    void paintHistogram(QCPPainter& painter, const PlotColors& colors) const;
    void paintHandle(QCPPainter& painter, double value, const PlotColors& colors) const;

    QCPAxisRect* m_rect;
    ColorRange m_full;
    ColorRange m_range;
    std::vector<std::int64_t> m_histogram;
    Handle m_dragged = Handle::None;
};

} // namespace pleat::ui
