// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/silhouette_survey.h"

#include "ui/session/cut_measures.h"
#include "ui/session/session.h"
#include "ui/session/text.h"

#include <algorithm>
#include <utility>

namespace pleat::ui {

SilhouetteSurvey::SilhouetteSurvey(Session& session, JobRunner& jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_jobs(jobs)
{
    connect(&session, &Session::modelChanged, this, &SilhouetteSurvey::stop);
    connect(&session, &Session::planChanged, this, &SilhouetteSurvey::proceed);
    connect(&session, &Session::statisticsChanged, this, &SilhouetteSurvey::proceed);
}

void SilhouetteSurvey::start(const study::BudgetOptions& options)
{
    if (!m_session.hasModel())
        return;
    m_options = options;
    proceed();
}

void SilhouetteSurvey::stop()
{
    m_jobs.drop(std::exchange(m_job, 0));
    if (std::exchange(m_options, std::nullopt))
        Q_EMIT changed();
}

std::vector<int> SilhouetteSurvey::concerned(study::GroupSelection selection) const
{
    std::vector<int> groups;
    for (int group = 0; group < static_cast<int>(m_session.info().groups.size()); ++group) {
        const study::GroupInfo& info = m_session.info().groups[group];
        if (info.foldable && !m_session.lockedOf(group)
            && (selection != study::GroupSelection::Inner || info.inner))
            groups.push_back(group);
    }
    return groups;
}

int SilhouetteSurvey::measured(study::GroupSelection selection) const
{
    const std::vector<int> groups = concerned(selection);
    return static_cast<int>(
        std::count_if(groups.begin(), groups.end(), [this](int group) { return complete(group); }));
}

int SilhouetteSurvey::wantedNow() const
{
    return m_options ? static_cast<int>(concerned(m_options->selection).size()) : 0;
}

int SilhouetteSurvey::measuredNow() const
{
    return m_options ? measured(m_options->selection) : 0;
}

bool SilhouetteSurvey::complete(int group) const
{
    const Session::Qualities& known = m_session.qualities(group);
    const std::vector<std::int64_t> all =
        cluster::measuredK(m_session.info().groups[group].channels);
    return std::all_of(all.begin(), all.end(), [&](std::int64_t k) { return known.contains(k); });
}

/// Statistics that are still being computed announce themselves.
void SilhouetteSurvey::proceed()
{
    if (!m_options)
        return;
    if (m_job != 0 && m_session.statistics(m_group) == m_statistics)
        return;
    m_jobs.drop(std::exchange(m_job, 0));
    Q_EMIT changed();
    bool waits = false;
    for (const int group : concerned(m_options->selection)) {
        if (complete(group))
            continue;
        if (m_session.statistics(group))
            return measure(group);
        if (const QString why = m_session.failure(group); !why.isEmpty())
            return end(tr("A group has no tree: %1 Lock the group to leave it out.").arg(why));
        waits = true;
    }
    if (waits)
        return;
    const study::BudgetOptions options = *std::exchange(m_options, std::nullopt);
    const Result<void> done = m_session.applyPreset(study::Preset::Silhouette, options);
    end(done ? QString() : errorText(done.error()));
}

void SilhouetteSurvey::measure(int group)
{
    m_group = group;
    m_statistics = m_session.statistics(group);
    std::vector<std::int64_t> missing = cluster::measuredK(m_statistics->tree.channels());
    std::erase_if(missing, [&](std::int64_t k) { return m_session.qualities(group).contains(k); });
    m_job = m_jobs.start(
        JobPriority::Background,
        JobInfo([name = QString::fromStdString(m_session.info().groups[group].name)] {
            return tr("Silhouettes of %1 for the preset").arg(name);
        }),
        [statistics = m_statistics, missing](
            const StageContext& context) { return measuredCuts(*statistics, missing, context); },
        [this, group, statistics = m_statistics](const Result<Session::Qualities>& result) {
            m_job = 0;
            if (!result)
                return end(errorText(result.error()));
            m_session.addQualities(group, statistics, *result);
            proceed();
        });
}

void SilhouetteSurvey::end(const QString& problem)
{
    m_options.reset();
    Q_EMIT changed();
    Q_EMIT finished(problem);
}

} // namespace pleat::ui
