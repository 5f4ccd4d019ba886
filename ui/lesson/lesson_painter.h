// SPDX-License-Identifier: GPL-3.0-or-later
// How a step of a lesson is laid out on a page of a given width, and drawn.
#pragma once

#include "ui/lesson/lesson_content.h"

#include <QFont>
#include <QPalette>

class QPainter;

namespace pleat::ui {

/// The grounds of cells, on which text of the palette is legible. Blue for -1, orange for 1.
QColor heatGround(double value, const QPalette& palette);
QColor clusterGround(int cluster, const QPalette& palette);
/// Of a cell that is pointed out, within the colours of clusters or without them.
QColor litGround(bool inCluster, const QPalette& palette);

struct LessonLook
{
    QFont font; ///< of the text, with a pixel size; all else is relative to it
    QPalette palette;
    int firstTable = 0; ///< tables before it are left out
};

/// Draws from the top left corner and returns the height; only measures if `painter` is null.
double paintLesson(
    QPainter* painter, const LessonContent& content, double width, const LessonLook& look);
/// One table with its title at a place; returns its size.
QSizeF paintTable(
    QPainter* painter, const LessonTable& table, QPointF where, const LessonLook& look);

} // namespace pleat::ui
