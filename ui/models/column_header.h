// SPDX-License-Identifier: GPL-3.0-or-later
// What stands above the columns of a table.
#pragma once

#include <QString>
#include <QVariant>

#include <span>

namespace pleat::ui {

struct ColumnHeader
{
    QString title;
    QString help; ///< its tooltip
};

/// For headerData() of a model: title and tooltip; nothing for rows, other sections and other
/// roles.
inline QVariant headerText(
    std::span<const ColumnHeader> headers, int section, Qt::Orientation orientation, int role)
{
    if (orientation != Qt::Horizontal || section < 0 || section >= static_cast<int>(headers.size()))
        return {};
    if (role == Qt::DisplayRole)
        return headers[section].title;
    if (role == Qt::ToolTipRole)
        return headers[section].help;
    return {};
}

} // namespace pleat::ui
