// SPDX-License-Identifier: GPL-3.0-or-later
// What a figure shows as rows and columns: for screen readers, files and tests.
#pragma once

#include <QString>
#include <QStringList>
#include <QVariant>
#include <QVector>

namespace pleat::ui {

struct PlotTable
{
    /// What a row stands for, so that selecting it selects the same thing elsewhere.
    enum class Subject
    {
        Other,
        Channel, ///< of the current group
        Group,
        Run
    };
    QStringList columns;
    /// Numbers as double or qint64, the rest as QString; an invalid QVariant is an empty cell.
    QVector<QVector<QVariant>> rows;
    Subject subject = Subject::Other;
    QVector<int> ids; ///< of the subjects, parallel to the rows; empty for Other
};

/// RFC 4180, UTF-8, with a header line; numbers with all their digits and a decimal point.
QByteArray toCsv(const PlotTable& table);
/// For the clipboard: tabs between the fields, which hold none, and a header line.
QString toTsv(const PlotTable& table);

} // namespace pleat::ui
