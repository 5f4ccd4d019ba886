// SPDX-License-Identifier: GPL-3.0-or-later
// What a curve holds, for tables and tests.
#pragma once

#include <QVariant>

class QCPGraph;

namespace pleat::ui {

/// The value at exactly this key as a double; invalid if there is none.
QVariant valueAt(const QCPGraph& graph, double key);

} // namespace pleat::ui
