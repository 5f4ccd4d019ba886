// SPDX-License-Identifier: GPL-3.0-or-later
// Two series A and B over the same names, and below them the difference B - A.
#pragma once

#include "ui/plots/plot.h"
#include "ui/plots/view_edges.h"

#include <QPointF>
#include <QString>
#include <QVector>

#include <optional>
#include <vector>

class QCPAxis;
class QCPAxisRect;
class QCPBars;
class QCPGraph;
class QCPItemRect;
class QCPPainter;

namespace pleat::ui {

class AxisZoom;

/// Both panels share their horizontal axis. Rows belong to groups, which can be clicked. Hovering
/// draws the overlay only. Zooms (by the wheel with Ctrl) and pans along the rows as AxisZoom
/// does; a double click fits.
class PairPlot : public Plot
{
    Q_OBJECT
public:
    struct Row
    {
        QString name;
        int group = -1; ///< index in the model
        std::optional<double> a, b;
        std::optional<double> difference() const
        {
            return a && b ? std::optional(*b - *a) : std::nullopt;
        }
    };
    /// `value`: what the series show; `names`: what they run over.
    PairPlot(const QString& value, const QString& names, QWidget* parent = nullptr);

    void setRows(const std::vector<Row>& rows);
    void setMarkedGroup(int group);
    /// Its rows are framed.
    void setHoveredGroup(int group);

    /// What a person has made of the view; none if everything is to be seen.
    std::optional<ViewEdges> zoom() const;
    void setZoom(const std::optional<ViewEdges>& zoom);

    PlotTable table() const override;

    /// Read back from the plot's own data: (row, value).
    QVector<QPointF> seriesA() const;
    QVector<QPointF> seriesB() const;
    QVector<QPointF> differences() const;
    /// Rows that are marked in both panels.
    std::vector<int> markedRows() const;
    /// Rows that are framed in both panels.
    std::vector<int> framedRows() const { return rowsOf(m_hovered); }
    /// How often the overlay was drawn.
    int overlayDraws() const { return m_overlayDraws; }
    /// Middle of a row in the upper panel, in the coordinates of this widget.
    QPoint positionOf(int row) const;

Q_SIGNALS:
    void groupClicked(int group);
    /// -1 when the pointer leaves the rows.
    void groupHovered(int group);

protected:
    void applyTheme() override;
    void resizeEvent(QResizeEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildPanels();
    void fitAxes();
    void fitSeries();
    void labelRows();
    void addMarker(QCPAxisRect& panel, int row);
    int rowAt(double x) const;
    static QString overlayLayer() { return QStringLiteral("hover"); }
    std::vector<int> rowsOf(int group) const;
    void paintFrames(QCPPainter& painter, const QCPAxisRect& panel);
    void connectMouse();
    void onMove(QPoint position, QPoint global);

    QString m_value, m_names;
    std::vector<Row> m_rows;
    int m_group = -1;
    int m_hovered = -1; ///< a group
    int m_overlayDraws = 0;
    QCPAxisRect* m_panels[2]; ///< series, difference
    AxisZoom* m_zoom;
    QCPGraph* m_series[2]; ///< A, B
    QCPBars* m_differences;
    std::vector<QCPItemRect*> m_markers;
};

} // namespace pleat::ui
