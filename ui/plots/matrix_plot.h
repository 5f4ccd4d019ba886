// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix: similarity of the channels in leaf order, with the dendrogram and the cut.
#pragma once

#include "core/cluster/merge_tree.h"
#include "ui/plots/dendrogram.h"
#include "ui/plots/matrix_pyramid.h"
#include "ui/plots/plot.h"

#include <QString>

#include <cstdint>
#include <utility>
#include <vector>

class QCPAxisRect;
class QCPColorScale;
class QCPPainter;
class QCPTextElement;
class QMouseEvent;

namespace pleat::ui {

/// The clusters of every cut are contiguous in leaf order, so a change of k redraws only the
/// overlay with block borders and cut line. Of clusters that are no cut, only those that happen to
/// be contiguous have a border; the caption counts them. Wheel zooms, drag pans, double click fits.
class MatrixPlot : public Plot
{
    Q_OBJECT
public:
    explicit MatrixPlot(QWidget* parent = nullptr);

    /// The tree of a group; clears the matrix and resets the zoom.
    void setTree(const std::vector<cluster::Merge>& merges, const std::vector<double>& heights,
        const std::vector<std::int32_t>& leafOrder);
    void setMatrix(MatrixPyramidPtr matrix);
    void setClusters(const std::vector<std::int32_t>& labels);
    void setHighlighted(int channel);
    void setPickable(bool pickable) { m_pickable = pickable; }

    /// Read back from what is drawn.
    int shownSize() const { return m_matrix ? m_matrix->size() : 0; }
    /// First and last + 1 cell of each contiguous cluster, from top to bottom.
    const std::vector<std::pair<int, int>>& blocks() const { return m_blocks; }
    /// How many clusters there are, contiguous or not.
    std::int64_t cutClusters() const { return m_clusters; }
    QString caption() const;
    /// How often the matrix itself was drawn.
    int matrixDraws() const { return m_matrixDraws; }
    /// Where a click on the dendrogram asks for this k; in coordinates of this widget.
    QPoint cutPosition(std::int64_t k) const;

Q_SIGNALS:
    /// `continues`: part of the drag that an earlier signal began.
    void kRequested(qint64 k, bool continues);
    void channelHovered(int channel);

protected:
    void applyTheme() override;
    void fitTo(QSize size) override;

private:
    void buildLayout();
    void buildAxes();
    void connectMouse();
    void onMousePress(QMouseEvent* event);
    void onMouseMove(QMouseEvent* event);
    void showCell(QMouseEvent* event);
    void fitView();
    void keepInside();
    void refreshCaption();
    void replotOverlay();
    void paintMatrix(QCPPainter& painter);
    void paintBlocks(QCPPainter& painter) const;
    void paintCut(QCPPainter& painter) const;

    QCPAxisRect* m_treeRect = nullptr;
    QCPAxisRect* m_matrixRect = nullptr;
    QCPColorScale* m_scale = nullptr;
    QCPTextElement* m_caption = nullptr;
    Dendrogram m_tree;
    std::vector<std::int32_t> m_order;
    MatrixPyramidPtr m_matrix;
    std::vector<std::pair<int, int>> m_blocks;
    std::int64_t m_clusters = 0;
    int m_highlighted = -1;
    int m_matrixDraws = 0;
    bool m_pickable = true;
    bool m_cutting = false;
    bool m_overlayWaits = false;
};

} // namespace pleat::ui
