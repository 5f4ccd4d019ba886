// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: settings, the palette of commands, help, full screen.
#include "ui/plots/palettes.h"
#include "ui/session/language.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/beside_pane.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/help_window.h"
#include "ui/shell/keeper.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/shortcuts.h"
#include "ui/shell/theme.h"
#include "ui/shell/workbench.h"
#include "ui/shell/workspaces.h"
#include "ui/views/graph_view.h"
#include "ui/views/matrix_view.h"
#include "ui/views/start_page.h"

#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QStatusBar>
#include <QTabWidget>
#include <QTimer>
#include <QWhatsThis>

#include <utility>

namespace pleat::ui {

namespace {

constexpr int kNoticeMs = 8000;

PlotStyle chosenPlotStyle(const Settings& settings)
{
    return {static_cast<SequentialScale>(settings.value(Preference::SequentialScale)),
        static_cast<DivergingScale>(settings.value(Preference::DivergingScale)),
        settings.value(Preference::MarkPercent) / 100.0};
}

/// Plots take what they draw with from the theme: they look again.
void repaintPlots(const QWidget& window)
{
    QEvent event(QEvent::PaletteChange);
    for (QWidget* widget : window.findChildren<QWidget*>())
        QCoreApplication::sendEvent(widget, &event);
}

PaletteEntry entryOf(QAction& action)
{
    const QString note = action.isEnabled() ? action.shortcut().toString(QKeySequence::NativeText)
                                            : action.toolTip(); // then it is the reason
    return {CommandPalette::tr("Action"), plainText(action), note, {}, action.isEnabled(),
        [&action] { action.trigger(); }};
}

} // namespace

void MainWindow::connectCommands()
{
    connect(m_actions->resetLayout, &QAction::triggered, this, [this] {
        showSurroundings();
        m_workspaces->reset();
    });
    connect(m_actions->themes, &QActionGroup::triggered, this, [this](const QAction* action) {
        chooseTheme(static_cast<ThemeChoice>(action->data().toInt()));
    });
    connect(m_actions->autoRun, &QAction::toggled, this, [this](bool on) {
        m_settings.setValue(Preference::AutoRun, on);
        m_autoRun->setOn(on);
    });
    connect(m_actions->fullScreen, &QAction::triggered, this, &MainWindow::setFullScreen);
    connect(m_actions->settings, &QAction::triggered, this, [this] { openSettings(0); });
    connect(m_actions->findCommand, &QAction::triggered, this, &MainWindow::openPalette);
    connect(m_actions->viewHelp, &QAction::triggered, this, &MainWindow::openHelp);
    connect(m_actions->about, &QAction::triggered, this, &MainWindow::openAbout);
    connect(m_actions->whatsThis, &QAction::triggered, this, &MainWindow::explainFocus);
    connect(m_actions->whatsThisClick, &QAction::triggered, this,
        [] { QWhatsThis::enterWhatsThisMode(); });
    connect(m_autoRun.get(), &AutoRun::held, statusBar(),
        [this](const QString& why) { statusBar()->showMessage(why, kNoticeMs); });
}

/// What actions do in one view, wherever the focus is.
void MainWindow::connectViewActions()
{
    auto* graph = m_tabs->findChild<GraphView*>();
    connect(m_actions->findNode, &QAction::triggered, graph, [this, graph] {
        goToView(graph->objectName());
        graph->focusSearch();
    });
    auto* matrix = m_tabs->findChild<MatrixView*>();
    matrix->setZoomActions(*m_actions->zoomBack, *m_actions->zoomForward);
    connect(matrix, &MatrixView::historyChanged, this, &MainWindow::refreshZooms);
    connect(m_tabs, &QTabWidget::currentChanged, this, &MainWindow::refreshZooms);
    connect(m_beside, &BesidePane::changed, this, &MainWindow::refreshZooms);
}

/// Elsewhere their keys are left to other views.
void MainWindow::refreshZooms()
{
    const auto* shown = qobject_cast<const MatrixView*>(m_tabs->currentWidget());
    if (!shown)
        shown = qobject_cast<const MatrixView*>(m_beside->view());
    const auto* matrix = m_session->hasModel() ? shown : nullptr;
    const QString elsewhere =
        m_session->hasModel() ? tr("Show the Matrix view first") : tr("Open a model first");
    setAvailable(*m_actions->zoomBack, matrix && matrix->canGoBack(),
        matrix ? tr("There is no zoom to go back to") : elsewhere);
    setAvailable(*m_actions->zoomForward, matrix && matrix->canGoForward(),
        matrix ? tr("There is no zoom to go forward to") : elsewhere);
}

/// Everything that settings say about a window that is there. Cheap where nothing has changed.
void MainWindow::applySettings()
{
    for (QAction* action : m_actions->themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(m_settings.theme()));
    m_actions->autoRun->setChecked(m_settings.value(Preference::AutoRun) != 0);
    m_autoRun->setOn(m_actions->autoRun->isChecked());
    applyTheme(m_settings.theme(), m_settings.value(Preference::FontPercent));
    if (const PlotStyle style = chosenPlotStyle(m_settings); style != plotStyle()) {
        setPlotStyle(style);
        repaintPlots(*this);
    }
    m_keeper->applySettings();
    showRecentFiles();
}

void MainWindow::chooseTheme(ThemeChoice theme)
{
    m_settings.setTheme(theme);
    applySettings();
}

void MainWindow::openSettings(int page)
{
    auto* dialog = findChild<SettingsDialog*>(QStringLiteral("settingsDialog"));
    if (!dialog) {
        dialog = new SettingsDialog(*this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &SettingsDialog::changed, this, [this] {
            applyLimits();
            applySettings();
            if (m_settings.language() != m_language)
                QTimer::singleShot(0, this, &MainWindow::speak);
        });
    }
    dialog->showPage(page);
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

/// All widgets are made anew, and the dialog where the language was chosen as well.
void MainWindow::speak()
{
    if (m_settings.language() == m_language)
        return;
    m_language = m_settings.language();
    applyLanguage(m_language);
    const auto* dialog = findChild<SettingsDialog*>(QStringLiteral("settingsDialog"));
    const int page = dialog ? dialog->page() : -1;
    delete dialog;
    for (const char* name : {"helpWindow", "aboutDialog", "commandPalette", "cheatSheetDialog"})
        delete findChild<QDialog*>(QLatin1String(name));
    rebuild();
    if (page >= 0)
        openSettings(page);
}

void MainWindow::openPalette()
{
    std::vector<PaletteEntry> entries;
    for (QAction* action : actionsWithKeys(*this))
        entries.push_back(entryOf(*action));
    const study::ModelInfo& info = m_session->info();
    for (std::size_t group = 0; group < info.groups.size(); ++group)
        entries.push_back(
            {CommandPalette::tr("Group"), QString::fromStdString(info.groups[group].name),
                CommandPalette::tr("%n channels", nullptr, int(info.groups[group].channels)), {},
                true, [this, group] { m_session->selection().setGroup(static_cast<int>(group)); }});
    for (const QString& path : m_settings.recentFiles())
        entries.push_back({CommandPalette::tr("Recent"), QFileInfo(path).fileName(), path, {}, true,
            [this, path] { openFile(path); }});
    for (const QFileInfo& sample : sampleFiles(m_samplesDirectory))
        entries.push_back({CommandPalette::tr("Sample"), sample.completeBaseName(), {}, {}, true,
            [this, path = sample.absoluteFilePath()] { openFile(path); }});
    for (const HelpTopic& topic : helpTopics())
        entries.push_back({CommandPalette::tr("Help"), topic.title, {}, {}, true,
            [this, name = topic.name] { HelpWindow::show(*this, name); }});
    (new CommandPalette(std::move(entries), this))->show();
}

/// Of the part of the window that has the focus, else of the view in the centre.
QString MainWindow::helpTopic() const
{
    for (const QWidget* widget = focusWidget(); widget; widget = widget->parentWidget()) {
        QString name = widget->objectName();
        if (name.endsWith(QLatin1String("View")) && hasHelpTopic(name.chopped(4)))
            return name.chopped(4);
    }
    const QString shown = shownView().chopped(4);
    return m_session->hasModel() && hasHelpTopic(shown) ? shown : QStringLiteral("start");
}

void MainWindow::openHelp()
{
    HelpWindow::show(*this, helpTopic());
}

/// By a text of its own or of what is around it; without any focus a click has to tell.
void MainWindow::explainFocus()
{
    QWidget* widget = focusWidget();
    while (widget && widget->whatsThis().isEmpty())
        widget = widget->parentWidget();
    if (widget)
        QWhatsThis::showText(
            widget->mapToGlobal(widget->rect().center()), widget->whatsThis(), widget);
    else
        QWhatsThis::enterWhatsThisMode();
}

void MainWindow::openAbout()
{
    auto* dialog = new AboutDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace pleat::ui
