// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/figure.h"

#include <QWidget>

namespace pleat::ui {

Figure* figureAround(QWidget* widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (auto* figure = dynamic_cast<Figure*>(widget))
            return figure;
    }
    return nullptr;
}

Figure* largestFigureIn(QWidget* widget)
{
    Figure* largest = nullptr;
    qint64 most = 0;
    for (QWidget* child : widget->findChildren<QWidget*>()) {
        auto* figure = dynamic_cast<Figure*>(child);
        const qint64 area = qint64{child->width()} * child->height();
        if (!figure || !child->isVisibleTo(widget) || area <= most)
            continue;
        largest = figure;
        most = area;
    }
    return largest;
}

} // namespace pleat::ui
