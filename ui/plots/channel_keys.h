// SPDX-License-Identifier: GPL-3.0-or-later
// The keys that plots of channels have in common.
#pragma once

#include <optional>
#include <vector>

class QEvent;
class QKeyEvent;

namespace pleat::ui {

/// All that are to be marked after a key: Space takes `channel`, C its `cluster`, Escape nothing at
/// all; Shift adds, Ctrl toggles (Space only: Ctrl+C copies). None for other keys, and where the
/// key would need a channel and it is -1, or a cluster and it is empty. All ascending.
std::optional<std::vector<int>> keyedMarks(const QKeyEvent& key, int channel,
    const std::vector<int>& cluster, const std::vector<int>& marked);

/// Whether a plot keeps this Escape for itself because channels are marked: the window would cancel
/// a job with it.
bool keepsEscape(const QEvent& event, const std::vector<int>& marked);

/// Return, also that of the keypad.
bool keyedReturn(const QKeyEvent& key);

/// What Ctrl+Plus and Ctrl+Minus make of the width of a view; none for other keys.
std::optional<double> keyedZoom(const QKeyEvent& key);

/// F without modifiers: everything is to be seen.
bool keyedFit(const QKeyEvent& key);

} // namespace pleat::ui
