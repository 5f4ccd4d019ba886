// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/lock_mark.h"

#include <QPainter>

namespace pleat::ui {

void paintLock(QPainter& painter, const QRectF& place, const QColor& color, bool closed)
{
    const QRectF body(place.left(), place.center().y(), place.width(), place.height() / 2);
    const QRectF shackle(
        body.left() + 1.5, body.top() - body.height(), body.width() - 3, 2 * body.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4));
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(shackle.translated(0, closed ? 0 : -2), 0, (closed ? 180 : 150) * 16);
    painter.fillRect(body, color);
    painter.restore();
}

} // namespace pleat::ui
