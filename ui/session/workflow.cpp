// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/workflow.h"

#include "core/study/memory_need.h"
#include "ui/session/core_text.h"
#include "ui/session/session.h"
#include "ui/session/text.h"

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
    connect(&session, &Session::modelChanged, this, [this] {
        m_shelf = std::make_shared<ProbeShelf>();
        m_recipe = {};
    });
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

void Workflow::openModel(const QString& path, std::function<void()> shown)
{
    if (!begin(Activity::Opening))
        return;
    m_planAtOpening = m_session.plan();
    Q_EMIT message(tr("Opening %1").arg(path));
    JobInfo info([name = QFileInfo(path).fileName()] { return tr("Open %1").arg(name); });
    info.retry = [this, path, shown] { openModel(path, shown); };
    m_job = m_core.start(
        JobPriority::Foreground, info,
        [file = path.toStdString()](const StageContext& context) {
            return study::openModel({file, {}, true}, context);
        },
        [this, path, shown = std::move(shown)](
            const Result<study::ModelPtr>& result) { onOpened(path, result, shown); });
}

void Workflow::onOpened(
    const QString& path, const Result<study::ModelPtr>& result, const std::function<void()>& shown)
{
    end();
    const QString recipe = std::exchange(m_waitingRecipe, {});
    if (!result) {
        report(result.error());
        return;
    }
    if (m_session.hasModel() && m_session.plan() != m_planAtOpening)
        Q_EMIT openedOverEdits({path, *result, recipe, shown});
    else
        showOpened({path, *result, recipe, shown});
}

void Workflow::showOpened(const Opened& opened)
{
    m_session.setModel(opened.model);
    const study::ModelInfo& info = m_session.info();
    Q_EMIT message(tr("Opened %1: %2 parameters, %3 MACs, %4 groups")
                       .arg(opened.path, countText(info.parameters), countText(info.macs))
                       .arg(info.groups.size()));
    for (const Finding& finding : info.findings)
        Q_EMIT message(
            tr("Finding: %1: %2").arg(coreText(finding.where), coreText(finding.message)));
    Q_EMIT modelOpened(opened.path);
    for (std::size_t group = 0; group < info.groups.size(); ++group) {
        if (info.groups[group].foldable) {
            m_session.selection().setGroup(static_cast<int>(group));
            break;
        }
    }
    if (!opened.recipe.isEmpty())
        applyRecipe(opened.recipe);
    if (opened.shown)
        opened.shown();
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

std::optional<std::int64_t> Workflow::expectedBytes() const
{
    if (!m_session.hasModel())
        return std::nullopt;
    return study::runNeed(*m_session.model(), runOptions(), m_session.allStatistics());
}

QString runCostText(const Workflow& workflow)
{
    const std::optional<double> seconds = workflow.expectedSeconds();
    const std::optional<std::int64_t> bytes = workflow.expectedBytes();
    return seconds && bytes ? durationText(*seconds) + QStringLiteral(", ") + bytesText(*bytes)
                            : QString();
}

void Workflow::run()
{
    if (!m_session.hasModel() || !ready())
        return;
    study::RunOptions options = runOptions();
    const std::vector<study::GroupStatisticsPtr> cached = m_session.allStatistics();
    if (const auto fits = study::checkRunMemory(*m_session.model(), options, cached); !fits) {
        report(fits.error());
        return;
    }
    begin(Activity::Running);
    m_mailbox = std::make_shared<Mailbox>();
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
    options.onStatistics = statisticsKeeper();
    JobInfo info([] { return tr("Run"); });
    info.need_bytes = study::runNeed(*m_session.model(), options, cached);
    info.retry = [this] { run(); };
    m_job = m_core.start(
        JobPriority::Foreground, info,
        [model = m_session.model(), options, shelf = m_shelf, cached](const StageContext& context) {
            study::RunOptions probed = options;
            probed.probe = shelf->get(options.plan.probe);
            return study::runPlan(*model, probed, cached, context);
        },
        [this](const Result<study::RunPtr>& result) { onRan(result); });
}

/// What a run finds out about a group outlives it.
std::function<void(int, const study::GroupStatisticsPtr&)> Workflow::statisticsKeeper()
{
    return
        [this, model = m_session.model()](int group, const study::GroupStatisticsPtr& statistics) {
            m_core.callBack([this, model, group, statistics] {
                if (model == m_session.model())
                    m_analysis.take(group, statistics);
            });
        };
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
    compareWithRecipe(**result);
    const study::RunReport& done = (*result)->report();
    for (const Finding& finding : done.findings)
        Q_EMIT message(
            tr("Finding: %1: %2").arg(coreText(finding.where), coreText(finding.message)));
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
    collectPoints();
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
    JobInfo info([name = QFileInfo(path).fileName()] { return tr("Save %1").arg(name); });
    info.retry = [this, path] { saveModel(path); };
    m_job = m_core.start(
        JobPriority::Foreground, info,
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

} // namespace pleat::ui
