// SPDX-License-Identifier: GPL-3.0-or-later
// Every colour of the program: the two themes, and the scales of the plots.
#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace pleat::ui {

QPalette lightPalette();
QPalette darkPalette();
/// By the lightness of the window colour.
bool isDark(const QPalette& palette);

/// Colours of the plots for a palette.
struct PlotColors
{
    QColor background, text, muted, grid, accent;
    QColor band; ///< shaded range, translucent
    QColor marked; ///< the current group, translucent
    QColor predicted, merged, repaired; ///< series of the collapse plot
    QColor outline; ///< around markers
};
PlotColors plotColors(const QPalette& palette);

/// Safe for the common kinds of colour blindness; neighbours in the list differ in lightness too.
inline constexpr int kClusterColors = 12;
QColor clusterColor(int index, bool dark);

inline constexpr int kScaleSteps = 511;
/// Blue - white - orange, as 32-bit pixels.
const std::array<QRgb, kScaleSteps>& divergingColors();
/// White to dark blue over green, ever darker, as 32-bit pixels.
const std::array<QRgb, kScaleSteps>& sequentialColors();

} // namespace pleat::ui
