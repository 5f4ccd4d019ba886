// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: the lesson, with and without a model, and one view alone, for a projector or in full
// screen.
#include "ui/shell/main_window.h"

#include "ui/lesson/cheat_sheet.h"
#include "ui/lesson/lesson_view.h"
#include "ui/shell/beside_pane.h"
#include "ui/shell/dock_state.h"
#include "ui/views/start_page.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QShortcut>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>

namespace pleat::ui {

void MainWindow::connectTeaching()
{
    connect(m_actions->lesson, &QAction::triggered, this, &MainWindow::showTeach);
    connect(m_actions->present, &QAction::triggered, this, &MainWindow::setPresenting);
    connect(m_actions->cheatSheet, &QAction::triggered, this, &MainWindow::showCheatSheet);
    connect(m_start, &StartPage::teachRequested, this, &MainWindow::showTeach);
    connect(m_teach, &LessonView::startPageRequested, this, &MainWindow::leaveTeaching);
    m_endPresenting = new QShortcut(Qt::Key_Escape, this);
    m_endPresenting->setEnabled(false);
    connect(m_endPresenting, &QShortcut::activated, this, [this] { setPresenting(false); });
}

void MainWindow::showTeach()
{
    if (shownView() != m_teach->objectName())
        m_viewBefore = shownView();
    m_teaching = !m_session->hasModel();
    if (m_teaching)
        m_beside->showView({});
    showView(m_teach->objectName());
    showPage();
    m_teach->setFocus();
}

void MainWindow::leaveTeaching()
{
    setPresenting(false);
    m_teaching = false;
    showView(m_viewBefore.isEmpty() ? QStringLiteral("clustersView") : m_viewBefore);
    showPage();
}

void MainWindow::goToView(const QString& name)
{
    if (name == m_teach->objectName())
        return showTeach();
    if (m_teaching)
        leaveTeaching();
    showView(name);
}

/// Without a model there is nothing on the other tabs. They tell what the actions of their views
/// tell.
void MainWindow::enableTabs()
{
    for (const QAction* action : m_actions->views->actions()) {
        const int tab = m_tabs->indexOf(m_pages->findChild<QWidget*>(action->data().toString()));
        m_tabs->setTabEnabled(tab, action->data() == m_teach->objectName() || !m_teaching);
        m_tabs->setTabToolTip(tab, action->toolTip());
    }
}

void MainWindow::setPresenting(bool on)
{
    m_actions->present->setChecked(on);
    if (on == m_presenting)
        return;
    if (on)
        m_layoutBefore = layoutState();
    m_presenting = on;
    // Two actions with one key would both stay silent.
    if (on)
        m_cancelKeys = m_actions->cancel->shortcuts();
    m_actions->cancel->setShortcuts(on ? QList<QKeySequence>() : m_cancelKeys);
    m_endPresenting->setEnabled(on);
    if (on && m_beside->view() == m_teach)
        m_beside->showView({});
    m_beside->setVisible(!on && m_beside->view());
    m_teach->setPresenting(on);
    m_tabs->tabBar()->setVisible(!on);
    statusBar()->setVisible(!on);
    if (on) {
        showTeach();
        hideSurroundings();
    } else {
        restoreDockState(*this, m_layoutBefore);
    }
}

void MainWindow::setFullScreen(bool on)
{
    m_actions->fullScreen->setChecked(on);
    if (on == m_fullScreen)
        return;
    if (on)
        m_layoutBefore = layoutState();
    m_fullScreen = on;
    setWindowState(
        on ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen);
    if (on)
        hideSurroundings();
    else if (!m_presenting)
        restoreDockState(*this, m_layoutBefore);
}

void MainWindow::showSurroundings()
{
    setPresenting(false);
    setFullScreen(false);
}

void MainWindow::hideSurroundings()
{
    for (QDockWidget* dock : findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly))
        dock->hide();
    for (QToolBar* bar : findChildren<QToolBar*>(QString(), Qt::FindDirectChildrenOnly))
        bar->hide();
}

QByteArray MainWindow::layoutState() const
{
    return m_presenting || m_fullScreen ? m_layoutBefore : dockState(*this);
}

void MainWindow::showCheatSheet()
{
    if (auto* open = findChild<CheatSheetDialog*>()) {
        open->raise();
        open->activateWindow();
        return;
    }
    (new CheatSheetDialog(this))->show();
}

} // namespace pleat::ui
