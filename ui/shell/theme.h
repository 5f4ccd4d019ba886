// SPDX-License-Identifier: GPL-3.0-or-later
// Fusion style with our own light and dark palettes.
#pragma once

#include "ui/session/settings.h"

namespace pleat::ui {

/// Style, palette and font of the whole application. "System" follows the lightness of the palette
/// that the platform gave at the first call; the font is its font then, in percent.
void applyTheme(ThemeChoice choice, int fontPercent = 100);

} // namespace pleat::ui
