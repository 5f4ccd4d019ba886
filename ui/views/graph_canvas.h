// SPDX-License-Identifier: GPL-3.0-or-later
// The network on the screen: pan, zoom, pick, walk.
#pragma once

#include "ui/plots/figure.h"
#include "ui/views/graph_scene.h"

#include <QPointF>
#include <QWidget>

#include <optional>

namespace pleat::ui {

/// Paints a scene that others fill. Picking and walking report; what is selected and open comes
/// back from outside.
class GraphCanvas : public QWidget, public Figure
{
    Q_OBJECT
public:
    explicit GraphCanvas(QWidget* parent = nullptr);

    /// Another network; shown from its top at a size that can be read.
    void setNetwork(std::shared_ptr<const study::Outline> outline, const QString& name);
    /// Of that network. The zoom stays, and so does block `fixed` where it is on the screen; if
    /// that is -1, what is in the middle.
    void setGraph(std::shared_ptr<const GraphLayout> layout, int fixed);
    void setGroups(std::vector<GraphGroup> groups);
    void setFill(GroupNumbers fill);
    /// Another one is brought into view when it is next painted, unless some of it is there.
    void setSelectedGroup(int group);
    /// Nodes, ascending; the current one is brought into view. -1: none is current.
    void setMatches(std::vector<int> matches, int current);
    /// Not empty: shown instead of the network.
    void setEmptyText(const QString& text);

    const GraphScene& scene() const { return m_scene; }
    /// The block around what is current; 0 for the whole network.
    int currentBlock() const;
    void setCurrentBox(int box);
    void bringIntoView(const QRectF& part);
    /// The whole network; from its top and as wide as the view if that would be too small to be
    /// read, and the whole the second time.
    void fit();
    /// What a person has made of the view.
    struct Place
    {
        double zoom = 1;
        QPointF origin; ///< of the graph, from the middle of the upper edge
    };
    /// None of a view that is as it was first.
    std::optional<Place> place() const;
    /// Of the layout that is there. From the top, if nothing of it could be seen.
    void setPlace(const Place& place);
    /// Around a point of the widget.
    void zoomBy(double factor, QPointF around);

    QWidget* figureWidget() override { return this; }
    PlotTable table() const override;
    void drawOn(QPaintDevice& device, QSize size) override;
    bool hasContent() const override { return m_scene.layout && m_emptyText.isEmpty(); }

    /// Read back from what is drawn, in pixels of the widget.
    QRectF boxRect(int box) const { return onScreen(m_scene.layout->boxes[box].rect); }
    /// Of the sign that closes an open block, or opens a closed one.
    QRectF signRect(int block) const;
    QRectF minimapRect() const; ///< empty while the whole network can be seen
    double zoom() const { return m_scale; }
    int paints() const { return m_paints; }
    QString emptyText() const { return m_emptyText; }
    QString toolTipAt(QPointF position) const;

Q_SIGNALS:
    /// Other nodes, lines, numbers or another group.
    void changed();
    void groupPicked(int group);
    /// A person wants a block opened or closed.
    void toggled(int block);
    void currentChanged();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void showContent();
    enum class Drag
    {
        None,
        Pressed, ///< may still become a click
        Ground,
        Minimap
    };
    QRectF onScreen(const QRectF& part) const;
    QPointF inGraph(QPointF position) const { return (position - m_origin) / m_scale; }
    int boxAt(QPointF position) const;
    int frameTitleAt(QPointF position) const; ///< its block, or -1
    int signAt(QPointF position) const; ///< its block, or -1
    /// Of the widget: all but the legend.
    QRectF area() const;
    int boxInTheMiddle() const;
    double fitScale() const;
    double widthScale() const;
    void showWhole();
    void showTop();
    void showTopAt(double scale);
    void shiftIntoView(const QRectF& part);
    void revealSelected();
    void pick(QPointF position);
    void moveFromMinimap(QPointF position);
    void walk(int key);
    int nextAlong(bool down) const;
    int nextBeside(bool right) const;
    void toggleCurrent();
    void selectCurrent();
    void describeCurrent();

    GraphScene m_scene;
    QString m_emptyText;
    double m_scale = 1;
    QPointF m_origin; ///< of the graph, on the screen
    bool m_moved = false; ///< since the first view
    bool m_placed = false; ///< since the last painting
    bool m_reveals = false; ///< another group was selected since the last painting
    Drag m_drag = Drag::None;
    QPointF m_pressed, m_last;
    int m_paints = 0;
};

} // namespace pleat::ui
