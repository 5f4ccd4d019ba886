// SPDX-License-Identifier: GPL-3.0-or-later
// Collapse: the variance ratio or the mean error of every layer, by depth, before and after merging
// and repair.
#pragma once

#include "core/study/run.h"
#include "ui/plots/plot.h"
#include "ui/plots/view_edges.h"

#include <QPointF>
#include <QStringList>
#include <QVector>

#include <map>
#include <optional>
#include <vector>

class QCPGraph;
class QCPItemRect;

namespace pleat::ui {

class AxisZoom;

/// Zooms and pans as AxisZoom does; a double click fits.
///
/// Fills point by point while a run is under way. The original is 1 by definition (its mean error
/// 0) and is drawn as a line as far as it has been measured.
class CollapsePlot : public Plot
{
    Q_OBJECT
public:
    enum class Measure
    {
        VarianceRatio,
        MeanError ///< how far the means are off, in standard deviations
    };
    explicit CollapsePlot(QWidget* parent = nullptr);

    void clear();
    /// Starts anew; the predicted ratio of a layer, by name, shows as soon as it has a place.
    void begin(std::map<std::string, double> predicted);
    /// Other predicted ratios for the layers that have a place; those left out have none. True if
    /// that changes anything.
    bool setPredicted(const std::map<std::string, double>& predicted);
    void addPoints(const std::vector<study::LayerPoint>& points);
    /// Replaces everything by the layers of a finished run.
    void setReport(const std::vector<study::LayerReport>& layers);
    void setLogarithmic(bool logarithmic);
    void setMeasure(Measure measure);
    /// Layers of the current group, by name.
    void setMarked(const QStringList& layers);

    /// What a person has made of the view; none if everything is to be seen.
    std::optional<ViewEdges> zoom() const;
    void setZoom(const std::optional<ViewEdges>& zoom);
    /// Middle of a layer, in the coordinates of this widget.
    QPoint positionOf(int layer) const;

    /// Read back from the plot's own data: (layer, ratio or mean error), by depth.
    QVector<QPointF> series(study::Phase phase) const;
    QVector<QPointF> predictedSeries() const;
    bool logarithmic() const;
    /// Ratios so far apart that a linear axis would hide the small ones.
    bool spreadsWidely() const;
    QStringList layerNames() const;
    PlotTable table() const override;

Q_SIGNALS:
    void layerClicked(const QString& name);

protected:
    void applyTheme() override;
    void fitTo(QSize size) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Values
    {
        std::optional<double> ratio, meanError;
    };
    QCPGraph* graphOf(study::Phase phase) const { return m_phases[static_cast<int>(phase)]; }
    void put(study::Phase phase, int layer, const Values& values);
    void showValue(int phase, int layer, const Values& values);
    bool showsRatios() const { return m_measure == Measure::VarianceRatio; }
    static void place(QCPGraph& graph, int layer, double ratio);
    void setName(int layer, const QString& name);
    void refresh();
    void fitValues();
    void labelLayers(int width);
    void connectMouse();
    void onMouseMove(QPoint position, QPoint global);
    int layerAt(double x) const;
    QString describe(int layer) const;

    Measure m_measure = Measure::VarianceRatio;
    QCPGraph* m_phases[3]; ///< by study::Phase
    std::map<int, Values> m_values[3]; ///< parallel, by layer
    QCPGraph* m_predicted;
    QCPItemRect* m_band;
    AxisZoom* m_zoom;
    std::map<int, QString> m_names;
    std::map<std::string, double> m_waiting; ///< predicted, by layer
    QStringList m_marked;
    std::vector<QCPItemRect*> m_markers;
};

} // namespace pleat::ui
