// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters: the channels of a group as marks in a plane.
#pragma once

#include "ui/plots/plot.h"
#include "ui/plots/view_edges.h"

#include <Eigen/Core>

#include <QPolygonF>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

class QCPPainter;
class QKeyEvent;
class QMouseEvent;

namespace pleat::ui {

/// Hovering draws the overlay only; everything else draws the marks anew.
///
/// Keys do what the mouse does: arrows walk from mark to mark, PgUp and PgDn by number, Home and
/// End to the first and last; Space picks the highlighted channel and C its cluster (Shift adds,
/// Ctrl toggles), Escape none; Return seeks the cluster; Ctrl+Plus and Ctrl+Minus zoom, F fits.
class ClusterPlot : public Plot
{
    Q_OBJECT
public:
    /// What a drag does.
    enum class Mode
    {
        Pan,
        Box, ///< marks in a rectangle
        Lasso ///< marks in a free outline
    };

    explicit ClusterPlot(QWidget* parent = nullptr);

    /// The first two principal coordinates [n, 2]; the shares of variance go on the axis labels.
    /// Forgets the clusters and resets the zoom.
    void setPoints(const Eigen::MatrixXd& picture, double shareX, double shareY);
    /// The same channels elsewhere. The view follows unless a person has zoomed or panned.
    void movePoints(const Eigen::MatrixXd& picture, const QString& labelX, const QString& labelY);
    /// `labels` [n]: cluster of each channel. `looks` [n]: number that colour and marker follow, so
    /// that a cluster can keep its look while others split.
    void setClusters(
        const std::vector<std::int32_t>& labels, const std::vector<std::int32_t>& looks);
    /// [n] norms that the area of the marks follows; empty: all have one size.
    void setNorms(const std::vector<double>& norms);
    void setNumbersShown(bool shown);
    void setHighlighted(int channel);
    /// They get a ring, and the others are dimmed. Ascending.
    void setMarked(const std::vector<int>& channels);
    /// Channels that another view has zoomed to: those outside are dimmed. Ascending; empty: all.
    void setZoomed(const std::vector<int>& channels);
    void setMode(Mode mode);
    /// What a person has made of the view; none if nobody has zoomed or panned.
    std::optional<ViewEdges> zoom() const;
    void setZoom(const ViewEdges& zoom);
    /// Text of the tooltip of a channel; without one there is none.
    void setDescriber(std::function<QString(int)> describer) { m_describer = std::move(describer); }

    PlotTable table() const override;

    /// Read back from what is drawn.
    std::vector<int> shownLabels() const { return {m_labels.begin(), m_labels.end()}; }
    int shownSingletons() const;
    const Eigen::MatrixXd& shownPoints() const { return m_picture; }
    const std::vector<int>& shownMarked() const { return m_marked; }
    bool isDimmed(int channel) const;
    int shownHighlighted() const { return m_highlighted; }
    double markSize(int channel) const;
    struct Number
    {
        int label = 0;
        QPointF where; ///< mean of the cluster's marks
    };
    /// Of the clusters that have one, by label; empty while numbers are not shown.
    QVector<Number> shownNumbers() const;
    /// Around the highlighted channel's cluster, in coordinates of the canvas; empty for a cluster
    /// of one.
    QPolygonF shownHull() const;
    QStringList axisLabels() const;
    /// How often the marks, and how often the overlay, were drawn.
    int markDraws() const { return m_markDraws; }
    int overlayDraws() const { return m_overlayDraws; }
    /// In coordinates of the canvas, which gets the mouse.
    QPointF pixel(int channel) const;
    QWidget* canvas();

Q_SIGNALS:
    /// -1 when the mouse is over no channel.
    void channelHovered(int channel);
    /// All that are to be marked now.
    void channelsPicked(const std::vector<int>& channels);
    /// A double click on one of its channels: to be seen among the others.
    void clusterPicked(const std::vector<int>& channels);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Marker
    {
        int color = 0;
        int shape = 0;
        bool single = true;
    };
    /// A press of the left button and what has become of it.
    struct Gesture
    {
        QPointF start;
        QPolygonF path; ///< of a lasso
        QPointF end;
        bool moved = false;
    };

    /// What moves with the mouse.
    static QString overlayLayer() { return QStringLiteral("highlight"); }
    void connectMouse();
    void fitView();
    void paintMarks(QCPPainter& painter);
    struct MarkStyle;
    void paintMark(
        QCPPainter& painter, int channel, const Marker& marker, const MarkStyle& style) const;
    void paintNumbers(QCPPainter& painter) const;
    void paintOverlay(QCPPainter& painter);
    void paintGesture(QCPPainter& painter) const;
    void replotOverlay();
    Marker markerOf(int channel) const;
    bool isMarked(int channel) const;
    int channelAt(QPointF position) const;
    std::vector<int> channelsIn(const QPolygonF& outline) const;
    QPolygonF outline() const;
    void onPress(QMouseEvent* event);
    void onMove(QMouseEvent* event);
    void onRelease(QMouseEvent* event);
    void onDoubleClick(QMouseEvent* event);
    void hover(QPointF position, QPoint global);
    std::optional<int> keyedChannel(const QKeyEvent& key) const;
    int nearestTo(QPointF place) const;
    int neighbour(QPointF direction) const;
    bool takesKeys() const;
    bool highlights() const;
    void walkTo(int channel);
    void zoomBy(double times);

    Eigen::MatrixXd m_picture;
    std::vector<std::int32_t> m_labels;
    std::vector<std::int32_t> m_looks;
    std::vector<int> m_sizes; ///< channels by label
    std::vector<double> m_norms;
    double m_largestNorm = 0;
    std::vector<int> m_marked;
    std::vector<int> m_zoomed;
    int m_highlighted = -1;
    bool m_numbers = false;
    bool m_fitted = true; ///< nobody has zoomed or panned
    bool m_fitting = false;
    Mode m_mode = Mode::Pan;
    std::optional<Gesture> m_gesture;
    std::function<QString(int)> m_describer;
    int m_markDraws = 0;
    int m_overlayDraws = 0;
};

} // namespace pleat::ui
