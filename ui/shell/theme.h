// SPDX-License-Identifier: GPL-3.0-or-later
// Fusion style with our own light and dark palettes.
#pragma once

#include "ui/session/settings.h"

namespace pleat::ui {

/// Style and palette of the whole application. "System" follows the lightness of the palette that
/// the platform gave at the first call.
void applyTheme(ThemeChoice choice);

} // namespace pleat::ui
