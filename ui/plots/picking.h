// SPDX-License-Identifier: GPL-3.0-or-later
// What picking does to what is marked already, in every plot.
#pragma once

#include <QtCore/qnamespace.h>

#include <cstdint>
#include <vector>

namespace pleat::ui {

/// Shift adds, Ctrl toggles, else `picked` replaces. All ascending.
std::vector<int> combined(const std::vector<int>& marked, const std::vector<int>& picked,
    Qt::KeyboardModifiers modifiers);

/// Channels of the same cluster as `channel`, ascending; none for a channel without a label.
std::vector<int> clusterAround(const std::vector<std::int32_t>& labels, int channel);

/// A shorter way of the mouse is a click, in pixels.
inline constexpr double kDragDistance = 4;

} // namespace pleat::ui
