// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters: the channels of a group in the plane of their first two principal coordinates.
#pragma once

#include "ui/plots/plot.h"

#include <Eigen/Core>

#include <cstdint>
#include <vector>

class QCPPainter;

namespace pleat::ui {

class ClusterPlot : public Plot
{
    Q_OBJECT
public:
    explicit ClusterPlot(QWidget* parent = nullptr);

    /// `picture` [n, 2]; the shares of variance go on the axis labels. Resets the zoom.
    void setPoints(const Eigen::MatrixXd& picture, double shareX, double shareY);
    /// `labels` [n]: cluster of each channel. `looks` [n]: number that colour and marker follow, so
    /// that a cluster can keep its look while others split.
    void setClusters(
        const std::vector<std::int32_t>& labels, const std::vector<std::int32_t>& looks);
    void setHighlighted(int channel);

    /// Read back from what is drawn.
    std::vector<int> shownLabels() const { return {m_labels.begin(), m_labels.end()}; }
    int shownSingletons() const;

Q_SIGNALS:
    /// -1 when the mouse is over no channel.
    void channelHovered(int channel);

private:
    struct Marker
    {
        int color = 0;
        int shape = 0;
        bool single = true;
    };

    void fitView();
    void paintPoints(QCPPainter& painter) const;
    void paintHighlight(QCPPainter& painter) const;
    Marker markerOf(int channel) const;
    int channelAt(QPointF position) const;
    void onMouseMove(QPointF position, QPoint global);
    QPointF pixel(int channel) const;

    Eigen::MatrixXd m_picture;
    std::vector<std::int32_t> m_labels;
    std::vector<std::int32_t> m_looks;
    std::vector<int> m_sizes; ///< channels by label
    int m_highlighted = -1;
};

} // namespace pleat::ui
