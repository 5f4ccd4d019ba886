// SPDX-License-Identifier: GPL-3.0-or-later
// Where docks and toolbars are: kept and brought back.
#pragma once

#include <QByteArray>

class QMainWindow;

namespace pleat::ui {

/// Of QMainWindow::saveState(); raised when docks or toolbars change.
constexpr int kLayoutVersion = 3;

QByteArray dockState(const QMainWindow& window);
/// False if it is none of this version; then everything stays.
bool restoreDockState(QMainWindow& window, const QByteArray& state);

} // namespace pleat::ui
