// SPDX-License-Identifier: GPL-3.0-or-later
// What a figure shows as rows and columns: for screen readers, files and tests.
#pragma once

#include <QString>
#include <QStringList>
#include <QVariant>
#include <QVector>

#include <cstddef>
#include <functional>

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
    /// Columns right of those in `rows`, of matrices that are too large for a QVariant per cell.
    struct Numbers
    {
        qsizetype columns = 0;
        std::function<float(qsizetype row, qsizetype column)> at = {}; ///< NaN: empty; any thread
    };
    Numbers numbers;
    Subject subject = Subject::Other;
    QVector<int> ids; ///< of the subjects, parallel to the rows; empty for Other

    std::size_t cells() const
    {
        return static_cast<std::size_t>(rows.size()) * static_cast<std::size_t>(columns.size());
    }
    /// Of `rows` or of `numbers`.
    QVariant cell(qsizetype row, qsizetype column) const;
};

/// More cells would keep the window waiting, and whoever reads the clipboard too: those are saved.
inline constexpr std::size_t kMostCopied = 1'000'000;

/// RFC 4180, UTF-8, with a header line; numbers with all their digits and a decimal point. Empty if
/// it was stopped.
QByteArray toCsv(const PlotTable& table, const std::function<bool()>& stopped = {});
/// For the clipboard: tabs between the fields, which hold none, and a header line.
QString toTsv(const PlotTable& table);

} // namespace pleat::ui
