// SPDX-License-Identifier: GPL-3.0-or-later
// Keeper: projects are saved with what the window shows, and opened with their model.
#include "core/study/recipe_fit.h"
#include "ui/session/project_state.h"
#include "ui/shell/dock_state.h"
#include "ui/shell/figure_actions.h"
#include "ui/shell/keeper.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workspaces.h"
#include "ui/views/control_states.h"
#include "ui/views/log_view.h"
#include "ui/views/message_bar.h"
#include "ui/views/start_page.h"
#include "ui/views/stateful_view.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace pleat::ui {

namespace {

const QString kControls = QStringLiteral("controls");
const QString kDocks = QStringLiteral("docks");
const QString kGeometry = QStringLiteral("geometry");
const QString kSelection = QStringLiteral("selection");
const QString kTables = QStringLiteral("tables");
const QString kViews = QStringLiteral("views");
const QString kWorkspace = QStringLiteral("workspace");

template <typename Visit>
void forEachStateful(const QWidget& window, Visit visit)
{
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        auto* view = dynamic_cast<StatefulView*>(widget);
        if (view && !widget->objectName().isEmpty())
            visit(*view, widget->objectName());
    }
}

QString nameOf(const QString& path)
{
    return QFileInfo(path).fileName();
}

} // namespace

std::string Keeper::viewState() const
{
    QJsonObject views;
    forEachStateful(
        m_window, [&](StatefulView& view, const QString& name) { views[name] = view.viewState(); });
    const QJsonObject state{{kControls, controlStates(m_window)},
        {kDocks, QString::fromLatin1(m_window.layoutState().toBase64())},
        {kGeometry, QString::fromLatin1(m_window.saveGeometry().toBase64())},
        {kSelection, selectionState(*m_window.m_session)},
        {kTables, QJsonArray::fromStringList(m_window.m_figures->openTables())}, {kViews, views},
        {kWorkspace, m_window.m_workspaces->current()}};
    return QJsonDocument(state).toJson(QJsonDocument::Indented).toStdString();
}

/// Views first, so that controls which depend on each other end as they were.
void Keeper::restoreViewState(const std::string& text)
{
    const QJsonObject state = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    m_window.setPresenting(false);
    restoreSelection(*m_window.m_session, state[kSelection].toObject());
    restoreDockState(m_window, QByteArray::fromBase64(state[kDocks].toString().toLatin1()));
    if (state.contains(kWorkspace))
        m_window.m_workspaces->adopt(state[kWorkspace].toString());
    const QJsonObject views = state[kViews].toObject();
    forEachStateful(m_window, [&](StatefulView& view, const QString& name) {
        if (views.contains(name))
            view.restoreViewState(views[name].toObject());
    });
    restoreControlStates(m_window, state[kControls].toObject());
    m_window.m_figures->setOpenTables(state[kTables].toVariant().toStringList());
}

void Keeper::restoreGeometry(const std::string& text)
{
    const QJsonObject state = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    m_window.restoreGeometry(QByteArray::fromBase64(state[kGeometry].toString().toLatin1()));
}

study::ProbePtr Keeper::images() const
{
    const bool inverted = m_window.m_session->plan().probe == "inversion";
    return inverted ? m_window.m_session->fittingProbe() : nullptr;
}

study::Project Keeper::project() const
{
    study::Project project = projectOf(*m_window.m_session);
    project.recipe = m_window.m_workflow->recipe();
    project.views = viewState();
    project.probe = images();
    return project;
}

void Keeper::chooseTarget()
{
    m_window.commitInput();
    const QString path = m_window.askForTarget(
        tr("Save the project"), QString(), QStringLiteral("pleat"), tr("Projects (*.pleat)"));
    if (!path.isEmpty())
        saveProject(path);
}

void Keeper::saveProject(const QString& path)
{
    m_projectPath = path;
    m_window.m_workflow->saveProject(project(), path);
}

bool Keeper::open(const QString& path)
{
    if (!study::isProject(path.toStdString()))
        return openRecipeWithModel(path);
    m_window.m_workflow->loadProject(path, [this, path](const Result<study::Project>& project) {
        if (project)
            onLoaded(path, std::make_shared<const study::Project>(*project));
    });
    return true;
}

void Keeper::onLoaded(const QString& path, ProjectPtr project)
{
    const std::string model = study::modelOf(*project, path.toStdString());
    if (model.empty())
        sayMissing(path, project);
    else
        openModelOf(path, QString::fromStdString(model), project);
}

void Keeper::sayMissing(const QString& path, const ProjectPtr& project)
{
    const QString text =
        tr("The model of the project %1 is missing: %2 is not there. Find it to open the project.")
            .arg(nameOf(path), QString::fromStdString(project->modelPath));
    m_window.m_log->addError(text);
    m_window.m_message->showNotice(text,
        {{tr("Locate..."), QStringLiteral("locateModel"), tr("Choose the file of the model"),
            [this, path, project] { locateModel(path, project); }}});
}

void Keeper::locateModel(const QString& path, const ProjectPtr& project)
{
    const QString model = QFileDialog::getOpenFileName(&m_window,
        tr("Locate %1").arg(nameOf(QString::fromStdString(project->modelPath))),
        QFileInfo(path).absolutePath(),
        tr("Models (*.pt *.pth *.safetensors *.onnx);;All files (*)"));
    if (model.isEmpty())
        sayMissing(path, project);
    else
        openModelOf(path, model, project);
}

void Keeper::openModelOf(const QString& path, const QString& model, const ProjectPtr& project)
{
    if (!m_window.m_workflow->ready())
        return;
    m_window.unlessUnsaved(tr("Open %1 and lose the edits to the plan?").arg(nameOf(path)),
        [this, path, model, project] {
            m_window.m_workflow->openModel(
                model, [this, path, project] { onModelShown(path, project); });
        });
}

void Keeper::onModelShown(const QString& path, const ProjectPtr& project)
{
    if (m_window.m_session->info().weightsHash == project->recipe.modelHash) {
        apply(path, *project);
        return;
    }
    m_window.m_message->showNotice(
        tr("The weights of %1 are not those that the project %2 was saved with. The project can be "
           "opened anyway: the groups that fit, and its runs, marked as of the old weights.")
            .arg(QString::fromStdString(m_window.m_session->info().path), nameOf(path)),
        {{tr("Open anyway"), QStringLiteral("openAnyway"), tr("Apply the project to these weights"),
            [this, path, project] { apply(path, *project); }}});
}

/// With what does not fit left out, and said.
fold::Plan Keeper::planOf(const study::Project& project)
{
    const study::ModelInfo& info = m_window.m_session->info();
    study::RecipeFit fit = study::fittingPart(project.recipe, info);
    if (fit.fitting < fit.total)
        m_window.m_log->addMessage(
            tr("%1 of the %2 groups of the project fit").arg(fit.fitting).arg(fit.total));
    if (const Result<void> fits = study::checkPlan(info, fit.plan); !fits) {
        m_window.onError(fits.error());
        return m_window.m_session->plan();
    }
    return fit.plan;
}

void Keeper::apply(const QString& path, const study::Project& project)
{
    Session& session = *m_window.m_session;
    const bool otherWeights = session.info().weightsHash != project.recipe.modelHash;
    session.replacePlan(
        planOf(project), [name = nameOf(path)] { return Keeper::tr("project %1").arg(name); });
    fold::Recipe recipe = project.recipe;
    if (otherWeights)
        recipe.resultHash.clear();
    m_window.m_workflow->keepRecipe(recipe);
    restoreRuns(session.runs(), project, otherWeights);
    if (isRecovered(path))
        restoreGeometry(project.views);
    restoreViewState(project.views);
    m_window.m_workflow->readProjectImages(project);
    if (isRecovered(path)) {
        m_recovery.adopt(path);
        std::erase_if(m_found, [&](const RecoveredWork& work) { return work.path == path; });
        m_window.m_start->setRecovered(m_found);
        autosave();
        m_window.m_log->addMessage(
            tr("Restored the work on %1").arg(QString::fromStdString(session.info().name)));
        return;
    }
    session.undoStack()->clear(); // what was opened is no edit
    m_opened = m_kept = keptNow();
    m_projectPath = path;
    m_window.m_settings.addRecentFile(path);
    m_window.showRecentFiles();
    m_window.m_log->addMessage(tr("Opened project %1").arg(path));
}

} // namespace pleat::ui
