// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/icons.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace pleat::ui {

namespace {

constexpr double kGrid = 24; // the paths are drawn on a grid of this size
constexpr double kStroke = 1.9;

QPainterPath polyline(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    for (const QPointF& point : points) {
        if (path.elementCount() == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    return path;
}

QPainterPath openFolder()
{
    QPainterPath path = polyline({{3, 19}, {3, 5}, {9, 5}, {11, 8}, {19, 8}, {19, 11}});
    path.addPath(polyline({{3, 19}, {6, 11}, {22, 11}, {19, 19}, {3, 19}}));
    return path;
}

QPainterPath arrowIntoTray()
{
    QPainterPath path = polyline({{12, 3}, {12, 14}});
    path.addPath(polyline({{7.5, 10}, {12, 14.5}, {16.5, 10}}));
    path.addPath(polyline({{4, 15}, {4, 20}, {20, 20}, {20, 15}}));
    return path;
}

QPainterPath sheetWithLines()
{
    QPainterPath path = polyline({{6, 3}, {14, 3}, {19, 8}, {19, 21}, {6, 21}, {6, 3}});
    path.addPath(polyline({{14, 3}, {14, 8}, {19, 8}}));
    path.addPath(polyline({{9, 13}, {16, 13}}));
    path.addPath(polyline({{9, 17}, {16, 17}}));
    return path;
}

QPainterPath arrowBack()
{
    QPainterPath path = polyline({{9, 5}, {4, 10}, {9, 15}});
    path.moveTo(4, 10);
    path.lineTo(14, 10);
    path.arcTo(QRectF(9.5, 10, 9, 9), 90, -180);
    path.lineTo(9, 19);
    return path;
}

QPainterPath pathOf(Icon icon)
{
    switch (icon) {
    case Icon::Open:
        return openFolder();
    case Icon::SaveModel:
        return arrowIntoTray();
    case Icon::SaveRecipe:
        return sheetWithLines();
    case Icon::Undo:
        return arrowBack();
    case Icon::Redo:
        return QTransform(-1, 0, 0, 1, kGrid, 0).map(arrowBack());
    case Icon::Run:
        return polyline({{7, 4}, {20, 12}, {7, 20}, {7, 4}});
    case Icon::Cancel:
        return polyline({{6, 6}, {18, 6}, {18, 18}, {6, 18}, {6, 6}});
    }
    return {};
}

QPixmap pixmapOf(const QPainterPath& path, const QColor& color, int size)
{
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(size / kGrid, size / kGrid);
    painter.setPen(QPen(color, kStroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    return pixmap;
}

} // namespace

QIcon drawnIcon(Icon icon, const QPalette& palette)
{
    QIcon result;
    const QPainterPath path = pathOf(icon);
    for (const int size : {16, 20, 24, 32, 40, 48, 64}) {
        result.addPixmap(
            pixmapOf(path, palette.color(QPalette::Active, QPalette::ButtonText), size));
        result.addPixmap(
            pixmapOf(path, palette.color(QPalette::Disabled, QPalette::ButtonText), size),
            QIcon::Disabled);
    }
    return result;
}

} // namespace pleat::ui
