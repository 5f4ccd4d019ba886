// SPDX-License-Identifier: GPL-3.0-or-later
// MainWindow: opening, saving, dropping, closing, and what the workflow reports.
#include "ui/shell/main_window.h"

#include "ui/lesson/lesson_view.h"
#include "ui/session/text.h"
#include "ui/shell/beside_pane.h"
#include "ui/shell/figure_actions.h"
#include "ui/shell/keeper.h"
#include "ui/shell/workspaces.h"
#include "ui/views/described.h"
#include "ui/views/log_view.h"
#include "ui/views/message_bar.h"
#include "ui/views/python_dialog.h"
#include "ui/views/start_page.h"
#include "ui/views/tab_order.h"

#include <QAbstractSpinBox>
#include <QActionGroup>
#include <QCloseEvent>
#include <QDialogButtonBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QStatusBar>
#include <QTabWidget>

#include <utility>

namespace pleat::ui {

namespace {

const QString kCollapseView = QStringLiteral("collapseView");
constexpr int kNoticeMs = 5000;
const QString kProbeView = QStringLiteral("probeView");

QString droppedFile(const QMimeData& data)
{
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile())
            return url.toLocalFile();
    }
    return {};
}

} // namespace

void MainWindow::connectActions()
{
    connect(m_actions->open, &QAction::triggered, this, &MainWindow::chooseFile);
    connect(m_actions->saveModel, &QAction::triggered, this, &MainWindow::chooseModelTarget);
    connect(m_actions->saveRecipe, &QAction::triggered, this, &MainWindow::chooseRecipeTarget);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->run, &QAction::triggered, this, [this] {
        commitInput();
        m_workflow->run();
    });
    connect(m_actions->cancel, &QAction::triggered, m_workflow.get(), &Workflow::cancel);
    connectCommands();
    connect(m_actions->views, &QActionGroup::triggered, this,
        [this](const QAction* action) { goToView(action->data().toString()); });
    connect(m_actions->beside, &QAction::triggered, m_beside, &BesidePane::toggle);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        for (QAction* action : m_actions->views->actions())
            action->setChecked(action->data() == shownView());
    });
    connect(m_start, &StartPage::openRequested, this, &MainWindow::chooseFile);
    connect(m_start, &StartPage::fileChosen, this, &MainWindow::openFile);
}

void MainWindow::connectWorkflow()
{
    connect(m_workflow.get(), &Workflow::activityChanged, this, &MainWindow::refreshActions);
    m_figures->setFirstFolder([this] { return folderForFiles(); });
    connect(m_figures, &FigureActions::failed, this, &MainWindow::onError);
    connect(m_figures, &FigureActions::exported, this, &MainWindow::onSaved);
    connect(m_figures, &FigureActions::message, this, [this](const QString& text) {
        m_log->addMessage(text);
        statusBar()->showMessage(text, kNoticeMs);
    });
    connect(m_workflow.get(), &Workflow::failed, this, &MainWindow::onError);
    connect(m_workflow.get(), &Workflow::message, m_log, &LogView::addMessage);
    connect(m_workflow.get(), &Workflow::modelOpened, this, &MainWindow::onModelOpened);
    connect(m_workflow.get(), &Workflow::openedOverEdits, this, &MainWindow::onOpenedOverEdits);
    connect(m_workflow.get(), &Workflow::saved, this, &MainWindow::onSaved);
    connect(m_workflow.get(), &Workflow::weightsSaved, this,
        [this](const QString& path, const QString& lines) {
            if (isVisible()) // it may have waited for this to close
                (new PythonDialog(path, lines, this))->open();
        });
    connect(m_workflow.get(), &Workflow::runStarted, this, [this] {
        m_message->hide();
        if (!m_autoRun->underWay())
            showView(kCollapseView);
    });
    connect(m_workflow.get(), &Workflow::probeStarted, this, [this] {
        m_message->hide();
        if (m_session->plan().probe == "inversion")
            showView(kProbeView);
    });
    connect(m_workflow.get(), &Workflow::probeEnded, this, [this] {
        const bool running = m_workflow->activity() == Activity::Running;
        if (running && m_session->fittingProbe() && shownView() == kProbeView)
            showView(kCollapseView);
    });
    // The view says it, where what can be done about it is at hand.
    connect(m_workflow.get(), &Workflow::probeFailed, this, [this](const Error& error) {
        m_log->addError(errorText(error));
        showView(kProbeView);
    });
    connect(m_session.get(), &Session::modelChanged, this, [this] {
        showPage();
        refreshActions();
    });
    connect(m_session.get(), &Session::runChanged, this, &MainWindow::refreshActions);
    connect(m_session.get(), &Session::planChanged, this, &MainWindow::refreshActions);
    connect(m_session.get(), &Session::probeChanged, this, &MainWindow::refreshActions);
    connect(m_session.get(), &Session::statisticsChanged, this, &MainWindow::refreshActions);
    connect(m_session->undoStack(), &QUndoStack::indexChanged, this, &MainWindow::refreshActions);
    connect(m_session->undoStack(), &QUndoStack::cleanChanged, this, &MainWindow::refreshTitle);
}

void MainWindow::onError(const Error& error)
{
    const QString text = errorText(error);
    m_log->addError(text);
    m_message->showError(text);
    const QString file = QString::fromStdString(error.where);
    if (error.code == ErrorCode::Unreadable && !file.isEmpty() && !QFile::exists(file)) {
        m_settings.removeRecentFile(file);
        showRecentFiles();
    }
    if (!m_workflow->writing() && std::exchange(m_closeWhenSaved, false))
        statusBar()->clearMessage();
}

void MainWindow::onSaved()
{
    if (!m_workflow->writing() && std::exchange(m_closeWhenSaved, false)) {
        statusBar()->clearMessage();
        close();
    }
}

void MainWindow::onOpenedOverEdits(const Opened& opened)
{
    unlessUnsaved(tr("Show %1 and lose the edits to the plan made while it was opening?")
                      .arg(QFileInfo(opened.path).fileName()),
        [this, opened] { m_workflow->showOpened(opened); });
}

void MainWindow::showRecentFiles()
{
    const QStringList files = m_settings.recentFiles();
    m_start->setRecentFiles(files);
    m_recent->clear();
    for (const QString& path : files) {
        // An ampersand in a file name is no mnemonic.
        QString text = path;
        text.replace(QLatin1Char('&'), QStringLiteral("&&"));
        m_recent->addAction(text, this, [this, path] { openFile(path); });
    }
    setAvailable(*m_recent->menuAction(), !files.isEmpty(), tr("No file has been opened yet"));
}

void MainWindow::commitInput()
{
    for (QAbstractSpinBox* box : findChildren<QAbstractSpinBox*>())
        box->interpretText();
}

void MainWindow::onModelOpened(const QString& path)
{
    m_message->hide();
    m_settings.addRecentFile(path);
    showRecentFiles();
}

void MainWindow::openFile(const QString& path)
{
    commitInput();
    m_message->hide();
    if (m_keeper->open(path))
        return;
    if (study::isRecipe(path.toStdString())) {
        m_workflow->openRecipe(path);
        return;
    }
    // Before the question: nobody wants to answer it for nothing.
    if (!m_workflow->ready())
        return;
    unlessUnsaved(tr("Open %1 and lose the edits to the plan?").arg(QFileInfo(path).fileName()),
        [this, path] { m_workflow->openModel(path); });
}

void MainWindow::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this,
        tr("Open a model, a project or a recipe"), m_settings.lastDirectory(),
        tr("Models, projects and recipes (*.pt *.pth *.safetensors *.onnx *.pleat *.json);;All "
           "files "
           "(*)"));
    if (path.isEmpty())
        return;
    m_settings.setLastDirectory(QFileInfo(path).absolutePath());
    openFile(path);
}

/// Beside the model, unless that is no place to write to (an installed sample, a read-only disk).
QString MainWindow::folderForFiles() const
{
    const QFileInfo model(QString::fromStdString(m_session->info().path));
    const bool besideModel = model.absolutePath() != QDir(m_samplesDirectory).absolutePath()
        && QFileInfo(model.absolutePath()).isWritable();
    return besideModel ? model.absolutePath() : m_settings.lastDirectory();
}

QString MainWindow::askForTarget(
    const QString& title, const QString& ending, const QString& suffix, const QString& filter)
{
    const QDir folder(folderForFiles());
    const QString name = QString::fromStdString(m_session->info().name) + ending;
    QFileDialog dialog(this, title, folder.absolutePath(), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setDefaultSuffix(suffix);
    dialog.selectFile(name + QLatin1Char('.') + suffix);
    connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog](const QString& chosen) {
        // "TorchScript (*.pt)" -> "pt"; the ending of the name decides what is written.
        const QString suffixOfType =
            chosen.section(QStringLiteral("*."), -1).section(QLatin1Char(')'), 0, 0);
        dialog.setDefaultSuffix(suffixOfType);
        const QFileInfo named(dialog.selectedFiles().value(0));
        dialog.selectFile(named.completeBaseName() + QLatin1Char('.') + suffixOfType);
    });
    if (dialog.exec() != QDialog::Accepted)
        return {};
    const QString path = dialog.selectedFiles().constFirst();
    m_settings.setLastDirectory(QFileInfo(path).absolutePath());
    return path;
}

void MainWindow::chooseModelTarget()
{
    commitInput();
    const QString path =
        askForTarget(tr("Save the folded model"), QStringLiteral("-folded"), QStringLiteral("pt"),
            tr("TorchScript (*.pt);;PyTorch weights (*.pth);;safetensors (*.safetensors);;ONNX "
               "(*.onnx)"));
    if (!path.isEmpty())
        m_workflow->saveModel(path);
}

void MainWindow::chooseRecipeTarget()
{
    commitInput();
    const QString path = askForTarget(tr("Save the recipe"), QStringLiteral("-recipe"),
        QStringLiteral("json"), tr("Recipes (*.json)"));
    if (!path.isEmpty())
        m_workflow->saveRecipe(path);
}

void MainWindow::unlessUnsaved(const QString& question, std::function<void()> next)
{
    if (!m_session->hasModel() || m_session->undoStack()->isClean()) {
        next();
        return;
    }
    auto* box = new QMessageBox(
        QMessageBox::Question, tr("Unsaved edits"), question, QMessageBox::NoButton, this);
    box->setObjectName(QStringLiteral("unsavedBox"));
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("The plan was changed since the recipe was last saved."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* save = box->addButton(tr("Save recipe..."), QMessageBox::ActionRole);
    QPushButton* discard = box->addButton(QMessageBox::Discard);
    QPushButton* cancel = box->addButton(QMessageBox::Cancel);
    described(save, QStringLiteral("unsavedSave"), save->text(),
        tr("Save the plan as a recipe, then go on"));
    described(discard, QStringLiteral("unsavedDiscard"), discard->text(),
        tr("Go on; the edits are lost"));
    described(cancel, QStringLiteral("unsavedCancel"), cancel->text(),
        tr("Go back to the plan; nothing is lost"));
    box->setDefaultButton(save);
    box->setEscapeButton(cancel);
    orderTabs(*box->findChild<QDialogButtonBox*>()); // desktops differ in where they put buttons
    connect(
        box, &QMessageBox::buttonClicked, this,
        [this, save, discard, next = std::move(next)](const QAbstractButton* button) {
            const auto* clicked = static_cast<const QObject*>(button);
            if (clicked == save)
                chooseRecipeTarget();
            if (clicked == discard || (clicked == save && m_session->undoStack()->isClean()))
                next();
        },
        Qt::QueuedConnection); // the box is gone by then: what follows may ask more
    box->open();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    commitInput();
    if (m_workflow->writing()) {
        event->ignore();
        m_closeWhenSaved = true;
        statusBar()->showMessage(tr("Saving... The window closes when the file is complete."));
        return;
    }
    if (!m_closing && m_session->hasModel() && !m_session->undoStack()->isClean()) {
        event->ignore();
        unlessUnsaved(tr("Close and lose the edits to the plan?"), [this] {
            m_closing = true;
            close();
        });
        return;
    }
    m_workflow->cancel();
    showSurroundings();
    m_settings.setWindowGeometry(saveGeometry());
    m_workspaces->keep();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_actions->setIcons(palette());
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFile(*event->mimeData()).isEmpty() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    if (m_keeper->take(*event->mimeData()))
        event->acceptProposedAction();
}

} // namespace pleat::ui
