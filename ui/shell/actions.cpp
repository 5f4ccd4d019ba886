// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/actions.h"

#include "ui/session/settings.h"
#include "ui/shell/icons.h"
#include "ui/shell/shortcuts.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QUndoStack>
#include <QWidget>

namespace pleat::ui {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("Actions", text);
}

QString helpOf(const QAction& action)
{
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? action.statusTip()
                          : QStringLiteral("%1 (%2)").arg(action.statusTip(), keys);
}

QAction* makeAction(QWidget* owner, const char* text, const QString& name,
    const QKeySequence& shortcut, const char* help)
{
    auto* action = new QAction(translated(text), owner);
    describeAction(*action, name, {shortcut}, translated(help));
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

void addTheme(
    QActionGroup& group, const char* text, const QString& name, ThemeChoice theme, const char* help)
{
    addChoice(group, translated(text), name, {}, static_cast<int>(theme), translated(help));
}

} // namespace

Actions::Actions(QWidget* owner, QUndoStack& undoStack)
    : open(makeAction(owner, "&Open...", QStringLiteral("actionOpen"), QKeySequence::Open,
        "Open a model or a project, or apply a recipe"))
    , saveModel(makeAction(owner, "&Save model...", QStringLiteral("actionSaveModel"),
          QKeySequence::Save, "Save the folded and repaired network of the last run"))
    , saveRecipe(makeAction(owner, "Save &recipe...", QStringLiteral("actionSaveRecipe"),
          QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), "Save the plan as a recipe"))
    , saveProject(makeAction(owner, "Save &project...", QStringLiteral("actionSaveProject"),
          QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_S),
          "Save the plan, the runs and what the window shows; the model stays where it is"))
    , paste(makeAction(owner, "&Paste command or recipe", QStringLiteral("actionPaste"),
          QKeySequence::Paste, "Apply a command \"pleat fold ...\" or the JSON of a recipe"))
    , copyCommand(makeAction(owner, "Copy as command &line", QStringLiteral("actionCopyCommand"),
          QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
          "Copy a command that gives the weights of this plan in a terminal"))
    , quit(makeAction(
          owner, "&Quit", QStringLiteral("actionQuit"), QKeySequence::Quit, "Close the window"))
    , undo(undoStack.createUndoAction(owner, translated("&Undo")))
    , redo(undoStack.createRedoAction(owner, translated("&Redo")))
    , run(makeAction(owner, "&Run", QStringLiteral("actionRun"), QKeySequence(Qt::CTRL | Qt::Key_R),
          "Fold, repair and measure the network by the plan"))
    , cancel(makeAction(owner, "&Cancel", QStringLiteral("actionCancel"),
          QKeySequence(Qt::Key_Escape), "Stop the job under way"))
    , resetLayout(makeAction(owner, "Reset &layout", QStringLiteral("actionResetLayout"), {},
          "Put the docks of this workspace back where they were at first"))
    , autoRun(makeAction(owner, "Run &at once", QStringLiteral("actionAutoRun"), {},
          "Run the plan by itself as soon as an edit has settled"))
    , fullScreen(makeAction(owner, "&Full screen", QStringLiteral("actionFullScreen"),
          QKeySequence(Qt::Key_F11), "Show the view alone, on the whole screen"))
    , findCommand(makeAction(owner, "&Find a command...", QStringLiteral("actionPalette"),
          QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
          "Every action, group, file and page by a few letters of its name"))
    , settings(makeAction(owner, "&Settings...", QStringLiteral("actionSettings"),
          QKeySequence(Qt::CTRL | Qt::Key_Comma), "Appearance, plots, computing, files, shortcuts"))
    , viewHelp(makeAction(owner, "&Help on this view", QStringLiteral("actionHelp"),
          QKeySequence(Qt::Key_F1), "What the view in focus shows and what can be done there"))
    , whatsThis(makeAction(owner, "&What is this?", QStringLiteral("actionWhatsThis"),
          QKeySequence(Qt::SHIFT | Qt::Key_F1), "Click on a control to read what it does"))
    , about(makeAction(owner, "&About Pleat", QStringLiteral("actionAbout"), {},
          "The version, the method, and the licences of everything in it"))
    , lesson(makeAction(owner, "How &folding works", QStringLiteral("actionLesson"), {},
          "A lesson in seven steps, with every number"))
    , present(makeAction(owner, "&Presenter mode", QStringLiteral("actionPresent"),
          QKeySequence(Qt::Key_F5), "The lesson in large text, without docks; Esc leaves"))
    , cheatSheet(makeAction(owner, "&Cheat sheet", QStringLiteral("actionCheatSheet"),
          QKeySequence(Qt::CTRL | Qt::Key_F1), "Words, formulas, keys and gestures on one page"))
    , themes(new QActionGroup(owner))
    , views(new QActionGroup(owner))
{
    describeAction(*undo, QStringLiteral("actionUndo"), {QKeySequence::Undo},
        translated("Undo the last edit"));
    // Platforms differ in which of the two they call standard; people know both.
    describeAction(*redo, QStringLiteral("actionRedo"),
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)},
        translated("Redo the edit"));
    for (QAction* checkable : {autoRun, fullScreen})
        checkable->setCheckable(true);
    addTheme(*themes, "&System theme", QStringLiteral("actionThemeSystem"), ThemeChoice::System,
        "As dark or light as the desktop was at start");
    addTheme(*themes, "&Light theme", QStringLiteral("actionThemeLight"), ThemeChoice::Light,
        "Dark text on a light ground");
    addTheme(*themes, "&Dark theme", QStringLiteral("actionThemeDark"), ThemeChoice::Dark,
        "Light text on a dark ground");
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
