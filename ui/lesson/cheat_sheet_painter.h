// SPDX-License-Identifier: GPL-3.0-or-later
// The cheat sheet as a drawing.
#pragma once

#include <QFont>
#include <QPalette>

class QPainter;

namespace pleat::ui {

/// Draws the page and returns its height; only measures if `painter` is null.
double paintCheatSheet(QPainter* painter, double width, const QFont& font, const QPalette& palette);

} // namespace pleat::ui
