// SPDX-License-Identifier: GPL-3.0-or-later
// Workflow: recipes are applied, compared with what came of them, and written.
#include "ui/session/workflow.h"

#include "core/study/recipe_fit.h"
#include "ui/session/session.h"

#include <QDir>
#include <QFileInfo>

namespace pleat::ui {

namespace {

Error needsModel(const std::string& where)
{
    return {ErrorCode::Impossible, "a recipe needs an open model", where,
        "open the model that it was made for, then open the recipe again"};
}

} // namespace

void Workflow::openRecipe(const QString& path)
{
    if (m_activity == Activity::Opening)
        m_waitingRecipe = path;
    else if (m_session.hasModel())
        applyRecipe(path);
    else
        report(needsModel(path.toStdString()));
}

void Workflow::applyRecipe(const QString& path)
{
    const Result<fold::Recipe> recipe = study::loadRecipe(path.toStdString());
    if (!recipe) {
        report(recipe.error());
        return;
    }
    if (!applyRecipe(*recipe, QFileInfo(path).fileName()))
        return;
    m_session.undoStack()->setClean();
    readProbe(*recipe, path);
}

Result<void> Workflow::applyRecipeText(const QString& json)
{
    const QString name = tr("from the clipboard");
    if (!m_session.hasModel())
        return needsModel(name.toStdString());
    const Result<fold::Recipe> recipe =
        fold::recipeFromJson(json.toStdString(), name.toStdString());
    if (!recipe)
        return recipe.error();
    applyRecipe(*recipe, name);
    return {};
}

bool Workflow::applyRecipe(const fold::Recipe& recipe, const QString& name)
{
    if (!recipe.modelHash.empty() && recipe.modelHash != m_session.info().weightsHash) {
        Q_EMIT message(tr("The recipe %1 was made for other weights than these.").arg(name));
        Q_EMIT recipeOfOtherWeights(recipe, name);
        return false;
    }
    if (const Result<void> fits = study::checkPlan(m_session.info(), recipe.plan); !fits) {
        report(fits.error());
        return false;
    }
    fold::Plan plan = recipe.plan;
    if (plan.probe.empty())
        plan.probe = m_session.probeFor(plan.repair);
    m_session.replacePlan(plan, [name] { return tr("recipe %1").arg(name); });
    keepRecipe(recipe);
    Q_EMIT message(tr("Applied recipe %1").arg(name));
    return true;
}

void Workflow::applyFitting(const fold::Recipe& recipe, const QString& name)
{
    study::RecipeFit fit = study::fittingPart(recipe, m_session.info());
    if (const Result<void> fits = study::checkPlan(m_session.info(), fit.plan); !fits) {
        report(fits.error());
        return;
    }
    if (fit.plan.probe.empty())
        fit.plan.probe = m_session.probeFor(fit.plan.repair);
    m_session.replacePlan(fit.plan, [name] { return tr("recipe %1").arg(name); });
    fold::Recipe kept = recipe;
    kept.resultHash.clear(); // it was of the other weights
    keepRecipe(kept);
    Q_EMIT message(tr("Applied recipe %1, made for other weights: %2 of its %3 groups fit")
                       .arg(name)
                       .arg(fit.fitting)
                       .arg(fit.total));
}

void Workflow::keepRecipe(const fold::Recipe& recipe)
{
    m_recipe = recipe;
    m_recipe.plan = m_session.plan(); // as it was understood
}

fold::Recipe Workflow::recipe() const
{
    fold::Recipe recipe = study::recipeOf(m_session.plan(), m_session.info());
    recipe.unknown = m_recipe.unknown;
    if (m_recipe.plan == recipe.plan && m_recipe.modelHash == recipe.modelHash)
        recipe.resultHash = m_recipe.resultHash;
    for (const PastRun& past : m_session.runs().all()) {
        const study::RunReport& done = past.run->report();
        const bool again = !done.probe || done.probe->complete; // another run would give the same
        if (again && past.run->plan() == recipe.plan && done.modelHash == recipe.modelHash)
            recipe.resultHash = done.weightsHash;
    }
    return recipe;
}

void Workflow::compareWithRecipe(const study::Run& run)
{
    const std::string& expected = m_recipe.resultHash;
    if (expected.empty() || run.plan() != m_recipe.plan
        || run.report().modelHash != m_recipe.modelHash)
        return;
    Q_EMIT message(run.report().weightsHash == expected
            ? tr("The weights are those that the recipe promises.")
            : tr("The weights differ from those that the recipe promises: %1 instead of %2.")
                  .arg(QString::fromStdString(run.report().weightsHash),
                      QString::fromStdString(expected)));
}

void Workflow::saveRecipe(const QString& path)
{
    const bool inverted = m_session.plan().probe == "inversion";
    const study::ProbePtr images = inverted ? m_session.fittingProbe() : nullptr;
    const QFileInfo file(path);
    const QString imagesName = file.completeBaseName() + QStringLiteral(".probe.npy");
    fold::Recipe recipe = this->recipe();
    if (images)
        recipe.probeFile = imagesName.toStdString();
    if (const Result<void> written = study::saveRecipe(recipe, path.toStdString()); !written) {
        report(written.error());
        return;
    }
    m_session.undoStack()->setClean();
    Q_EMIT message(tr("Saved recipe %1").arg(path));
    if (images)
        writeProbe(images, file.dir().filePath(imagesName));
    Q_EMIT saved(path);
}

} // namespace pleat::ui
