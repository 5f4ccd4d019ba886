// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/analysis.h"

#include "core/study/memory_need.h"
#include "ui/session/session.h"
#include "ui/session/text.h"

namespace pleat::ui {

Analysis::Analysis(Session& session, JobRunner& core, JobRunner& derived, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_core(core)
    , m_refinement(session, derived)
    , m_survey(session, derived)
{
    connect(this, &Analysis::pendingChanged, &m_refinement,
        [this](int pending) { m_refinement.setHeld(pending > 0); });
    connect(&session, &Session::modelChanged, this, &Analysis::restart);
    connect(&session, &Session::planChanged, this, &Analysis::onPlanChanged);
    connect(&session.selection(), &Selection::groupChanged, this, &Analysis::onCurrentGroupChanged);
}

void Analysis::restart()
{
    for (const auto& [group, job] : m_jobs)
        m_core.drop(job);
    m_jobs.clear();
    m_options = m_session.plan().clustering;
    if (m_session.selection().group() >= 0)
        request(m_session.selection().group(), JobPriority::Foreground);
    for (int group = 0; group < static_cast<int>(m_session.info().groups.size()); ++group)
        request(group, JobPriority::Background);
    Q_EMIT pendingChanged(pendingGroups());
}

void Analysis::onPlanChanged()
{
    if (!study::sameStatistics(m_options, m_session.plan().clustering))
        restart();
}

void Analysis::onCurrentGroupChanged(int group)
{
    const auto waiting = m_jobs.find(group);
    if (waiting != m_jobs.end())
        m_core.prioritise(waiting->second, JobPriority::Foreground);
}

void Analysis::request(int group, JobPriority priority)
{
    if (!m_session.info().groups[group].foldable || m_session.statistics(group)
        || !m_session.failure(group).isEmpty() || m_jobs.contains(group))
        return;
    m_jobs[group] = m_core.start(
        priority, infoOf(group),
        [model = m_session.model(), group, options = m_options](const StageContext& context) {
            return study::analyseGroup(*model, group, options, context);
        },
        [this, group](
            Result<study::GroupStatisticsPtr> result) { onStatistics(group, std::move(result)); });
}

JobInfo Analysis::infoOf(int group)
{
    const study::GroupInfo& found = m_session.info().groups[group];
    JobInfo info(
        [name = QString::fromStdString(found.name)] { return tr("Statistics of %1").arg(name); });
    info.need_bytes = study::analysisNeed(found);
    info.retry = [this, group, model = std::weak_ptr(m_session.model())] {
        if (model.lock() == m_session.model())
            retry(group);
    };
    return info;
}

void Analysis::retry(int group)
{
    if (m_session.statistics(group) || m_jobs.contains(group))
        return;
    m_session.setFailure(group, {});
    request(group, JobPriority::Foreground);
    Q_EMIT pendingChanged(pendingGroups());
}

void Analysis::take(int group, const study::GroupStatisticsPtr& statistics)
{
    if (m_session.statistics(group)
        || !study::sameStatistics(statistics->options, m_session.plan().clustering))
        return;
    if (const auto waiting = m_jobs.find(group); waiting != m_jobs.end()) {
        m_core.drop(waiting->second);
        m_jobs.erase(waiting);
    }
    m_session.setStatistics(group, statistics);
    Q_EMIT pendingChanged(pendingGroups());
}

void Analysis::onStatistics(int group, Result<study::GroupStatisticsPtr> result)
{
    m_jobs.erase(group);
    ++m_analysed;
    if (result) {
        m_session.setStatistics(group, *result);
    } else {
        m_session.setFailure(group, [error = result.error()] { return notDoneText(error); });
        Q_EMIT failed(result.error());
    }
    Q_EMIT pendingChanged(pendingGroups());
}

} // namespace pleat::ui
