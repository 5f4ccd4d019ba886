// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/palettes.h"

#include <cmath>

namespace pleat::ui {

namespace {

struct Theme
{
    QRgb window, base, alternate, text, secondary, disabled, button, highlight, highlightedText,
        link, light, mid, dark, tooltip;
};

QPalette paletteOf(const Theme& theme)
{
    QPalette palette;
    const QColor text(theme.text);
    palette.setColor(QPalette::Window, theme.window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, theme.base);
    palette.setColor(QPalette::AlternateBase, theme.alternate);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Button, theme.button);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::PlaceholderText, theme.secondary);
    palette.setColor(QPalette::Highlight, theme.highlight);
    palette.setColor(QPalette::HighlightedText, theme.highlightedText);
    palette.setColor(QPalette::Link, theme.link);
    palette.setColor(QPalette::Light, theme.light);
    palette.setColor(QPalette::Midlight, theme.light);
    palette.setColor(QPalette::Mid, theme.mid);
    palette.setColor(QPalette::Dark, theme.dark);
    palette.setColor(QPalette::Shadow, theme.dark);
    palette.setColor(QPalette::ToolTipBase, theme.tooltip);
    palette.setColor(QPalette::ToolTipText, text);
    for (const QPalette::ColorRole role :
        {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, theme.mid);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, theme.disabled);
    return palette;
}

QColor mix(const QColor& a, const QColor& b, double t)
{
    const auto blend = [t](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * t)); };
    return {blend(a.red(), b.red()), blend(a.green(), b.green()), blend(a.blue(), b.blue())};
}

/// Five colours at equal distances, mixed in between.
std::array<QRgb, kScaleSteps> scaleThrough(const QColor (&stops)[5])
{
    std::array<QRgb, kScaleSteps> colors{};
    for (int i = 0; i < kScaleSteps; ++i) {
        const double position = 4.0 * i / (kScaleSteps - 1);
        const int stop = std::min(3, static_cast<int>(position));
        colors[i] = mix(stops[stop], stops[stop + 1], position - stop).rgb();
    }
    return colors;
}

PlotStyle& chosenStyle()
{
    static PlotStyle style;
    return style;
}

} // namespace

QPalette lightPalette()
{
    return paletteOf(
        {0xfff4f5f7, 0xffffffff, 0xfff7f8fa, 0xff1d2129, 0xff5c626d, 0xff7b818c, 0xfffbfbfc,
            0xff1f63b5, 0xffffffff, 0xff1f63b5, 0xffffffff, 0xffc9cdd4, 0xff9aa0aa, 0xffffffff});
}

QPalette darkPalette()
{
    return paletteOf(
        {0xff2f333b, 0xff1c1e23, 0xff23262c, 0xffe6e8ec, 0xffabb1bc, 0xff9298a3, 0xff3c414b,
            0xff2f6fbd, 0xffffffff, 0xff7db2f0, 0xff4a505b, 0xff4c525d, 0xff15171b, 0xff2d3138});
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

PlotColors plotColors(const QPalette& palette)
{
    const bool dark = isDark(palette);
    const QColor base = palette.color(QPalette::Base);
    const QColor text = palette.color(QPalette::Text);
    PlotColors colors;
    colors.background = base;
    colors.text = text;
    colors.muted = mix(base, text, dark ? 0.6 : 0.65);
    colors.grid = mix(base, text, dark ? 0.14 : 0.1);
    colors.accent = palette.color(QPalette::Link);
    colors.band = dark ? QColor(120, 200, 160, 36) : QColor(0, 140, 90, 28);
    colors.marked = dark ? QColor(125, 178, 240, 40) : QColor(31, 99, 181, 26);
    colors.predicted = dark ? QColor(0xb9, 0xa6, 0xff) : QColor(0x6a, 0x4c, 0xc8);
    colors.merged = dark ? QColor(0xff, 0xa0, 0x57) : QColor(0xc8, 0x5a, 0x00);
    colors.repaired = dark ? QColor(0x5f, 0xb8, 0xff) : QColor(0x00, 0x66, 0xb8);
    colors.outline = mix(base, text, dark ? 0.05 : 0.85);
    return colors;
}

QColor clusterColor(int index, bool dark)
{
    // Krzywinski's twelve-colour set, ordered so that the first few are the easiest to tell apart.
    static constexpr QRgb kColors[kClusterColors] = {0xff008df9, 0xffff6e3a, 0xff009f81, 0xff8400cd,
        0xffffc33b, 0xffff5aaf, 0xff00c2f9, 0xffa40122, 0xff00e0b8, 0xff9f0162, 0xffffb2fd,
        0xffe20134};
    const QColor color(kColors[index % kClusterColors]);
    return dark && color.lightness() < 110 ? color.lighter(150) : color;
}

const PlotStyle& plotStyle()
{
    return chosenStyle();
}

void setPlotStyle(const PlotStyle& style)
{
    chosenStyle() = style;
}

const std::array<QRgb, kScaleSteps>& divergingColors()
{
    static const std::array<std::array<QRgb, kScaleSteps>, 3> kColors{
        scaleThrough({{0x0b, 0x3c, 0x8c}, {0x4f, 0x9b, 0xd9}, {0xff, 0xff, 0xff},
            {0xf5, 0x9a, 0x3d}, {0x9a, 0x3d, 0x00}}),
        scaleThrough({{0x4a, 0x14, 0x6b}, {0xa5, 0x7f, 0xc4}, {0xff, 0xff, 0xff},
            {0x6f, 0xb8, 0x7a}, {0x0b, 0x4f, 0x24}}),
        scaleThrough({{0x0d, 0x3b, 0x6e}, {0x5f, 0xa2, 0xce}, {0xff, 0xff, 0xff},
            {0xe8, 0x8f, 0x74}, {0x7d, 0x0c, 0x22}})};
    return kColors[static_cast<std::size_t>(chosenStyle().diverging)];
}

const std::array<QRgb, kScaleSteps>& sequentialColors()
{
    static const std::array<std::array<QRgb, kScaleSteps>, 3> kColors{
        scaleThrough({{0xff, 0xff, 0xff}, {0xb5, 0xdd, 0xc8}, {0x4f, 0xa8, 0xb5},
            {0x23, 0x62, 0x98}, {0x10, 0x1f, 0x55}}),
        // Five colours of cividis (Nunez, Anderton and Renslow, PLOS ONE 2018), from its light end.
        scaleThrough({{0xfe, 0xe8, 0x38}, {0xbc, 0xaf, 0x6f}, {0x7d, 0x7c, 0x78},
            {0x41, 0x4d, 0x6b}, {0x00, 0x22, 0x4e}}),
        scaleThrough({{0xff, 0xff, 0xff}, {0xc4, 0xc4, 0xc4}, {0x8a, 0x8a, 0x8a},
            {0x4c, 0x4c, 0x4c}, {0x0a, 0x0a, 0x0a}})};
    return kColors[static_cast<std::size_t>(chosenStyle().sequential)];
}

} // namespace pleat::ui
