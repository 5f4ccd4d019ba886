// SPDX-License-Identifier: GPL-3.0-or-later
// Every action of the window: text, shortcut, tooltip, icon.
#pragma once

#include <QAction>
#include <QPalette>

class QActionGroup;
class QUndoStack;
class QWidget;

namespace pleat::ui {

/// The actions belong to `owner`; what they do is connected by the window.
struct Actions
{
    Actions(QWidget* owner, QUndoStack& undoStack);

    void setIcons(const QPalette& palette);

    QAction* open;
    QAction* saveModel;
    QAction* saveRecipe;
    QAction* quit;
    QAction* undo;
    QAction* redo;
    QAction* run;
    QAction* cancel;
    QAction* resetLayout;
    QActionGroup* themes; ///< data: ThemeChoice
    QActionGroup* tabs; ///< data: index of the centre tab
};

/// Enables or disables; the tooltip of a disabled action is the reason.
void setAvailable(QAction& action, bool available, const QString& reason);

} // namespace pleat::ui
