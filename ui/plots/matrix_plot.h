// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix: similarity of the channels in leaf order, with the dendrogram and the cut.
#pragma once

#include "core/cluster/merge_tree.h"
#include "ui/plots/dendrogram.h"
#include "ui/plots/matrix_pyramid.h"
#include "ui/plots/plot.h"
#include "ui/plots/value_scale.h"
#include "ui/plots/view_edges.h"
#include "ui/plots/zoom_history.h"

#include <QRectF>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

class QCPAxisRect;
class QCPPainter;
class QCPTextElement;
class QKeyEvent;
class QMouseEvent;

namespace pleat::ui {

/// The clusters of every cut are contiguous in leaf order, so a change of k redraws only the
/// overlay with block borders and cut line. Of clusters that are no cut, only those that happen to
/// be contiguous have a border; the caption counts them. In another order than that of the leaves
/// the dendrogram is left out.
///
/// Wheel zooms, drag pans, double click fits, Shift-drag picks the channels of the rows. On the
/// dendrogram, a drag cuts, and so does a click beside the lines; a click on a line picks what is
/// below it.
///
/// Keys do the same: Up and Down lead from row to row, PgUp and PgDn from block to block, Home and
/// End to the ends, with Shift marking what they pass; Space picks the row's channel, C its cluster
/// (Shift adds, Ctrl toggles), B the branch above what is picked, Escape none. Return zooms to the
/// cluster, Ctrl+Plus and Ctrl+Minus around the row, F fits, Left and Right move aside. Ctrl+Up and
/// Ctrl+Down move the upper end of the colours, with Shift the lower one.
class MatrixPlot : public Plot
{
    Q_OBJECT
public:
    explicit MatrixPlot(QWidget* parent = nullptr);

    /// The tree of a group; clears the matrix and resets the zoom.
    void setTree(const std::vector<cluster::Merge>& merges, const std::vector<double>& heights,
        const std::vector<std::int32_t>& leafOrder);
    /// In its own order; the zoom stays. Null: it is being computed.
    void setMatrix(MatrixPyramidPtr matrix);
    void setClusters(const std::vector<std::int32_t>& labels);
    void setHighlighted(int channel);
    /// Ascending; they are outlined on both axes.
    void setMarked(const std::vector<int>& channels);
    void setPickable(bool pickable) { m_pickable = pickable; }

    /// Zooms to the rows of these channels.
    void centreOn(const std::vector<int>& channels);
    /// What is in view, in cells; none if that is all.
    std::optional<ViewEdges> zoom() const;
    /// As far as it lies within; goBack() leads to the whole again.
    void setZoom(const ViewEdges& zoom);
    /// What the handles beside the scale leave of the colours.
    struct Colours
    {
        Quantity quantity = Quantity::Similarity; ///< that has this range
        double low = 0;
        double high = 0;
    };
    /// None if that is the full range.
    std::optional<Colours> narrowedColours() const;
    /// No effect on a matrix of another quantity, and before there is one.
    void narrowColours(const Colours& colours);
    void resetColours();
    void goBack();
    void goForward();
    bool canGoBack() const { return m_history.canGoBack(); }
    bool canGoForward() const { return m_history.canGoForward(); }

    PlotTable table() const override;

    /// Read back from what is drawn.
    int shownSize() const { return m_matrix ? m_matrix->size() : 0; }
    /// First and last + 1 cell of each contiguous cluster, from top to bottom.
    const std::vector<std::pair<int, int>>& blocks() const { return m_blocks; }
    /// How many clusters there are, contiguous or not.
    std::int64_t cutClusters() const { return m_clusters; }
    QString caption() const;
    /// How often the matrix itself was drawn, and how often the overlay.
    int matrixDraws() const { return m_matrixDraws; }
    int overlayDraws() const { return m_overlayDraws; }
    /// Channels from top to bottom.
    const std::vector<std::int32_t>& order() const { return m_order; }
    bool dendrogramShown() const { return m_inLeafOrder; }
    /// First and last + 1 cell of each run of marked channels.
    const std::vector<std::pair<int, int>>& markedRuns() const { return m_runs; }
    /// Cell of the cross-hair; -1 for none.
    int crossHair() const;
    /// Cells that are in view.
    QRectF view() const;
    /// Channels of which the view shows a row or a column, ascending; empty if it shows them all.
    std::vector<int> zoomedChannels() const;
    const ValueScale& scale() const { return m_scale; }
    QString scaleTitle() const;
    /// Where a click on the dendrogram asks for this k; in coordinates of this widget.
    QPoint cutPosition(std::int64_t k) const;
    /// Where a click picks the branch of a merge, and the middle of a cell; in coordinates of the
    /// canvas, which gets the mouse.
    QPointF branchPosition(std::size_t merge) const;
    QPointF cellPosition(int row, int column) const;
    QWidget* canvas();

Q_SIGNALS:
    /// `continues`: part of the drag that an earlier signal began.
    void kRequested(qint64 k, bool continues);
    void channelHovered(int channel);
    /// All that are to be marked now.
    void channelsPicked(const std::vector<int>& channels);
    void historyChanged();
    /// Once for all that one step of a zoom does.
    void zoomChanged();

protected:
    void applyTheme() override;
    void fitTo(QSize size) override;
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// What the left button is doing.
    enum class Drag
    {
        None,
        Branch, ///< pressed on the dendrogram, not moved yet
        Cut,
        Block,
        Range
    };

    void buildLayout();
    void buildAxes();
    void buildLayers();
    void connectMouse();
    void onMousePress(QMouseEvent* event);
    void onMouseMove(QMouseEvent* event);
    void onMouseRelease(QMouseEvent* event);
    void onDoubleClick(QMouseEvent* event);
    void dragTo(QPointF position);
    void showCursor(QPointF position);
    void showTip(QMouseEvent* event);
    bool showScaleTip(QMouseEvent* event);
    bool showTreeTip(QMouseEvent* event);
    void askForK(QPointF position, bool continues);
    void pickBranch(QMouseEvent* event);
    void pickBlock(QMouseEvent* event);
    bool takesKeys() const;
    std::optional<int> keyedRow(const QKeyEvent& key) const;
    bool keyedView(const QKeyEvent& key);
    bool keyedColours(const QKeyEvent& key);
    int startOfBlock(int row, bool below) const;
    void walkTo(int row, bool extends);
    void reveal(int row);
    void zoomBy(double times);
    void pickBranchAbove();
    void setOrder(const std::vector<std::int32_t>& order);
    void findBlocks();
    void findRuns();
    void fitView();
    void setView(const QRectF& view);
    void setEdges(const ViewEdges& edges);
    void keepInside();
    void noteView();
    void announceZoom();
    void refreshCaption();
    QString captionText() const;
    int cellAt(const QCPAxis& axis, double pixel) const;
    QCPAxis& columns() const;
    QCPAxis& rows() const;
    QCPAxis& heights() const;
    QCPAxis& leaves() const;
    void replotLater(const QString& layer, bool& waits);
    void replotOverlay() { replotLater(overlayLayer(), m_overlayWaits); }
    void replotPicture() { replotLater(pictureLayer(), m_pictureWaits); }
    static QString overlayLayer() { return QStringLiteral("cut"); }
    static QString pictureLayer() { return QStringLiteral("picture"); }
    void paintMatrix(QCPPainter& painter);
    void paintTree(QCPPainter& painter) const;
    void paintBlocks(QCPPainter& painter);
    void paintRuns(QCPPainter& painter) const;
    void paintCrossHair(QCPPainter& painter) const;
    void paintCut(QCPPainter& painter) const;

    QCPAxisRect* m_treeRect = nullptr;
    QCPAxisRect* m_matrixRect = nullptr;
    QCPTextElement* m_caption = nullptr;
    ValueScale m_scale;
    Dendrogram m_tree;
    std::vector<std::int32_t> m_leafOrder;
    std::vector<std::int32_t> m_order;
    std::vector<int> m_positions; ///< of each channel in the order
    bool m_inLeafOrder = true;
    MatrixPyramidPtr m_matrix;
    Quantity m_quantity = Quantity::Similarity; ///< of the scale
    std::vector<std::int32_t> m_labels;
    std::vector<std::pair<int, int>> m_blocks;
    std::int64_t m_clusters = 0;
    std::vector<int> m_marked;
    std::vector<std::pair<int, int>> m_runs;
    int m_highlighted = -1; ///< a channel
    Drag m_drag = Drag::None;
    QPointF m_dragStart, m_dragEnd;
    ZoomHistory m_history;
    QTimer m_settled; ///< the view has stopped to move
    int m_matrixDraws = 0;
    int m_overlayDraws = 0;
    bool m_pickable = true;
    bool m_overlayWaits = false;
    bool m_pictureWaits = false;
    bool m_zoomWaits = false;
};

} // namespace pleat::ui
