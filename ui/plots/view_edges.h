// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of a plane is in view.
#pragma once

#include <array>

namespace pleat::ui {

/// Left, top, right and bottom in coordinates; left and top are the lower ends. Other than a
/// QRectF, which keeps sizes, it brings back exactly what was there.
using ViewEdges = std::array<double, 4>;

} // namespace pleat::ui
