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

/// All of them can be read by people with the common kinds of colour blindness, and in grey the
/// sequential ones still are in order.
enum class SequentialScale
{
    Ocean, ///< white to dark blue over green
    Cividis, ///< yellow to dark blue
    Grey
};
enum class DivergingScale
{
    BlueOrange,
    PurpleGreen,
    BlueRed
};

/// What a person can choose about all plots. It holds for the whole program; widgets that are shown
/// must be told to paint anew. Only on the GUI thread.
struct PlotStyle
{
    SequentialScale sequential = SequentialScale::Ocean;
    DivergingScale diverging = DivergingScale::BlueOrange;
    double markScale = 1; ///< of the marks in Clusters
    bool operator==(const PlotStyle&) const = default;
};
const PlotStyle& plotStyle();
void setPlotStyle(const PlotStyle& style);

inline constexpr int kScaleSteps = 511;
/// Of the chosen scale, as 32-bit pixels; the middle one is white.
const std::array<QRgb, kScaleSteps>& divergingColors();
/// Of the chosen scale, ever darker, as 32-bit pixels.
const std::array<QRgb, kScaleSteps>& sequentialColors();

} // namespace pleat::ui
