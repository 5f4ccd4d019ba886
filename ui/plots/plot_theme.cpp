// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_theme.h"

#include "ui/plots/palettes.h"

#include <qcustomplot.h>

namespace pleat::ui {

void applyAxisTheme(QCPAxis& axis, const QPalette& palette)
{
    const PlotColors colors = plotColors(palette);
    axis.setBasePen(QPen(colors.muted, 1));
    axis.setTickPen(QPen(colors.muted, 1));
    axis.setSubTickPen(QPen(colors.muted, 1));
    axis.setTickLabelColor(colors.text);
    axis.setLabelColor(colors.text);
    axis.grid()->setPen(QPen(colors.grid, 1));
    axis.grid()->setZeroLinePen(QPen(colors.grid, 1));
    axis.setSubTicks(false);
    axis.setTickLengthIn(0);
    axis.setTickLengthOut(4);
}

void applyPlotTheme(QCustomPlot& plot, const QPalette& palette)
{
    const PlotColors colors = plotColors(palette);
    plot.setBackground(QBrush(colors.background));
    for (QCPAxisRect* rect : plot.axisRects()) {
        for (QCPAxis* axis : rect->axes())
            applyAxisTheme(*axis, palette);
    }
    if (plot.legend) {
        plot.legend->setBrush(QBrush(colors.background));
        plot.legend->setBorderPen(Qt::NoPen);
        plot.legend->setTextColor(colors.text);
    }
}

} // namespace pleat::ui
