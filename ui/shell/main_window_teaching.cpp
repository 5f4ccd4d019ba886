// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: the lesson, with and without a model, and on a projector.
#include "ui/shell/main_window.h"

#include "ui/lesson/cheat_sheet.h"
#include "ui/lesson/lesson_view.h"
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
    connect(m_actions.lesson, &QAction::triggered, this, &MainWindow::showTeach);
    connect(m_actions.present, &QAction::triggered, this, &MainWindow::setPresenting);
    connect(m_actions.cheatSheet, &QAction::triggered, this, &MainWindow::showCheatSheet);
    connect(m_start, &StartPage::teachRequested, this, &MainWindow::showTeach);
    connect(m_teach, &LessonView::startPageRequested, this, &MainWindow::leaveTeaching);
    m_endPresenting = new QShortcut(Qt::Key_Escape, this);
    m_endPresenting->setEnabled(false);
    connect(m_endPresenting, &QShortcut::activated, this, [this] { setPresenting(false); });
}

void MainWindow::showTeach()
{
    m_teaching = !m_session->hasModel();
    showView(m_teach->objectName());
    showPage();
    m_teach->setFocus();
}

void MainWindow::leaveTeaching()
{
    setPresenting(false);
    m_teaching = false;
    showPage();
}

/// Without a model there is nothing on the other tabs.
void MainWindow::enableTabs()
{
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        const bool teaches = m_tabs->widget(tab) == m_teach;
        m_tabs->setTabEnabled(tab, teaches || !m_teaching);
    }
    if (!m_session->hasModel() && !m_teaching)
        showView(QStringLiteral("clustersView")); // what a model that is opened shows first
}

void MainWindow::setPresenting(bool on)
{
    m_actions.present->setChecked(on);
    if (on == m_presenting)
        return;
    if (on)
        m_layoutBefore = saveState(kLayoutVersion);
    m_presenting = on;
    // Two actions with one key would both stay silent.
    m_actions.cancel->setShortcut(on ? QKeySequence() : QKeySequence(Qt::Key_Escape));
    m_endPresenting->setEnabled(on);
    m_teach->setPresenting(on);
    m_tabs->tabBar()->setVisible(!on);
    statusBar()->setVisible(!on);
    if (on) {
        showTeach();
        hideSurroundings();
    } else {
        restoreState(m_layoutBefore, kLayoutVersion);
    }
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
    return m_presenting ? m_layoutBefore : saveState(kLayoutVersion);
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
