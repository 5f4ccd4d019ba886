// SPDX-License-Identifier: GPL-3.0-or-later
// Keeper: plans as text, commands and recipes, to and from the clipboard.
#include "core/study/fold_command.h"
#include "core/study/recipe_fit.h"
#include "ui/shell/keeper.h"
#include "ui/shell/main_window.h"
#include "ui/views/log_view.h"
#include "ui/views/message_bar.h"

#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QUrl>

namespace pleat::ui {

namespace {

constexpr int kLongestText = 16 << 20;

/// Where the model of a recipe may lie, by its name; empty if it is nowhere.
QString modelNamed(const QString& name, const QStringList& recent, const QStringList& folders)
{
    if (name.isEmpty())
        return {};
    for (const QString& path : recent) {
        const QFileInfo file(path);
        const bool model = file.completeBaseName() == name
            && !path.endsWith(QStringLiteral(".pleat")) && !path.endsWith(QStringLiteral(".json"));
        if (model && file.isFile())
            return path;
    }
    for (const QString& folder : folders) {
        for (const char* ending : {".pt", ".pth", ".safetensors", ".onnx"}) {
            const QFileInfo file(QDir(folder).filePath(name + QLatin1String(ending)));
            if (!folder.isEmpty() && file.isFile())
                return file.absoluteFilePath();
        }
    }
    return {};
}

} // namespace

/// With no model open, that of the recipe is opened first if it can be found.
bool Keeper::openRecipeWithModel(const QString& path)
{
    Workflow& workflow = *m_window.m_workflow;
    const bool alone = !m_window.m_session->hasModel() && workflow.activity() == Activity::Idle;
    if (!alone || !study::isRecipe(path.toStdString()))
        return false;
    const Result<fold::Recipe> recipe = study::loadRecipe(path.toStdString());
    if (!recipe)
        return false; // said by whoever opens it
    const QString model =
        modelNamed(QString::fromStdString(recipe->modelName), m_window.m_settings.recentFiles(),
            {QFileInfo(path).absolutePath(), m_window.m_samplesDirectory});
    if (model.isEmpty())
        return false;
    workflow.openModel(model, [&workflow, path] { workflow.openRecipe(path); });
    return true;
}

void Keeper::offerFitting(const fold::Recipe& recipe, const QString& name)
{
    const study::ModelInfo& info = m_window.m_session->info();
    const study::RecipeFit fit = study::fittingPart(recipe, info);
    const QString text =
        tr("The recipe %1 was made for other weights than those of %2 (%3).")
            .arg(name, QString::fromStdString(info.name),
                recipe.modelName.empty()
                    ? tr("it names no model")
                    : tr("it was made for %1").arg(QString::fromStdString(recipe.modelName)));
    if (fit.fitting == 0 && fit.total > 0) {
        m_window.m_message->showNotice(text + QLatin1Char(' ')
            + tr("None of its groups fits this network by name and width."));
        return;
    }
    m_window.m_message->showNotice(text + QLatin1Char(' ')
            + tr("%1 of its %2 groups fit by name and width.").arg(fit.fitting).arg(fit.total),
        {{tr("Apply anyway"), QStringLiteral("applyAnyway"),
            tr("Apply the groups that fit; one step to undo"),
            [this, recipe, name] { m_window.m_workflow->applyFitting(recipe, name); }}});
}

void Keeper::copyCommand()
{
    m_window.commitInput();
    const study::ModelInfo& info = m_window.m_session->info();
    const QString command = QString::fromStdString(
        study::foldCommand(info, m_window.m_session->plan(), info.name + "-folded.pt"));
    QGuiApplication::clipboard()->setText(command);
    m_window.m_log->addMessage(tr("Copied: %1").arg(command));
    const study::ProbePtr probe = m_window.m_session->fittingProbe();
    if (probe && !probe->info().complete)
        m_window.m_log->addMessage(
            tr("The images of the probe were stopped early. The command makes "
               "all of them, so its result differs."));
}

bool Keeper::take(const QMimeData& data)
{
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile()) {
            m_window.openFile(url.toLocalFile());
            return true;
        }
    }
    const QString text = data.text().left(kLongestText).trimmed();
    if (text.isEmpty())
        return false;
    takeText(text);
    return true;
}

void Keeper::takeText(const QString& text)
{
    m_window.commitInput();
    m_window.m_message->hide();
    if (!text.startsWith(QLatin1Char('{'))) {
        takeCommand(text);
        return;
    }
    if (const Result<void> applied = m_window.m_workflow->applyRecipeText(text); !applied)
        m_window.onError(applied.error());
}

/// Without a model, that of the command is opened first.
void Keeper::takeCommand(const QString& text)
{
    const Result<study::FoldCommand> command = study::parseFoldCommand(text.toStdString());
    if (!command) {
        m_window.onError(command.error());
        return;
    }
    if (m_window.m_session->hasModel())
        applyCommand(text);
    else
        m_window.m_workflow->openModel(
            QString::fromStdString(command->model), [this, text] { applyCommand(text); });
}

void Keeper::applyCommand(const QString& text)
{
    Session& session = *m_window.m_session;
    const Result<study::FoldCommand> command = study::parseFoldCommand(text.toStdString());
    Result<fold::Plan> plan = command ? study::planOf(*command, session.info()) : command.error();
    if (!plan) {
        m_window.onError(plan.error());
        return;
    }
    for (const auto& [name, choice] : session.plan().groups) {
        const auto sized = plan->groups.find(name);
        if (choice.locked)
            plan->groups[name] = {sized == plan->groups.end()
                    ? session.info().groups[study::groupIndex(session.info(), name)].channels
                    : sized->second.k,
                true};
    }
    if (plan->probe.empty())
        plan->probe = session.probeFor(plan->repair);
    session.replacePlan(*plan, [] { return Keeper::tr("pasted command"); });
    m_window.m_log->addMessage(tr("Applied the command: %1").arg(text));
}

} // namespace pleat::ui
