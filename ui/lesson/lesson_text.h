// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of the lesson and of the cheat sheet, under one name for translators.
#pragma once

#include <QCoreApplication>

namespace pleat::ui {

struct LessonText
{
    Q_DECLARE_TR_FUNCTIONS(LessonText)
};

} // namespace pleat::ui
