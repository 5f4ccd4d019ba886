// SPDX-License-Identifier: GPL-3.0-or-later
// The window: docks, tabs, toolbar, and the questions before work is lost.
#pragma once

#include "ui/session/auto_run.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"
#include "ui/session/workflow.h"
#include "ui/shell/actions.h"

#include <QMainWindow>

#include <functional>
#include <memory>

class QMenu;
class QShortcut;
class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace pleat::ui {

class BesidePane;
class FigureActions;
class JobsModel;
class Keeper;
class LessonView;
class LogView;
class MessageBar;
class StartPage;
class Workspaces;

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(const QString& samplesDirectory, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// A project, a recipe or a model, by its content. Asks first if edits would be lost.
    void openFile(const QString& path);

    /// A view of the centre by its object name, "matrixView".
    void showView(const QString& name);
    QString shownView() const;
    /// The same; for the lesson also while no model is open.
    void goToView(const QString& name);
    /// The lesson, also while no model is open.
    void showTeach();
    /// For a projector: the lesson in large text and nothing around it.
    void setPresenting(bool on);
    bool presenting() const { return m_presenting; }

    /// All widgets are made anew, in the language of now; session, jobs and what is shown stay.
    void rebuild();

    Session& session() { return *m_session; }
    Workflow& workflow() { return *m_workflow; }
    Keeper& keeper() { return *m_keeper; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    friend class Keeper;

    void build();
    void begin();
    void tearDown();
    void buildCentre();
    QWidget* buildViews();
    void buildDocks();
    /// A tab and the action that shows it.
    void addView(QWidget* view, const QString& name, const QString& title, const QString& help);
    void addDock(
        const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area);
    void buildMenus();
    void buildFileMenu();
    void buildViewMenu();
    QMenu* addMenu(const QString& title);
    void buildToolBar();
    void connectActions();
    void connectWorkflow();
    void connectCommands();
    void connectViewActions();
    void applySettings();
    void speak();
    void connectTeaching();
    void leaveTeaching();
    void enableTabs();
    void hideSurroundings();
    /// Ends what shows one view alone.
    void showSurroundings();
    void showCheatSheet();
    /// Docks and toolbars as they are, or will be when nothing hides them any more.
    QByteArray layoutState() const;
    void chooseTheme(ThemeChoice theme);
    void setFullScreen(bool on);
    void openSettings(int page);
    void openPalette();
    void openHelp();
    void explainFocus();
    void openAbout();
    QString helpTopic() const;
    void refreshActions();
    void refreshZooms();
    void refreshTitle();
    void onError(const Error& error);
    void onModelOpened(const QString& path);
    void onOpenedOverEdits(const Opened& opened);
    void onSaved();
    void showRecentFiles();
    /// A number that is typed but not entered yet counts for what a person starts now.
    void commitInput();
    void showPage();
    void chooseFile();
    void chooseModelTarget();
    void chooseRecipeTarget();
    QString folderForFiles() const;
    QString askForTarget(
        const QString& title, const QString& ending, const QString& suffix, const QString& filter);
    /// Runs `next` at once, or after a question if the plan has unsaved edits.
    void unlessUnsaved(const QString& question, std::function<void()> next);

    std::unique_ptr<Session> m_session;
    std::unique_ptr<Workflow> m_workflow;
    std::unique_ptr<JobsModel> m_jobs; ///< the history outlives a change of language
    QString m_samplesDirectory; ///< may be empty
    Settings m_settings;
    Language m_language = Language::System; ///< that the widgets speak
    std::unique_ptr<AutoRun> m_autoRun;
    std::unique_ptr<Actions> m_actions; ///< the actions themselves are children of the window
    Workspaces* m_workspaces = nullptr;
    FigureActions* m_figures = nullptr;
    MessageBar* m_message = nullptr;
    QStackedWidget* m_pages = nullptr;
    StartPage* m_start = nullptr;
    QMenu* m_recent = nullptr;
    QSplitter* m_views = nullptr; ///< the tabs, and a second view
    QTabWidget* m_tabs = nullptr;
    BesidePane* m_beside = nullptr;
    LessonView* m_teach = nullptr;
    QShortcut* m_endPresenting = nullptr;
    bool m_teaching = false; ///< without a model
    bool m_presenting = false;
    bool m_fullScreen = false;
    QByteArray m_layoutBefore; ///< presenting or full screen
    QList<QKeySequence> m_cancelKeys; ///< while presenting has one of them
    QString m_viewBefore; ///< the lesson without a model
    LogView* m_log = nullptr;
    std::unique_ptr<Keeper> m_keeper;
    bool m_closing = false; ///< the question about edits was answered
    bool m_closeWhenSaved = false;
};

} // namespace pleat::ui
