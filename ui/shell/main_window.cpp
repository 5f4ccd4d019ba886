// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/lesson/lesson_view.h"
#include "ui/session/text.h"
#include "ui/shell/figure_actions.h"
#include "ui/shell/keeper.h"
#include "ui/shell/theme.h"
#include "ui/views/clustering_chooser.h"
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
#include "ui/views/probe_chooser.h"
#include "ui/views/probe_view.h"
#include "ui/views/repair_chooser.h"
#include "ui/views/runs_view.h"
#include "ui/views/start_page.h"
#include "ui/views/status_panel.h"
#include "ui/views/tuner_view.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyle>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace pleat::ui {

namespace {

constexpr int kGroupsWidth = 480;
constexpr int kTunerWidth = 330;
constexpr int kLogHeight = 110;
constexpr QSize kFirstSize{1600, 1000};
constexpr QSize kLeastSize{1000, 640};

} // namespace

MainWindow::MainWindow(const QString& samplesDirectory, QWidget* parent)
    : QMainWindow(parent)
    , m_session(std::make_unique<Session>())
    , m_workflow(std::make_unique<Workflow>(*m_session))
    , m_samplesDirectory(samplesDirectory)
    , m_actions(this, *m_session->undoStack())
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    setMinimumSize(kLeastSize);
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    buildCentre();
    buildDocks();
    buildToolBar();
    buildMenus();
    setStatusBar(new StatusPanel(*m_session, *m_workflow, this));
    connectActions();
    connectTeaching();
    connectWorkflow();
    m_keeper = std::make_unique<Keeper>(*this);
    showRecentFiles();
    restoreLayout();
    refreshActions();
    showPage();
}

MainWindow::~MainWindow()
{
    // Jobs end before the views that hear of them, and views before the session that they read.
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
    m_start->setToolTip({});
    m_tabs = described(new QTabWidget(this), QStringLiteral("centreTabs"), tr("Views"));
    m_tabs->setToolTip({});
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
    addView(new ProbeView(*m_session, *m_workflow, this), QStringLiteral("probeView"), tr("Probe"),
        tr("The images that the repair looks at"));
    m_teach = new LessonView(*m_session, this);
    addView(m_teach, QStringLiteral("teachView"), tr("Teach"),
        tr("How folding works, step by step, on an example or on your group"));
    m_teach->setPresentAction(m_actions.present);
    showView(QStringLiteral("clustersView")); // a click on a group shows its channels at once
    m_figures = new FigureActions(*this, *m_tabs, *m_session);
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_tabs);
    auto* centre = new QWidget(this);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_pages, 1);
    setCentralWidget(centre);
}

void MainWindow::addView(
    QWidget* view, const QString& name, const QString& title, const QString& help)
{
    view->setObjectName(name);
    view->setAccessibleName(title);
    const int tab = m_tabs->addTab(view, title);
    m_tabs->setTabToolTip(tab, m_actions.addView(name, title, help)->toolTip());
}

void MainWindow::showView(const QString& name)
{
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
    dock->toggleViewAction()->setObjectName(QStringLiteral("toggle_") + name);
    dock->toggleViewAction()->setToolTip(tr("Show or hide %1").arg(title));
    addDockWidget(area, dock);
}

void MainWindow::buildDocks()
{
    auto* groups = new GroupsView(*m_session, this);
    groups->setObjectName(QStringLiteral("groupsView"));
    addDock(QStringLiteral("groupsDock"), tr("Groups"), groups, Qt::LeftDockWidgetArea);
    auto* tuner = new TunerView(*m_session, this);
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
    auto* jobs = new JobsView(*m_workflow, this);
    jobs->setObjectName(QStringLiteral("jobsView"));
    addDock(QStringLiteral("jobsDock"), tr("Jobs"), jobs, Qt::BottomDockWidgetArea);
    auto* log = findChild<QDockWidget*>(QStringLiteral("logDock"));
    tabifyDockWidget(log, findChild<QDockWidget*>(QStringLiteral("jobsDock")));
    log->raise();
}

QMenu* MainWindow::addMenu(const QString& title)
{
    QMenu* menu = menuBar()->addMenu(title);
    menu->setToolTipsVisible(true);
    return menu;
}

void MainWindow::buildMenus()
{
    QMenu* file = addMenu(tr("&File"));
    file->addAction(m_actions.open);
    m_recent = file->addMenu(tr("Open r&ecent"));
    m_recent->setObjectName(QStringLiteral("recentMenu"));
    QMenu* samples = file->addMenu(tr("S&amples"));
    samples->setObjectName(QStringLiteral("samplesMenu"));
    for (const QFileInfo& sample : sampleFiles(m_samplesDirectory))
        samples->addAction(sample.completeBaseName(), this,
            [this, path = sample.absoluteFilePath()] { openFile(path); });
    samples->setEnabled(!samples->isEmpty());
    file->addSeparator();
    file->addActions({m_actions.saveModel, m_actions.saveRecipe, m_actions.saveProject});
    file->addSeparator();
    file->addAction(m_actions.quit);
    addMenu(tr("&Edit"))->addActions({m_actions.undo, m_actions.redo, m_actions.paste});
    QMenu* view = addMenu(tr("&View"));
    view->addActions(m_actions.views->actions());
    view->addSeparator();
    m_figures->addTo(*view);
    view->addSeparator();
    for (const QDockWidget* dock :
        findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly))
        view->addAction(dock->toggleViewAction());
    view->addAction(m_actions.resetLayout);
    view->addSeparator();
    view->addActions(m_actions.themes->actions());
    addMenu(tr("F&old"))->addActions({m_actions.run, m_actions.cancel, m_actions.copyCommand});
    addMenu(tr("&Help"))->addActions({m_actions.lesson, m_actions.present, m_actions.cheatSheet});
}

void MainWindow::buildToolBar()
{
    QToolBar* bar = addToolBar(tr("Main toolbar"));
    bar->setObjectName(QStringLiteral("mainToolBar"));
    bar->setMovable(false);
    bar->setIconSize({20, 20});
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addActions({m_actions.open, m_actions.saveModel, m_actions.saveRecipe});
    bar->addSeparator();
    bar->addActions({m_actions.undo, m_actions.redo});
    bar->addSeparator();
    auto* clustering = described(new ClusteringChooser(*m_session, bar),
        QStringLiteral("clusteringChooser"), tr("How channels are clustered"));
    connect(clustering, &ClusteringChooser::refused, this, &MainWindow::onError);
    bar->addWidget(clustering);
    const auto addChooser = [bar](const QString& title, QWidget* chooser) {
        auto* label = new QLabel(title, bar);
        label->setContentsMargins(6, 0, 4, 0);
        label->setBuddy(chooser);
        bar->addWidget(label);
        bar->addWidget(chooser);
    };
    addChooser(tr("Repa&ir"), new RepairChooser(*m_session, bar));
    addChooser(tr("Pro&be"), new ProbeChooser(*m_session, bar));
    bar->addSeparator();
    bar->addActions({m_actions.run, m_actions.cancel});
    for (const QAction* action : {m_actions.undo, m_actions.redo}) {
        if (auto* button =
                qobject_cast<QToolButton*>(bar->widgetForAction(const_cast<QAction*>(action))))
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
}

void MainWindow::restoreLayout()
{
    resize(kFirstSize.boundedTo(screen()->availableSize()));
    sizeDocks();
    m_firstLayout = saveState(kLayoutVersion);
    restoreGeometry(m_settings.windowGeometry());
    restoreState(m_settings.windowState(), kLayoutVersion);
}

void MainWindow::resetLayout()
{
    setPresenting(false);
    restoreState(m_firstLayout, kLayoutVersion);
    sizeDocks();
}

/// The centre keeps the larger part of a small window.
void MainWindow::sizeDocks()
{
    const auto dock = [this](const char* name) {
        return findChildren<QDockWidget*>(QLatin1String(name));
    };
    resizeDocks(dock("groupsDock"), {std::min(kGroupsWidth, width() / 4)}, Qt::Horizontal);
    resizeDocks(dock("tunerDock"), {kTunerWidth}, Qt::Horizontal);
    resizeDocks(dock("logDock"), {kLogHeight}, Qt::Vertical);
}

void MainWindow::chooseTheme(ThemeChoice theme)
{
    m_settings.setTheme(theme);
    applyTheme(theme);
}

void MainWindow::showPage()
{
    const bool open = m_session->hasModel();
    m_teaching &= !open;
    m_pages->setCurrentWidget(open || m_teaching ? static_cast<QWidget*>(m_tabs) : m_start);
    enableTabs();
    for (QAction* action : m_actions.views->actions()) {
        const bool teaches = action->data() == m_teach->objectName();
        setAvailable(*action, open || teaches, tr("Open a model first"));
        action->setChecked(action->data() == shownView());
    }
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
    setAvailable(*m_actions.open, idle, busy);
    setAvailable(*m_actions.run, idle && open, open ? busy : noModel);
    if (const auto seconds = m_workflow->expectedSeconds(); seconds && m_actions.run->isEnabled())
        m_actions.run->setToolTip(
            m_actions.run->toolTip() + QStringLiteral(": ") + durationText(*seconds));
    setAvailable(*m_actions.saveRecipe, open, noModel);
    const bool network = m_session->run() && m_session->run()->hasNetwork();
    setAvailable(*m_actions.saveModel, idle && network,
        network                ? busy
            : m_session->run() ? tr("The network of this run is no longer held: run its plan again")
                               : tr("There is nothing to save yet: run the plan first"));
    if (m_actions.saveModel->isEnabled() && m_session->runStale())
        m_actions.saveModel->setToolTip(
            tr("Save the network of the last run; it is stale: plan changed since this run"));
    setAvailable(*m_actions.cancel, !idle && m_workflow->activity() != Activity::Saving,
        idle ? tr("No job is under way") : tr("Saving cannot be cancelled"));
    QUndoStack* undo = m_session->undoStack();
    setAvailable(*m_actions.undo, undo->canUndo(), tr("There is no edit to undo"));
    setAvailable(*m_actions.redo, undo->canRedo(), tr("There is no edit to redo"));
}

} // namespace pleat::ui
