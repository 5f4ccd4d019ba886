// SPDX-License-Identifier: GPL-3.0-or-later
// A measure against k, on which k can be picked: the elbow curve and the silhouette.
#pragma once

#include "ui/plots/plot.h"

#include <QPointF>
#include <QVector>

#include <cstdint>
#include <optional>

class QCPGraph;
class QCPItemStraightLine;
class QCPItemText;

namespace pleat::ui {

/// Click or drag asks for a k; the owner of the plot answers with setK().
class CurvePlot : public Plot
{
    Q_OBJECT
public:
    enum class Kind
    {
        Dense, ///< a value for every k, drawn as a line
        Sampled, ///< values at some k, drawn as points joined by a line
    };
    CurvePlot(Kind kind, const QString& valueLabel, QWidget* parent = nullptr);

    /// Points (k, value), k ascending; values that are not finite are left out.
    void setCurve(const QVector<QPointF>& points, std::int64_t channels);
    void setValueLabel(const QString& label);
    QString valueLabel() const;
    void setK(std::int64_t k);
    /// k before the latest edit, drawn faintly; none if it is the same.
    void setPreviousK(std::optional<std::int64_t> k);
    /// A marked k with a word beside it; nothing if empty.
    void setSuggestion(std::optional<std::int64_t> k, const QString& word = {});
    void setPickable(bool pickable) { m_pickable = pickable; }

    /// Read back from the plot's own data.
    QVector<QPointF> curve() const;
    std::int64_t k() const;
    std::optional<std::int64_t> previousK() const;
    std::optional<std::int64_t> suggestion() const;
    /// The curve's value at k, if it has one there.
    std::optional<double> valueAtK() const;
    /// Where a click asks for this k; in coordinates of this widget.
    QPoint positionOf(std::int64_t k) const;
    PlotTable table() const override;

Q_SIGNALS:
    /// `continues`: part of the drag that an earlier signal began.
    void kRequested(qint64 k, bool continues);

protected:
    void applyTheme() override;

private:
    void requestAt(double x, bool continues);
    void placeDots();
    void placeDot(QCPGraph& dot, std::optional<std::int64_t> k);
    std::optional<double> valueAt(std::int64_t k) const;

    Kind m_kind;
    std::int64_t m_channels = 1;
    bool m_pickable = true;
    bool m_dragging = false;
    QCPGraph* m_curve;
    QCPGraph* m_ghostDot;
    QCPGraph* m_dot;
    QCPItemStraightLine* m_ghostLine;
    QCPItemStraightLine* m_cursorLine;
    QCPItemStraightLine* m_suggestionLine;
    QCPItemText* m_suggestionText;
};

} // namespace pleat::ui
