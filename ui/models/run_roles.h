// SPDX-License-Identifier: GPL-3.0-or-later
// Columns and roles of the table of runs, shared by the model and its view.
#pragma once

#include <qnamespace.h>

namespace pleat::ui {

enum class RunColumn
{
    Number,
    Name,
    When,
    Repair,
    Probe,
    Clusterer,
    Parameters,
    Macs,
    Accuracy,
    Change,
    OutputError,
    Ratio,
    Latency,
    Seconds,
    Hash,
    Count
};

enum class RunRole
{
    Sort = Qt::UserRole, ///< a number or a text to order by
    Run ///< its id
};

} // namespace pleat::ui
