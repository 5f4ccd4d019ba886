// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/dock_state.h"

#include <QLayout>
#include <QMainWindow>

namespace pleat::ui {

QByteArray dockState(const QMainWindow& window)
{
    return window.saveState(kLayoutVersion);
}

bool restoreDockState(QMainWindow& window, const QByteArray& state)
{
    // Qt 6.4 shows the tab bars of docks in a loop over the set of them, and showing one lays out a
    // visible window whose layout is due, which replaces the set: the loop then reads freed memory.
    window.layout()->setEnabled(false);
    const bool restored = window.restoreState(state, kLayoutVersion);
    window.layout()->setEnabled(true);
    window.layout()->activate();
    return restored;
}

} // namespace pleat::ui
