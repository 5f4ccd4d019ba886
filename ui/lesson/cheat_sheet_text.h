// SPDX-License-Identifier: GPL-3.0-or-later
// What the cheat sheet says.
#pragma once

#include "ui/lesson/formula.h"

#include <QString>
#include <QVector>

namespace pleat::ui {

struct CheatLine
{
    QString term; ///< a word, a key or a gesture
    QString meaning;
    Formula formula; ///< in place of the term; may be empty
};

struct CheatSection
{
    QString title;
    QVector<CheatLine> lines;
};

QVector<CheatSection> cheatSections();

} // namespace pleat::ui
