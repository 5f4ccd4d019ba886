// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/analysis.h"

#include "core/cluster/quality.h"
#include "ui/session/session.h"
#include "ui/session/text.h"

#include <chrono>
#include <cmath>

namespace pleat::ui {

namespace {

constexpr int kSilhouettes = 24;
constexpr std::chrono::milliseconds kSettle{120};

} // namespace

std::vector<std::int64_t> sampledK(std::int64_t channels, int count)
{
    std::set<std::int64_t> values;
    const double last = static_cast<double>(channels - 1);
    for (int i = 0; i < count && last >= 2; ++i) {
        const double t = count > 1 ? static_cast<double>(i) / (count - 1) : 0;
        // Between linear and logarithmic: the elbow lies at the small end, the choice often not.
        values.insert(std::llround(2 + (last - 2) * std::pow(t, 1.6)));
    }
    return {values.begin(), values.end()};
}

Analysis::Analysis(Session& session, JobRunner& core, JobRunner& derived, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_core(core)
    , m_derived(derived)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, &Analysis::requestCurrentSilhouette);
    connect(&session, &Session::modelChanged, this, &Analysis::onModelChanged);
    connect(&session, &Session::currentGroupChanged, this, &Analysis::onCurrentGroupChanged);
    connect(&session, &Session::labelsChanged, &m_settle, qOverload<>(&QTimer::start));
}

void Analysis::onModelChanged()
{
    for (const auto& [group, job] : m_statisticsJobs)
        m_core.drop(job);
    m_statisticsJobs.clear();
    m_failed.clear();
    dropSilhouettes();
    for (int group = 0; group < static_cast<int>(m_session.info().groups.size()); ++group)
        requestStatistics(group, JobPriority::Background);
}

void Analysis::onCurrentGroupChanged(int group)
{
    dropSilhouettes();
    if (group < 0)
        return;
    const auto waiting = m_statisticsJobs.find(group);
    if (waiting != m_statisticsJobs.end())
        m_core.prioritise(waiting->second, JobPriority::Foreground);
    else
        requestStatistics(group, JobPriority::Foreground);
    requestSilhouettes();
}

void Analysis::requestStatistics(int group, JobPriority priority)
{
    if (!m_session.info().groups[group].foldable || m_session.statistics(group)
        || m_failed.contains(group))
        return;
    m_statisticsJobs[group] = m_core.start(
        priority,
        [model = m_session.model(), group](const StageContext& context) {
            return study::analyseGroup(*model, group, {}, context);
        },
        [this, group](
            Result<study::GroupStatisticsPtr> result) { onStatistics(group, std::move(result)); });
    Q_EMIT pendingChanged(pendingGroups());
}

void Analysis::onStatistics(int group, Result<study::GroupStatisticsPtr> result)
{
    m_statisticsJobs.erase(group);
    if (result) {
        m_session.setStatistics(group, *result);
    } else {
        m_failed.insert(group);
        m_session.setFailure(group, errorText(result.error()));
        Q_EMIT failed(result.error());
    }
    Q_EMIT pendingChanged(pendingGroups());
    if (m_session.currentGroup() == group || m_statisticsJobs.empty())
        requestSilhouettes();
}

void Analysis::requestSilhouettes()
{
    const int group = m_session.currentGroup();
    // They wait until no statistics are missing: those fill the table that a person looks at first.
    if (!m_statisticsJobs.empty() || !m_session.statistics(group))
        return;
    requestCurrentSilhouette();
    for (const std::int64_t k : sampledK(m_session.info().groups[group].channels, kSilhouettes))
        requestSilhouette(group, k, JobPriority::Idle);
}

void Analysis::requestCurrentSilhouette()
{
    const int group = m_session.currentGroup();
    if (!m_session.statistics(group))
        return;
    const std::int64_t k = m_session.kOf(group);
    if (k >= 2 && k < m_session.info().groups[group].channels)
        requestSilhouette(group, k, JobPriority::Background);
}

void Analysis::requestSilhouette(int group, std::int64_t k, JobPriority priority)
{
    if (m_session.silhouettes(group).contains(k) || m_silhouetteJobs.contains(k))
        return;
    m_silhouetteJobs[k] = m_derived.start(
        priority,
        [statistics = m_session.statistics(group), k](
            const StageContext& context) -> Result<double> {
            const auto quality =
                cluster::quality(statistics->gram, statistics->tree.cut(k), context);
            return quality ? Result<double>(quality->silhouette) : quality.error();
        },
        [this, group, k](const Result<double>& result) {
            m_silhouetteJobs.erase(k);
            if (result)
                m_session.setSilhouette(group, k, *result);
        });
}

void Analysis::dropSilhouettes()
{
    m_settle.stop();
    for (const auto& [k, job] : m_silhouetteJobs)
        m_derived.drop(job);
    m_silhouetteJobs.clear();
}

} // namespace pleat::ui
