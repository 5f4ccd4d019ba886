// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/workflow.h"

#include "ui/session/session.h"
#include "ui/session/text.h"

#include <QDir>
#include <QFileInfo>

namespace pleat::ui {

namespace {

constexpr std::int64_t kTestImages = 2000;

Error cancelled()
{
    return {ErrorCode::Cancelled, "cancelled", {}, {}};
}

} // namespace

Workflow::Workflow(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_analysis(session, m_core, m_derived)
{
    connect(&m_analysis, &Analysis::failed, this, &Workflow::report);
    connect(&session, &Session::modelChanged, this,
        [this] { m_shelf = std::make_shared<ProbeShelf>(); });
    connect(&m_core, &JobRunner::ticked, this, &Workflow::collectPoints);
    connect(&m_core, &JobRunner::progressed, this,
        [this](quint64 id, const QString& stage, const QString& item, double fraction) {
            if (id == m_job)
                Q_EMIT progressed(stage, item, fraction);
        });
}

bool Workflow::ready()
{
    if (m_activity == Activity::Idle)
        return true;
    report({ErrorCode::Impossible, "another job is under way", {},
        "cancel it with Esc or wait until it is done"});
    return false;
}

bool Workflow::begin(Activity activity)
{
    if (!ready())
        return false;
    m_activity = activity;
    Q_EMIT activityChanged(activity);
    return true;
}

void Workflow::end()
{
    m_job = 0;
    m_activity = Activity::Idle;
    Q_EMIT activityChanged(m_activity);
}

void Workflow::report(const Error& error)
{
    if (error.code == ErrorCode::Cancelled)
        Q_EMIT message(tr("Cancelled."));
    else
        Q_EMIT failed(error);
}

void Workflow::openModel(const QString& path)
{
    if (!begin(Activity::Opening))
        return;
    m_planAtOpening = m_session.plan();
    Q_EMIT message(tr("Opening %1").arg(path));
    m_job = m_core.start(
        JobPriority::Foreground, tr("Open %1").arg(QFileInfo(path).fileName()),
        [file = path.toStdString()](const StageContext& context) {
            return study::openModel({file, {}, true}, context);
        },
        [this, path](const Result<study::ModelPtr>& result) { onOpened(path, result); });
}

void Workflow::onOpened(const QString& path, const Result<study::ModelPtr>& result)
{
    end();
    const QString recipe = std::exchange(m_waitingRecipe, {});
    if (!result) {
        report(result.error());
        return;
    }
    if (m_session.hasModel() && m_session.plan() != m_planAtOpening)
        Q_EMIT openedOverEdits({path, *result, recipe});
    else
        showOpened({path, *result, recipe});
}

void Workflow::showOpened(const Opened& opened)
{
    m_session.setModel(opened.model);
    const study::ModelInfo& info = m_session.info();
    Q_EMIT message(tr("Opened %1: %2 parameters, %3 MACs, %4 groups")
                       .arg(opened.path, countText(info.parameters), countText(info.macs))
                       .arg(info.groups.size()));
    for (const Finding& finding : info.findings)
        Q_EMIT message(tr("Finding: %1: %2")
                           .arg(QString::fromStdString(finding.where),
                               QString::fromStdString(finding.message)));
    Q_EMIT modelOpened(opened.path);
    for (std::size_t group = 0; group < info.groups.size(); ++group) {
        if (info.groups[group].foldable) {
            m_session.selection().setGroup(static_cast<int>(group));
            break;
        }
    }
    if (!opened.recipe.isEmpty())
        applyRecipe(opened.recipe);
}

void Workflow::openRecipe(const QString& path)
{
    if (m_activity == Activity::Opening)
        m_waitingRecipe = path;
    else if (m_session.hasModel())
        applyRecipe(path);
    else
        report({ErrorCode::Impossible, "a recipe needs an open model", path.toStdString(),
            "open the model that it was made for, then open the recipe again"});
}

void Workflow::applyRecipe(const QString& path)
{
    const Result<fold::Recipe> recipe = study::loadRecipe(path.toStdString());
    if (!recipe) {
        report(recipe.error());
        return;
    }
    if (const Result<void> fits = study::checkPlan(m_session.info(), recipe->plan); !fits) {
        report(fits.error());
        return;
    }
    if (!recipe->modelHash.empty() && recipe->modelHash != m_session.info().weightsHash)
        Q_EMIT message(
            tr("The recipe %1 was made for other weights than these; it fits and is applied.")
                .arg(path));
    fold::Plan plan = recipe->plan;
    if (plan.probe.empty())
        plan.probe = m_session.probeFor(plan.repair);
    m_session.replacePlan(plan, tr("recipe %1").arg(QFileInfo(path).fileName()));
    m_session.undoStack()->setClean();
    Q_EMIT message(tr("Applied recipe %1").arg(path));
    readProbe(*recipe, path);
}

study::RunOptions Workflow::runOptions() const
{
    study::RunOptions options;
    options.plan = m_session.plan();
    options.evaluateSamples = m_session.info().dataPath.empty() ? 0 : kTestImages;
    options.probe = m_session.fittingProbe();
    return options;
}

std::optional<double> Workflow::expectedSeconds() const
{
    if (!m_session.hasModel())
        return std::nullopt;
    return study::predictedSeconds(*m_session.model(), runOptions(), m_session.allStatistics());
}

void Workflow::run()
{
    if (!m_session.hasModel() || !begin(Activity::Running))
        return;
    m_mailbox = std::make_shared<Mailbox>();
    study::RunOptions options = runOptions();
    options.onPoint = [mailbox = m_mailbox](const study::LayerPoint& point) {
        const std::scoped_lock lock(mailbox->mutex);
        mailbox->points[{static_cast<int>(point.phase), point.layer}] = point;
    };
    options.onProbe = probeWatcher();
    options.onProbeMade = probeKeeper();
    Q_EMIT message(tr("Run started"));
    Q_EMIT runStarted();
    if (m_session.needsProbe() && !m_session.fittingProbe())
        beginProbe();
    m_job = m_core.start(
        JobPriority::Foreground, tr("Run"),
        [model = m_session.model(), options, shelf = m_shelf, cached = m_session.allStatistics()](
            const StageContext& context) {
            study::RunOptions probed = options;
            probed.probe = shelf->get(options.plan.probe);
            return study::runPlan(*model, probed, cached, context);
        },
        [this](const Result<study::RunPtr>& result) { onRan(result); });
}

void Workflow::onRan(const Result<study::RunPtr>& result)
{
    collectPoints();
    m_mailbox = nullptr;
    const bool probing = m_probing;
    endProbe();
    end();
    if (!result) {
        Q_EMIT runCancelled();
        if (probing && result.error().where == "probe")
            reportProbe(result.error());
        else
            report(result.error());
        return;
    }
    m_session.addRun(*result);
    const study::RunReport& done = (*result)->report();
    for (const Finding& finding : done.findings)
        Q_EMIT message(tr("Finding: %1: %2")
                           .arg(QString::fromStdString(finding.where),
                               QString::fromStdString(finding.message)));
    Q_EMIT message(tr("Run finished: %1 of %2 parameters left")
                       .arg(countText(done.after.parameters), countText(done.before.parameters)));
    Q_EMIT message(tr("Memory %1 of %2, latency %3 of %4")
                       .arg(bytesText(done.resources.after.memoryBytes),
                           bytesText(done.resources.before.memoryBytes),
                           latencyText(done.resources.after.latencyMs),
                           latencyText(done.resources.before.latencyMs)));
    Q_EMIT runFinished();
}

void Workflow::collectPoints()
{
    if (!m_mailbox)
        return;
    std::map<std::pair<int, int>, study::LayerPoint> points;
    {
        const std::scoped_lock lock(m_mailbox->mutex);
        points.swap(m_mailbox->points);
    }
    std::vector<study::LayerPoint> latest;
    for (auto& [key, point] : points)
        latest.push_back(std::move(point));
    if (!latest.empty())
        Q_EMIT layerPoints(latest);
    collectProbe();
}

void Workflow::cancel()
{
    if (m_activity == Activity::Saving || m_activity == Activity::Idle)
        return;
    if (m_activity == Activity::Probing) {
        m_core.cancel(m_job);
        return;
    }
    const bool running = m_activity == Activity::Running;
    m_core.drop(m_job);
    m_mailbox = nullptr;
    m_waitingRecipe.clear();
    endProbe();
    end();
    if (running)
        Q_EMIT runCancelled();
    report(cancelled());
}

void Workflow::saveModel(const QString& path)
{
    if (!m_session.run() || !begin(Activity::Saving))
        return;
    m_job = m_core.start(
        JobPriority::Foreground, tr("Save %1").arg(QFileInfo(path).fileName()),
        [run = m_session.run(), file = path.toStdString()](
            const StageContext&) -> Result<std::string> {
            if (auto written = study::saveModel(*run, file); !written)
                return written.error();
            return study::rebuildingLines(*run, file);
        },
        [this, path](const Result<std::string>& lines) {
            end();
            if (!lines) {
                report(lines.error());
                return;
            }
            Q_EMIT message(tr("Saved %1").arg(path));
            Q_EMIT saved(path);
            if (!lines->empty())
                Q_EMIT weightsSaved(path, QString::fromStdString(*lines));
        });
}

void Workflow::saveRecipe(const QString& path)
{
    const study::ModelInfo& info = m_session.info();
    const bool inverted = m_session.plan().probe == "inversion";
    const study::ProbePtr images = inverted ? m_session.fittingProbe() : nullptr;
    const QFileInfo file(path);
    const QString imagesName = file.completeBaseName() + QStringLiteral(".probe.npy");
    fold::Recipe recipe;
    recipe.plan = m_session.plan();
    recipe.modelHash = info.weightsHash;
    recipe.modelName = info.name;
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
