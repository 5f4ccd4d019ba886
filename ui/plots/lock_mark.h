// SPDX-License-Identifier: GPL-3.0-or-later
// The padlock of groups that are locked, wherever groups are shown.
#pragma once

class QColor;
class QPainter;
class QRectF;

namespace pleat::ui {

/// Fills `place`, about 10 x 10. An open one says that a click would lock.
void paintLock(QPainter& painter, const QRectF& place, const QColor& color, bool closed = true);

} // namespace pleat::ui
