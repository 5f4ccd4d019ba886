// SPDX-License-Identifier: GPL-3.0-or-later
// Carries a palette over to a QCustomPlot, which knows nothing of palettes.
#pragma once

#include <QPalette>

class QCPAxis;
class QCustomPlot;

namespace pleat::ui {

/// Background, axes, grids, legends and fonts. Series keep their own pens.
void applyPlotTheme(QCustomPlot& plot, const QPalette& palette);
void applyAxisTheme(QCPAxis& axis, const QPalette& palette);

} // namespace pleat::ui
