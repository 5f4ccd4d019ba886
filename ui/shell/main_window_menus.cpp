// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: menus and toolbar.
#include "ui/shell/figure_actions.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workspaces.h"
#include "ui/views/clustering_chooser.h"
#include "ui/views/described.h"
#include "ui/views/probe_chooser.h"
#include "ui/views/repair_chooser.h"
#include "ui/views/start_page.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace pleat::ui {

QMenu* MainWindow::addMenu(const QString& title)
{
    QMenu* menu = menuBar()->addMenu(title);
    menu->setToolTipsVisible(true);
    return menu;
}

void MainWindow::buildMenus()
{
    buildFileMenu();
    addMenu(tr("&Edit"))
        ->addActions({m_actions->undo, m_actions->redo, m_actions->paste, m_actions->settings});
    buildViewMenu();
    addMenu(tr("F&old"))
        ->addActions(
            {m_actions->run, m_actions->cancel, m_actions->autoRun, m_actions->copyCommand});
    addMenu(tr("&Help"))
        ->addActions({m_actions->viewHelp, m_actions->whatsThis, m_actions->whatsThisClick,
            m_actions->findCommand, m_actions->lesson, m_actions->present, m_actions->cheatSheet,
            m_actions->about});
    menuBar()->setCornerWidget(m_workspaces->makeSwitcher(menuBar()));
}

void MainWindow::buildFileMenu()
{
    QMenu* file = addMenu(tr("&File"));
    file->addAction(m_actions->open);
    m_recent = file->addMenu(tr("Open r&ecent"));
    m_recent->setObjectName(QStringLiteral("recentMenu"));
    m_recent->menuAction()->setStatusTip(tr("Open a file that was open before"));
    QMenu* samples = file->addMenu(tr("S&amples"));
    samples->setObjectName(QStringLiteral("samplesMenu"));
    for (const QFileInfo& sample : sampleFiles(m_samplesDirectory))
        samples->addAction(sample.completeBaseName(), this,
            [this, path = sample.absoluteFilePath()] { openFile(path); });
    samples->menuAction()->setStatusTip(tr("Open a network that comes with Pleat"));
    setAvailable(*samples->menuAction(), !samples->isEmpty(),
        tr("The samples that come with Pleat are not there"));
    file->addSeparator();
    file->addActions({m_actions->saveModel, m_actions->saveRecipe, m_actions->saveProject});
    file->addSeparator();
    file->addAction(m_actions->quit);
}

void MainWindow::buildViewMenu()
{
    QMenu* view = addMenu(tr("&View"));
    view->addActions(m_actions->views->actions());
    view->addAction(m_actions->beside);
    view->addSeparator();
    view->addActions(m_workspaces->actions()->actions());
    view->addActions({m_actions->resetLayout, m_actions->fullScreen});
    view->addSeparator();
    view->addActions({m_actions->findNode, m_actions->zoomBack, m_actions->zoomForward});
    view->addSeparator();
    m_figures->addTo(*view);
    view->addSeparator();
    for (const QDockWidget* dock :
        findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly))
        view->addAction(dock->toggleViewAction());
    view->addSeparator();
    view->addActions(m_actions->themes->actions());
}

void MainWindow::buildToolBar()
{
    QToolBar* bar = addToolBar(tr("Main toolbar"));
    bar->setObjectName(QStringLiteral("mainToolBar"));
    bar->setMovable(false);
    bar->setIconSize({20, 20});
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addActions({m_actions->open, m_actions->saveModel, m_actions->saveRecipe});
    bar->addSeparator();
    bar->addActions({m_actions->undo, m_actions->redo});
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
    bar->addActions({m_actions->run, m_actions->cancel});
    for (const QAction* action : {m_actions->undo, m_actions->redo}) {
        if (auto* button =
                qobject_cast<QToolButton*>(bar->widgetForAction(const_cast<QAction*>(action))))
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    }
}

} // namespace pleat::ui
