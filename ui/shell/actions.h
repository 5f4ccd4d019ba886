// SPDX-License-Identifier: GPL-3.0-or-later
// Every action of the window: text, shortcut, tooltip, icon.
#pragma once

#include <QAction>
#include <QCoreApplication>
#include <QPalette>

class QActionGroup;
class QUndoStack;
class QWidget;

namespace pleat::ui {

/// The actions belong to `owner`; what they do is connected by the window.
struct Actions
{
    Q_DECLARE_TR_FUNCTIONS(Actions)

public:
    Actions(QWidget* owner, QUndoStack& undoStack);

    void setIcons(const QPalette& palette);
    /// The action that shows a view; its shortcut is the next one of Alt+1, Alt+2 ...
    QAction* addView(const QString& name, const QString& title, const QString& help);

    QAction* open;
    QAction* saveModel;
    QAction* saveRecipe;
    QAction* saveProject;
    QAction* paste;
    QAction* copyCommand;
    QAction* quit;
    QAction* undo;
    QAction* redo;
    QAction* run;
    QAction* cancel;
    QAction* resetLayout;
    QAction* autoRun; ///< checkable
    QAction* fullScreen; ///< checkable
    QAction* beside; ///< checkable
    QAction* findCommand;
    QAction* findNode;
    QAction* zoomBack;
    QAction* zoomForward;
    QAction* settings;
    QAction* viewHelp;
    QAction* whatsThis; ///< about the control in focus
    QAction* whatsThisClick; ///< about one that is clicked
    QAction* about;
    QAction* lesson;
    QAction* present; ///< checkable
    QAction* cheatSheet;
    QActionGroup* themes; ///< data: ThemeChoice
    QActionGroup* views; ///< data: object name of the view in the centre
};

/// Gives an action its name, its keys and what it does in one sentence. The keys are those that a
/// person has chosen for this name, if any; `keys` are remembered as the ones that it came with.
void describeAction(
    QAction& action, const QString& name, const QList<QKeySequence>& keys, const QString& help);

/// Enables or disables; the tooltip of a disabled action is the reason.
void setAvailable(QAction& action, bool available, const QString& reason);

} // namespace pleat::ui
