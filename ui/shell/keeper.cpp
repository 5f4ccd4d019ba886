// SPDX-License-Identifier: GPL-3.0-or-later
// Keeper: autosave, recovery, the file of the model; projects and plans as text are in files of
// their own.
#include "ui/shell/keeper.h"

#include "ui/session/text.h"
#include "ui/shell/main_window.h"
#include "ui/views/log_view.h"
#include "ui/views/message_bar.h"
#include "ui/views/start_page.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>

#include <algorithm>

namespace pleat::ui {

namespace {

int autosaveMilliseconds()
{
    bool given = false;
    const double seconds = qEnvironmentVariable("PLEAT_AUTOSAVE_SECONDS").toDouble(&given);
    return given && seconds > 0 ? static_cast<int>(seconds * 1000)
                                : Settings().value(Preference::AutosaveSeconds) * 1000;
}

} // namespace

Keeper::Keeper(MainWindow& window)
    : m_window(window)
{
    connectWidgets();
    connectSession();
    connect(&m_recovery, &Recovery::found, this, &Keeper::onWorkFound);
    connect(&m_recovery, &Recovery::failed, this,
        [this](const Error& error) { m_window.m_log->addError(errorText(error)); });
    connect(&m_timer, &QTimer::timeout, this, &Keeper::autosave);
    applySettings();
    m_recovery.search();
}

void Keeper::applySettings()
{
    if (const int interval = autosaveMilliseconds();
        !m_timer.isActive() || m_timer.interval() != interval)
        m_timer.start(interval);
}

void Keeper::connectWidgets()
{
    connect(m_window.m_start, &StartPage::restoreRequested, this,
        [this](const QString& path) { open(path); });
    connect(m_window.m_start, &StartPage::discardRequested, this, &Keeper::discard);
    m_window.m_start->setRecovered(m_found);
    const Actions& actions = *m_window.m_actions;
    connect(actions.saveProject, &QAction::triggered, this, &Keeper::chooseTarget);
    connect(actions.copyCommand, &QAction::triggered, this, &Keeper::copyCommand);
    connect(actions.paste, &QAction::triggered, this, [this] {
        const QMimeData* held = QGuiApplication::clipboard()->mimeData(); // null if it is empty
        if (!held || !take(*held))
            m_window.onError({ErrorCode::Usage, "there is neither a command nor a recipe in it",
                "clipboard", "copy a command \"pleat fold ...\" or the JSON of a recipe"});
    });
    refreshActions();
}

void Keeper::connectSession()
{
    Session& session = *m_window.m_session;
    Workflow& workflow = *m_window.m_workflow;
    connect(&session, &Session::modelChanged, this, &Keeper::onModelChanged);
    connect(&workflow, &Workflow::runStarted, this, &Keeper::autosave);
    connect(&workflow, &Workflow::recipeOfOtherWeights, this, &Keeper::offerFitting);
    connect(&workflow, &Workflow::saved, this, [this](const QString& path) {
        if (path == m_projectPath) {
            m_window.m_settings.addRecentFile(path);
            m_window.showRecentFiles();
        }
    });
    connect(&m_watch, &ModelWatch::changed, this, [this](const QString& path) {
        m_window.m_message->showNotice(
            tr("The file %1 has changed since it was opened. Pleat goes on with the network that "
               "it read; runs and recipes are of that.")
                .arg(path),
            {{tr("Open it again"), QStringLiteral("reopenModel"),
                tr("Read the changed file; the plan starts anew"),
                [this, path] { m_window.openFile(path); }}});
        m_window.m_log->addMessage(tr("%1 has changed on disk").arg(path));
    });
    connect(&m_watch, &ModelWatch::vanished, this, [this](const QString& path) {
        m_window.m_message->showNotice(
            tr("The file %1 is gone. Pleat goes on with the network that it read; a project or a "
               "command that names this file will not find it.")
                .arg(path));
        m_window.m_log->addMessage(tr("%1 is gone").arg(path));
    });
}

void Keeper::refreshActions()
{
    const bool open = m_window.m_session->hasModel();
    const QString noModel = tr("Open a model first");
    setAvailable(*m_window.m_actions->saveProject, open, noModel);
    setAvailable(*m_window.m_actions->copyCommand, open, noModel);
}

void Keeper::onModelChanged()
{
    const study::ModelInfo& info = m_window.m_session->info();
    m_watch.watch(QString::fromStdString(info.path));
    m_projectPath.clear();
    m_opened = m_kept = {};
    m_recovery.clear();
    refreshActions();
}

Keeper::Kept Keeper::keptNow() const
{
    Kept kept{m_window.m_session->plan(), {}, images()};
    for (const PastRun& past : m_window.m_session->runs().all())
        kept.runs.emplace_back(past.id, past.name);
    return kept;
}

void Keeper::autosave()
{
    Kept now = keptNow();
    if (!m_window.m_session->hasModel() || now == m_kept)
        return;
    m_kept = std::move(now);
    if (m_kept == m_opened)
        m_recovery.clear();
    else
        m_recovery.write(project());
}

void Keeper::onWorkFound(const std::vector<RecoveredWork>& works)
{
    m_found = works;
    m_window.m_start->setRecovered(works);
}

void Keeper::discard(const QString& path)
{
    m_recovery.discard(path);
    std::erase_if(m_found, [&](const RecoveredWork& work) { return work.path == path; });
    m_window.m_start->setRecovered(m_found);
}

bool Keeper::isRecovered(const QString& path) const
{
    return std::any_of(m_found.begin(), m_found.end(),
        [&](const RecoveredWork& work) { return work.path == path; });
}

} // namespace pleat::ui
