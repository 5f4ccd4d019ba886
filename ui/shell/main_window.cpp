// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/lesson/lesson_view.h"
#include "ui/models/jobs_model.h"
#include "ui/session/text.h"
#include "ui/shell/beside_pane.h"
#include "ui/shell/figure_actions.h"
#include "ui/shell/keeper.h"
#include "ui/shell/workspaces.h"
#include "ui/views/clusters_view.h"
#include "ui/views/collapse_view.h"
#include "ui/views/compare_view.h"
#include "ui/views/described.h"
#include "ui/views/graph_view.h"
#include "ui/views/groups_view.h"
#include "ui/views/jobs_view.h"
#include "ui/views/log_view.h"
#include "ui/views/matrix_view.h"
#include "ui/views/message_bar.h"
#include "ui/views/overview_view.h"
#include "ui/views/probe_view.h"
#include "ui/views/runs_view.h"
#include "ui/views/start_page.h"
#include "ui/views/status_panel.h"
#include "ui/views/tab_order.h"
#include "ui/views/tuner_view.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QMenuBar>
#include <QScreen>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QTabWidget>
#include <QToolBar>
#include <QUndoView>
#include <QVBoxLayout>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr QSize kFirstSize{1600, 1000};
constexpr QSize kLeastSize{1000, 640};
constexpr int kWideCentre = 900; // two views stand side by side, else one above the other

} // namespace

MainWindow::MainWindow(const QString& samplesDirectory, QWidget* parent)
    : QMainWindow(parent)
    , m_session(std::make_unique<Session>())
    , m_workflow(std::make_unique<Workflow>(*m_session))
    , m_jobs(std::make_unique<JobsModel>())
    , m_samplesDirectory(samplesDirectory)
    , m_language(m_settings.language())
    , m_autoRun(std::make_unique<AutoRun>(*m_session, *m_workflow))
{
    for (JobRunner* runner :
        {&m_workflow->coreJobs(), &m_workflow->derivedJobs(), &m_workflow->exportJobs()})
        m_jobs->watch(*runner);
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    setMinimumSize(kLeastSize);
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    build();
    m_keeper = std::make_unique<Keeper>(*this);
    resize(kFirstSize.boundedTo(screen()->availableSize()));
    restoreGeometry(m_settings.windowGeometry());
    begin();
}

void MainWindow::build()
{
    m_actions = std::make_unique<Actions>(this, *m_session->undoStack());
    buildCentre();
    buildDocks();
    m_workspaces = new Workspaces(*this,
        {[this] { return shownView(); }, [this](const QString& name) { goToView(name); },
            [this] { return m_beside->shownView(); },
            [this](const QString& name) { m_beside->showView(name); },
            [this] { showSurroundings(); }},
        this);
    buildToolBar();
    buildMenus();
    setStatusBar(new StatusPanel(*m_session, *m_workflow, this));
    connectActions();
    connectViewActions();
    connectTeaching();
    connectWorkflow();
}

void MainWindow::begin()
{
    showRecentFiles();
    m_workspaces->begin();
    applySettings();
    refreshActions();
    showPage();
}

/// What build() has made. Whoever hears of the session and of jobs is gone then; both go on.
void MainWindow::tearDown()
{
    disconnect(m_session.get(), nullptr, this, nullptr);
    disconnect(m_session->undoStack(), nullptr, this, nullptr);
    disconnect(m_workflow.get(), nullptr, this, nullptr);
    delete m_figures;
    delete m_endPresenting;
    delete m_workspaces;
    delete menuBar();
    delete statusBar();
    qDeleteAll(findChildren<QToolBar*>(QString(), Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly));
    delete takeCentralWidget();
    qDeleteAll(findChildren<QActionGroup*>(QString(), Qt::FindDirectChildrenOnly));
    qDeleteAll(findChildren<QAction*>(QString(), Qt::FindDirectChildrenOnly));
}

void MainWindow::rebuild()
{
    showSurroundings();
    const std::string state = m_keeper->viewState();
    const QString log = m_log->text();
    const QString beside = m_beside->shownView();
    m_workspaces->keep();
    tearDown();
    m_session->rewordEdits();
    build();
    // A window that is shown already leaves it to others to show what is added to it.
    for (QDockWidget* dock : findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly))
        dock->show();
    for (QToolBar* bar : findChildren<QToolBar*>(QString(), Qt::FindDirectChildrenOnly))
        bar->show();
    for (QWidget* part :
        {static_cast<QWidget*>(menuBar()), static_cast<QWidget*>(statusBar()), centralWidget()})
        part->show();
    m_keeper->connectWidgets();
    m_log->setText(log);
    begin();
    m_keeper->restoreViewState(state);
    m_beside->showView(beside); // the state names it in the other language
}

MainWindow::~MainWindow()
{
    // Jobs end before the views that hear of them, and views before the session that they read.
    m_autoRun.reset();
    m_workflow.reset();
    m_keeper.reset();
    m_session->disconnect();
    m_session->undoStack()->disconnect();
    qDeleteAll(findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly));
    delete takeCentralWidget();
}

void MainWindow::buildCentre()
{
    m_message = new MessageBar(this);
    m_start = described(
        new StartPage(m_samplesDirectory, this), QStringLiteral("startPage"), tr("Start page"));
    m_tabs = described(new QTabWidget(this), QStringLiteral("centreTabs"), tr("Views"));
    for (QWidget* container : {static_cast<QWidget*>(m_start), static_cast<QWidget*>(m_tabs)})
        explain(*container, {}); // what it holds speaks for itself
    m_tabs->setDocumentMode(true);
    m_tabs->setUsesScrollButtons(false); // every view can be seen to be there
    addView(new OverviewView(*m_session, this), QStringLiteral("overviewView"), tr("Overview"),
        tr("k of every group, like an equaliser"));
    addView(new ClustersView(*m_session, m_workflow->derivedJobs(), this),
        QStringLiteral("clustersView"), tr("Clusters"),
        tr("The channels of the group in a plane, by PCA or t-SNE"));
    addView(new MatrixView(*m_session, m_workflow->derivedJobs(), m_workflow->coreJobs(), this),
        QStringLiteral("matrixView"), tr("Matrix"),
        tr("Similarity of the channels, with the dendrogram"));
    addView(new GraphView(*m_session, m_workflow->derivedJobs(), this), QStringLiteral("graphView"),
        tr("Graph"), tr("The network as nested blocks, with its channel groups"));
    addView(new CollapseView(*m_session, *m_workflow, this), QStringLiteral("collapseView"),
        tr("Collapse"), tr("Variance ratio of every layer before and after"));
    auto* runs = new RunsView(*m_session, this);
    addView(runs, QStringLiteral("runsView"), tr("Runs"),
        tr("All runs: what each one costs and what it reaches"));
    addView(new CompareView(*m_session, this), QStringLiteral("compareView"), tr("Compare"),
        tr("Two runs side by side and what differs between them"));
    connect(runs, &RunsView::compareRequested, this,
        [this] { showView(QStringLiteral("compareView")); });
    connect(&m_session->selection(), &Selection::channelsSought, this,
        [this] { showView(QStringLiteral("matrixView")); });
    addView(new ProbeView(*m_session, *m_workflow, this), QStringLiteral("probeView"), tr("Probe"),
        tr("The images that the repair looks at"));
    m_teach = new LessonView(*m_session, this);
    addView(m_teach, QStringLiteral("teachView"), tr("Teach"),
        tr("How folding works, step by step, on an example or on your group"));
    m_teach->setPresentAction(m_actions->present);
    m_figures = new FigureActions(*this, *m_tabs, *m_session, m_workflow->exportJobs());
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_start);
    m_pages->addWidget(buildViews());
    auto* centre = new QWidget(this);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_pages, 1);
    setCentralWidget(centre);
}

/// The tabs, and room for a second view.
QWidget* MainWindow::buildViews()
{
    m_views = new QSplitter(this);
    m_views->setObjectName(QStringLiteral("centreSplitter"));
    m_beside = new BesidePane(*m_tabs, m_views);
    m_views->addWidget(m_tabs);
    m_views->addWidget(m_beside);
    m_views->setChildrenCollapsible(false);
    connect(m_beside, &BesidePane::changed, this, [this] {
        const bool wide = m_views->width() >= kWideCentre;
        m_views->setOrientation(wide ? Qt::Horizontal : Qt::Vertical);
        if (m_beside->view() && m_views->sizes().contains(0))
            m_views->setSizes({1, 1}); // halves
        m_actions->beside->setChecked(m_beside->view());
        enableTabs();
    });
    return m_views;
}

void MainWindow::addView(
    QWidget* view, const QString& name, const QString& title, const QString& help)
{
    view->setObjectName(name);
    view->setAccessibleName(title);
    orderTabs(*view);
    const int tab = m_tabs->addTab(view, title);
    m_tabs->setTabToolTip(tab, m_actions->addView(name, title, help)->toolTip());
    m_tabs->setTabWhatsThis(tab, help);
}

void MainWindow::showView(const QString& name)
{
    if (!name.isEmpty() && name == m_beside->shownView())
        m_beside->view()->setFocus();
    else
        m_tabs->setCurrentWidget(m_tabs->findChild<QWidget*>(name));
}

QString MainWindow::shownView() const
{
    const QWidget* view = m_tabs->currentWidget();
    return view ? view->objectName() : QString();
}

void MainWindow::addDock(
    const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setAccessibleName(title);
    dock->setWidget(content);
    describeAction(*dock->toggleViewAction(), QStringLiteral("toggle_") + name, {QKeySequence()},
        tr("Show or hide %1").arg(title));
    addDockWidget(area, dock);
}

void MainWindow::buildDocks()
{
    auto* groups = new GroupsView(*m_session, this);
    groups->setObjectName(QStringLiteral("groupsView"));
    addDock(QStringLiteral("groupsDock"), tr("Groups"), groups, Qt::LeftDockWidgetArea);
    auto* tuner = new TunerView(*m_session, m_workflow->analysis().survey(), this);
    tuner->setObjectName(QStringLiteral("tunerView"));
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(tuner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(tuner->minimumSizeHint().width()
        + style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, scroll));
    addDock(QStringLiteral("tunerDock"), tr("Tuner"), scroll, Qt::RightDockWidgetArea);
    m_log = new LogView(this);
    m_log->setObjectName(QStringLiteral("logView"));
    addDock(QStringLiteral("logDock"), tr("Log"), m_log, Qt::BottomDockWidgetArea);
    auto* jobs = new JobsView(*m_jobs, *m_workflow, this);
    jobs->setObjectName(QStringLiteral("jobsView"));
    addDock(QStringLiteral("jobsDock"), tr("Jobs"), jobs, Qt::BottomDockWidgetArea);
    auto* history = described(new QUndoView(m_session->undoStack(), this),
        QStringLiteral("historyView"), tr("History of edits"),
        tr("Every edit since the model was opened; choose one to go back or forward to it"));
    history->setEmptyLabel(tr("as opened"));
    addDock(QStringLiteral("historyDock"), tr("History"), history, Qt::BottomDockWidgetArea);
    auto* log = findChild<QDockWidget*>(QStringLiteral("logDock"));
    for (const char* dock : {"jobsDock", "historyDock"})
        tabifyDockWidget(log, findChild<QDockWidget*>(QLatin1String(dock)));
    log->raise();
}

void MainWindow::showPage()
{
    const bool open = m_session->hasModel();
    m_teaching &= !open;
    m_pages->setCurrentWidget(open || m_teaching ? static_cast<QWidget*>(m_views) : m_start);
    for (QAction* action : m_actions->views->actions()) {
        const bool teaches = action->data() == m_teach->objectName();
        setAvailable(*action, open || teaches, tr("Open a model first"));
        action->setChecked(action->data() == shownView());
    }
    enableTabs();
    refreshTitle();
}

void MainWindow::refreshTitle()
{
    const QString name = QString::fromStdString(m_session->info().name);
    setWindowTitle(name.isEmpty() ? QStringLiteral("Pleat") : name + QStringLiteral("[*] – Pleat"));
    setWindowModified(m_session->hasModel() && !m_session->undoStack()->isClean());
}

void MainWindow::refreshActions()
{
    const bool idle = m_workflow->activity() == Activity::Idle;
    const bool open = m_session->hasModel();
    const QString busy = tr("Another job is under way");
    const QString noModel = tr("Open a model first");
    setAvailable(*m_actions->open, idle, busy);
    setAvailable(*m_actions->run, idle && open, open ? busy : noModel);
    if (const QString cost = runCostText(*m_workflow);
        !cost.isEmpty() && m_actions->run->isEnabled())
        m_actions->run->setToolTip(m_actions->run->toolTip() + QStringLiteral(": ") + cost);
    setAvailable(*m_actions->saveRecipe, open, noModel);
    setAvailable(*m_actions->beside, open, noModel);
    setAvailable(*m_actions->findNode, open, noModel);
    refreshZooms();
    const bool network = m_session->run() && m_session->run()->hasNetwork();
    setAvailable(*m_actions->saveModel, idle && network,
        network                ? busy
            : m_session->run() ? tr("The network of this run is no longer held: run its plan again")
                               : tr("There is nothing to save yet: run the plan first"));
    if (m_actions->saveModel->isEnabled() && m_session->runStale())
        m_actions->saveModel->setToolTip(
            tr("Save the network of the last run; it is stale: plan changed since this run"));
    setAvailable(*m_actions->cancel, !idle && m_workflow->activity() != Activity::Saving,
        idle ? tr("No job is under way") : tr("Saving cannot be cancelled"));
    QUndoStack* undo = m_session->undoStack();
    setAvailable(*m_actions->undo, undo->canUndo(), tr("There is no edit to undo"));
    setAvailable(*m_actions->redo, undo->canRedo(), tr("There is no edit to redo"));
}

} // namespace pleat::ui
