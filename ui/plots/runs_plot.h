// SPDX-License-Identifier: GPL-3.0-or-later
// Runs: how good each one is against what it costs.
#pragma once

#include "ui/plots/plot.h"
#include "ui/plots/view_edges.h"

#include <QPointF>
#include <QVector>

#include <optional>
#include <vector>

class QCPGraph;
class QCPItemStraightLine;
class QCPItemText;
class QCPPainter;

namespace pleat::ui {

class AxisZoom;

/// A target cross-hair can be dragged, or moved by the arrow keys; it counts the runs that meet it.
/// Elsewhere it zooms and pans as AxisZoom does; a double click beside the marks fits.
class RunsPlot : public Plot
{
    Q_OBJECT
public:
    struct Mark
    {
        int run = 0; ///< its id, drawn beside the mark
        QString name;
        double share = 1; ///< of the cost that is left, 0 to 1
        double worth = 0;
        bool operator==(const Mark&) const = default;
    };
    explicit RunsPlot(QWidget* parent = nullptr);

    /// Whether `worth` is an error, of which less is better, or an accuracy.
    void setAxes(const QString& cost, const QString& worth, bool lessIsBetter);
    /// `baseline`: worth of the original network, whose share is 1. `front`: indices of the marks
    /// that no other beats, ascending by share.
    void setMarks(const std::vector<Mark>& marks, std::optional<double> baseline,
        const std::vector<int>& front);
    /// Share of the current plan; none hides the line.
    void setPlan(std::optional<double> share);
    void setSelected(const std::vector<int>& runs);
    /// (share, worth) that runs should reach.
    void setTarget(QPointF target);

    QPointF target() const { return m_target; }
    /// At most its share and at least its worth.
    int meetingTarget() const;

    /// What a person has made of the view; none if everything is to be seen.
    std::optional<ViewEdges> zoom() const;
    void setZoom(const std::optional<ViewEdges>& zoom);

    PlotTable table() const override;

    /// Read back from what is drawn.
    const std::vector<Mark>& marks() const { return m_marks; }
    std::vector<int> ringedRuns() const;
    QVector<QPointF> front() const;
    std::optional<double> planShare() const;
    std::optional<double> baseline() const { return m_baseline; }
    QString targetText() const;
    QString worthLabel() const;
    /// In the coordinates of this widget.
    QPoint positionOf(QPointF value) const;

Q_SIGNALS:
    /// `adds`: to those that are selected, instead of replacing them.
    void runClicked(int run, bool adds);
    void runDoubleClicked(int run);
    void targetChanged(QPointF target);

protected:
    void applyTheme() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum Drag
    {
        None = 0,
        Share = 1,
        Worth = 2
    };

    bool meets(const Mark& mark) const;
    void fitAxes();
    void placeTarget();
    void paintMarks(QCPPainter& painter) const;
    QPointF pixel(const Mark& mark) const;
    /// Index of the mark there, or -1.
    int markAt(QPointF position) const;
    int grabAt(QPointF position) const;
    void connectMouse();
    void onPress(QPointF position, bool adds);
    void onMove(QPointF position, QPoint global);
    /// Of the worth, by key: a power of ten.
    double worthStep() const;
    void showTargetTip(QPoint global);
    void showToolTip(QPointF position, QPoint global);
    QString worthText(double worth) const;

    std::vector<Mark> m_marks;
    std::vector<int> m_frontMarks;
    std::vector<int> m_selected;
    std::optional<double> m_baseline;
    bool m_lessIsBetter = false;
    QPointF m_target{0.5, 0};
    int m_drag = None;
    AxisZoom* m_zoom;
    QCPGraph* m_front;
    QCPItemStraightLine* m_plan;
    QCPItemText* m_planText;
    QCPItemStraightLine* m_targetLines[2]; ///< at its share, at its worth
    QCPItemText* m_targetText;
};

} // namespace pleat::ui
