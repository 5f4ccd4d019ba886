// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actions.h"

#include "ui/session/settings.h"
#include "ui/shell/icons.h"
#include "ui/shell/shortcuts.h"

#include <QActionGroup>
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

QAction* makeAction(QWidget* owner, const QString& text, const QString& name,
    const QKeySequence& shortcut, const QString& help)
{
    auto* action = new QAction(text, owner);
    describeAction(*action, name, {shortcut}, help);
    return action;
}

QAction* addChoice(QActionGroup& group, const QString& text, const QString& name,
    const QKeySequence& keys, const QVariant& data, const QString& help)
{
    QAction* action = group.addAction(text);
    describeAction(*action, name, {keys}, help);
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
          QKeySequence(), tr("Put the docks of this workspace back where they were at first")))
    , autoRun(makeAction(owner, tr("Run &at once"), QStringLiteral("actionAutoRun"), QKeySequence(),
          tr("Run the plan by itself as soon as an edit has settled")))
    , fullScreen(makeAction(owner, tr("&Full screen"), QStringLiteral("actionFullScreen"),
          QKeySequence(Qt::Key_F11), tr("Show the view alone, on the whole screen")))
    , beside(makeAction(owner, tr("Second view bes&ide"), QStringLiteral("actionBeside"),
          QKeySequence(Qt::CTRL | Qt::Key_Backslash),
          tr("Two linked views at once, such as Clusters and Matrix")))
    , findCommand(makeAction(owner, tr("&Find a command..."), QStringLiteral("actionPalette"),
          QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
          tr("Every action, group, file and page by a few letters of its name")))
    , findNode(makeAction(owner, tr("Find a &node..."), QStringLiteral("actionFindNode"),
          QKeySequence::Find, tr("Show the Graph view and search it by a name or a kind")))
    , zoomBack(makeAction(owner, tr("Zoom &back"), QStringLiteral("actionZoomBack"),
          QKeySequence(Qt::ALT | Qt::Key_Left), tr("Go back to the zoom of the Matrix before")))
    , zoomForward(makeAction(owner, tr("Zoom f&orward"), QStringLiteral("actionZoomForward"),
          QKeySequence(Qt::ALT | Qt::Key_Right), tr("Go forward to the zoom of the Matrix after")))
    , settings(makeAction(owner, tr("&Settings..."), QStringLiteral("actionSettings"),
          QKeySequence(Qt::CTRL | Qt::Key_Comma),
          tr("Appearance, plots, computing, files, shortcuts")))
    , viewHelp(makeAction(owner, tr("&Help on this view"), QStringLiteral("actionHelp"),
          QKeySequence(Qt::Key_F1), tr("What the view in focus shows and what can be done there")))
    , whatsThis(makeAction(owner, tr("&What is this?"), QStringLiteral("actionWhatsThis"),
          QKeySequence(Qt::SHIFT | Qt::Key_F1), tr("Read what the control in focus does")))
    , whatsThisClick(
          makeAction(owner, tr("What is this? (cl&ick)"), QStringLiteral("actionWhatsThisClick"),
              QKeySequence(), tr("Click on a control to read what it does")))
    , about(makeAction(owner, tr("&About Pleat"), QStringLiteral("actionAbout"), QKeySequence(),
          tr("The version, the method, and the licences of everything in it")))
    , lesson(makeAction(owner, tr("How f&olding works"), QStringLiteral("actionLesson"),
          QKeySequence(), tr("A lesson in seven steps, with every number")))
    , present(makeAction(owner, tr("&Presenter mode"), QStringLiteral("actionPresent"),
          QKeySequence(Qt::Key_F5), tr("The lesson in large text, without docks; Esc leaves")))
    , cheatSheet(makeAction(owner, tr("&Cheat sheet"), QStringLiteral("actionCheatSheet"),
          QKeySequence(Qt::CTRL | Qt::Key_F1),
          tr("Words, formulas, keys and gestures on one page")))
    , themes(new QActionGroup(owner))
    , views(new QActionGroup(owner))
{
    describeAction(
        *undo, QStringLiteral("actionUndo"), {QKeySequence::Undo}, tr("Undo the last edit"));
    // Platforms differ in which of the two they call standard; people know both.
    describeAction(*redo, QStringLiteral("actionRedo"),
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)},
        tr("Redo the edit"));
    for (QAction* checkable : {autoRun, fullScreen, beside})
        checkable->setCheckable(true);
    addTheme(*themes, tr("&System theme"), QStringLiteral("actionThemeSystem"), ThemeChoice::System,
        tr("As dark or light as the desktop, also when that changes"));
    addTheme(*themes, tr("Li&ght theme"), QStringLiteral("actionThemeLight"), ThemeChoice::Light,
        tr("Dark text on a light ground"));
    addTheme(*themes, tr("&Dark theme"), QStringLiteral("actionThemeDark"), ThemeChoice::Dark,
        tr("Light text on a dark ground"));
    present->setCheckable(true);
    setIcons(owner->palette());
}

QAction* Actions::addView(const QString& name, const QString& title, const QString& help)
{
    const auto key = static_cast<Qt::Key>(Qt::Key_1 + views->actions().size());
    const QString base = name.left(1).toUpper() + name.mid(1).remove(QStringLiteral("View"));
    return addChoice(
        *views, title, QStringLiteral("action") + base, QKeySequence(Qt::ALT | key), name, help);
}

void describeAction(
    QAction& action, const QString& name, const QList<QKeySequence>& keys, const QString& help)
{
    action.setObjectName(name);
    action.setProperty(kFirstKeys, QKeySequence::listToString(keys, QKeySequence::PortableText));
    const std::optional<QString> chosen = Settings().keys(name);
    action.setShortcuts(
        chosen ? QKeySequence::listFromString(*chosen, QKeySequence::PortableText) : keys);
    action.setStatusTip(help);
    action.setWhatsThis(help);
    action.setToolTip(helpOf(action));
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
