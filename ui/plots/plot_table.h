// SPDX-License-Identifier: GPL-3.0-or-later
// What a plot shows as rows and columns: for screen readers, files and tests.
#pragma once

#include <QString>
#include <QStringList>
#include <QVariant>
#include <QVector>

namespace pleat::ui {

struct PlotTable
{
    QStringList columns;
    /// Numbers as double or qint64, the rest as QString; an invalid QVariant is an empty cell.
    QVector<QVector<QVariant>> rows;
};

} // namespace pleat::ui
