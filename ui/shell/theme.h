// SPDX-License-Identifier: GPL-3.0-or-later
// Fusion style with our own light and dark palettes.
#pragma once

#include "ui/session/settings.h"

#include <QPalette>

#include <functional>

namespace pleat::ui {

/// Style, palette and font of the whole application. "System" follows the lightness of the
/// platform's palette, also when that changes later; the font is the platform's at the first call,
/// in percent.
void applyTheme(ThemeChoice choice, int fontPercent = 100);
/// Where the palette of the platform comes from, asked whenever Qt says that the theme has changed
/// and once now; empty: from the platform itself.
void setSystemPalette(std::function<QPalette()> source);

} // namespace pleat::ui
