// SPDX-License-Identifier: GPL-3.0-or-later
// The loss of deep inversion and its parts against the step, on a logarithmic axis.
#pragma once

#include "core/study/probe.h"
#include "ui/plots/plot.h"

#include <QPointF>
#include <QVector>

#include <cstdint>
#include <vector>

class QCPGraph;

namespace pleat::ui {

/// Grows while images form.
class LossPlot : public Plot
{
    Q_OBJECT
public:
    enum Part
    {
        Total,
        Classes,
        Statistics,
        Variation,
        Parts
    };
    explicit LossPlot(QWidget* parent = nullptr);

    /// Starts anew; `steps` is the end of the axis, 0 if it is not known yet.
    void begin(std::int64_t steps);
    void addPoints(const std::vector<study::InversionPoint>& points, std::int64_t steps);

    /// Read back from the plot's own data: (step from 1, loss).
    QVector<QPointF> series(Part part) const;
    PlotTable table() const override;

protected:
    void applyTheme() override;

private:
    void fitValues();
    void onMouseMove(QPoint position, QPoint global);
    QString describe(std::int64_t step) const;

    QCPGraph* m_parts[Parts];
    std::int64_t m_steps = 0;
};

} // namespace pleat::ui
