// SPDX-License-Identifier: GPL-3.0-or-later
// How a step of a lesson is laid out on a page of a given width, and drawn.
#pragma once

#include "ui/lesson/lesson_content.h"

#include <QFont>
#include <QPalette>

class QPainter;

namespace pleat::ui {

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
