// SPDX-License-Identifier: GPL-3.0-or-later
// Zoom and pan of plots that fit themselves to what they show.
#pragma once

#include "ui/plots/view_edges.h"

#include <QObject>
#include <QPointF>

#include <optional>
#include <vector>

class QCPAxis;
class QCPAxisRect;
class QCPRange;
class QCustomPlot;
class QKeyEvent;

namespace pleat::ui {

/// The wheel zooms around the pointer, a drag pans, Ctrl+Plus and Ctrl+Minus zoom, Ctrl and an
/// arrow pans, F fits. The plot tells where everything is to be seen; as soon as a person has
/// zoomed or panned, that moves the view no more until it is fitted again.
class AxisZoom : public QObject
{
    Q_OBJECT
public:
    /// Panels of one plot; their horizontal axes move together. `directions`: what may be zoomed.
    AxisZoom(QCustomPlot& plot, std::vector<QCPAxisRect*> panels, Qt::Orientations directions);

    /// Everything there is to see, horizontally in all panels, vertically in the first.
    void setHome(Qt::Orientation direction, const QCPRange& range);
    QCPRange home(Qt::Orientation direction) const;
    void fit();
    /// What a person has made of the view; none if it is fitted.
    std::optional<ViewEdges> edges() const;
    /// None fits.
    void setEdges(const std::optional<ViewEdges>& edges);

    /// Without it the wheel scrolls what the plot lies in; at first it zooms without.
    void setWheelModifier(Qt::KeyboardModifier modifier) { m_wheelModifier = modifier; }
    /// The next drag is the plot's own, or pans.
    void setPanning(bool panning);
    /// Whether the mouse has come so far since it was pressed that it was no click.
    bool dragged(QPointF position) const;
    /// Whether the key was one of those above; the plot is drawn again then.
    bool takeKey(const QKeyEvent& key);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    /// Another part is in view.
    void moved();

private:
    bool may(Qt::Orientation direction) const { return m_directions.testFlag(direction); }
    QCPAxis& axis(Qt::Orientation direction) const;
    void show(Qt::Orientation direction, double lower, double upper);
    void zoomBy(double times);
    void panBy(QPointF share);
    void onRangeChanged();

    QCustomPlot& m_plot;
    std::vector<QCPAxisRect*> m_panels;
    Qt::Orientations m_directions;
    double m_home[2][2] = {{0, 1}, {0, 1}}; ///< horizontal, vertical: lower, upper
    bool m_fitted = true;
    bool m_placing = false; ///< the range changes by our own doing
    QPointF m_pressed;
    Qt::KeyboardModifiers m_wheelModifier = Qt::NoModifier;
};

} // namespace pleat::ui
