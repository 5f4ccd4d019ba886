// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actions.h"

#include "ui/session/settings.h"
#include "ui/shell/icons.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QUndoStack>
#include <QWidget>

namespace pleat::ui {

namespace {

QString helpOf(const QAction& action)
{
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? action.statusTip()
                          : QStringLiteral("%1 (%2)").arg(action.statusTip(), keys);
}

void describe(
    QAction& action, const QString& name, const QKeySequence& shortcut, const QString& help)
{
    action.setObjectName(name);
    action.setShortcut(shortcut);
    action.setStatusTip(help);
    action.setToolTip(helpOf(action));
}

QAction* makeAction(QWidget* owner, const QString& text, const QString& name,
    const QKeySequence& shortcut, const QString& help)
{
    auto* action = new QAction(text, owner);
    describe(*action, name, shortcut, help);
    return action;
}

QAction* addChoice(QActionGroup& group, const QString& text, const QString& name,
    const QKeySequence& keys, const QVariant& data, const QString& help)
{
    QAction* action = group.addAction(text);
    describe(*action, name, keys, help);
    action->setCheckable(true);
    action->setData(data);
    return action;
}

void addTheme(QActionGroup& group, const QString& text, const QString& name, ThemeChoice theme,
    const QString& help)
{
    addChoice(group, text, name, {}, static_cast<int>(theme), help);
}

} // namespace

Actions::Actions(QWidget* owner, QUndoStack& undoStack)
    : open(makeAction(owner, tr("&Open..."), QStringLiteral("actionOpen"), QKeySequence::Open,
        tr("Open a model or a project, or apply a recipe")))
    , saveModel(makeAction(owner, tr("&Save model..."), QStringLiteral("actionSaveModel"),
          QKeySequence::Save, tr("Save the folded and repaired network of the last run")))
    , saveRecipe(makeAction(owner, tr("Save &recipe..."), QStringLiteral("actionSaveRecipe"),
          QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), tr("Save the plan as a recipe")))
    , saveProject(makeAction(owner, tr("Save &project..."), QStringLiteral("actionSaveProject"),
          QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_S),
          tr("Save the plan, the runs and what the window shows; the model stays where it is")))
    , paste(makeAction(owner, tr("&Paste command or recipe"), QStringLiteral("actionPaste"),
          QKeySequence::Paste, tr("Apply a command \"pleat fold ...\" or the JSON of a recipe")))
    , copyCommand(makeAction(owner, tr("Copy as command &line"),
          QStringLiteral("actionCopyCommand"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
          tr("Copy a command that gives the weights of this plan in a terminal")))
    , quit(makeAction(owner, tr("&Quit"), QStringLiteral("actionQuit"), QKeySequence::Quit,
          tr("Close the window")))
    , undo(undoStack.createUndoAction(owner, tr("&Undo")))
    , redo(undoStack.createRedoAction(owner, tr("&Redo")))
    , run(makeAction(owner, tr("&Run"), QStringLiteral("actionRun"),
          QKeySequence(Qt::CTRL | Qt::Key_R),
          tr("Fold, repair and measure the network by the plan")))
    , cancel(makeAction(owner, tr("&Cancel"), QStringLiteral("actionCancel"),
          QKeySequence(Qt::Key_Escape), tr("Stop the job under way")))
    , resetLayout(makeAction(owner, tr("Reset &layout"), QStringLiteral("actionResetLayout"),
          QKeySequence(), tr("Put all docks back where they were at first")))
    , themes(new QActionGroup(owner))
    , views(new QActionGroup(owner))
{
    describe(*undo, QStringLiteral("actionUndo"), QKeySequence::Undo, tr("Undo the last edit"));
    describe(*redo, QStringLiteral("actionRedo"), QKeySequence::Redo, tr("Redo the edit"));
    // Platforms differ in which of the two they call standard; people know both.
    redo->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    redo->setToolTip(helpOf(*redo));
    addTheme(*themes, tr("&System theme"), QStringLiteral("actionThemeSystem"), ThemeChoice::System,
        tr("As dark or light as the desktop was at start"));
    addTheme(*themes, tr("Li&ght theme"), QStringLiteral("actionThemeLight"), ThemeChoice::Light,
        tr("Dark text on a light ground"));
    addTheme(*themes, tr("&Dark theme"), QStringLiteral("actionThemeDark"), ThemeChoice::Dark,
        tr("Light text on a dark ground"));
    setIcons(owner->palette());
}

QAction* Actions::addView(const QString& name, const QString& title, const QString& help)
{
    const auto key = static_cast<Qt::Key>(Qt::Key_1 + views->actions().size());
    const QString base = name.left(1).toUpper() + name.mid(1).remove(QStringLiteral("View"));
    return addChoice(
        *views, title, QStringLiteral("action") + base, QKeySequence(Qt::CTRL | key), name, help);
}

void setAvailable(QAction& action, bool available, const QString& reason)
{
    action.setEnabled(available);
    action.setToolTip(available ? helpOf(action) : reason);
}

void Actions::setIcons(const QPalette& palette)
{
    open->setIcon(drawnIcon(Icon::Open, palette));
    saveModel->setIcon(drawnIcon(Icon::SaveModel, palette));
    saveRecipe->setIcon(drawnIcon(Icon::SaveRecipe, palette));
    undo->setIcon(drawnIcon(Icon::Undo, palette));
    redo->setIcon(drawnIcon(Icon::Redo, palette));
    run->setIcon(drawnIcon(Icon::Run, palette));
    cancel->setIcon(drawnIcon(Icon::Cancel, palette));
}

} // namespace pleat::ui
