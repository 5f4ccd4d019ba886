// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/refinement.h"

#include "ui/session/cut_measures.h"
#include "ui/session/session.h"
#include "ui/session/settings.h"

#include <algorithm>
#include <utility>

namespace pleat::ui {

namespace {

constexpr std::size_t kChunk = 6; // values of k in one job: a step of progress, and soon cancelled

QString groupName(const Session& session, int group)
{
    return QString::fromStdString(session.info().groups[group].name);
}

} // namespace

Refinement::Refinement(Session& session, JobRunner& jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_jobs(jobs)
{
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &Refinement::settle);
    for (const auto signal : {&Session::planChanged, &Session::modelChanged})
        connect(&session, signal, this, &Refinement::onChanged);
    connect(&session, &Session::statisticsChanged, this, &Refinement::onChanged);
    connect(&session.selection(), &Selection::groupChanged, this, &Refinement::onChanged);
}

void Refinement::setHeld(bool held)
{
    if (std::exchange(m_held, held) && !held)
        onChanged();
}

void Refinement::onChanged()
{
    dropOutdated();
    m_settle.start(Settings().value(Preference::SettleMs));
}

void Refinement::dropOutdated()
{
    for (auto job = m_exact.begin(); job != m_exact.end();) {
        const auto& [group, exact] = *job;
        const bool wanted = m_session.statistics(group) == exact.statistics
            && m_session.needsExact(group) && m_session.clusteringKey(group) == exact.key;
        if (!wanted)
            m_jobs.drop(exact.id);
        job = wanted ? std::next(job) : m_exact.erase(job);
    }
    if (m_session.statistics(m_session.selection().group()) != m_measured)
        dropMeasures();
}

void Refinement::dropMeasures()
{
    for (const auto& [first, job] : m_curve)
        m_jobs.drop(job);
    m_curve.clear();
    m_jobs.drop(m_quality);
    m_quality = 0;
    m_measured = nullptr;
}

void Refinement::settle()
{
    const int current = m_session.selection().group();
    if (current >= 0)
        requestExact(current);
    for (int group = 0; group < static_cast<int>(m_session.info().groups.size()); ++group)
        requestExact(group);
    requestQuality();
    requestCurve();
}

void Refinement::requestExact(int group)
{
    if (!m_session.needsExact(group))
        return;
    const JobPriority priority =
        group == m_session.selection().group() ? JobPriority::Foreground : JobPriority::Background;
    if (const auto job = m_exact.find(group); job != m_exact.end()) {
        m_jobs.prioritise(job->second.id, priority);
        return;
    }
    const study::GroupStatisticsPtr statistics = m_session.statistics(group);
    const ClusteringKey key = m_session.clusteringKey(group);
    JobInfo info([name = groupName(m_session, group)] { return tr("Cluster %1").arg(name); });
    info.retry = whileAlive(this, [this, group, from = std::weak_ptr(statistics), key] {
        if (from.lock() != m_session.statistics(group) || m_session.clusteringKey(group) != key)
            return;
        m_session.forgetExact(group);
        requestExact(group);
    });
    const JobRunner::JobId id = m_jobs.start(
        priority, info,
        [model = m_session.model(), group, statistics, key, options = m_session.plan().clustering](
            const StageContext& context) {
            StageContext seeded = context;
            seeded.seed = key.seed;
            return study::clusterGroup(*model, group, *statistics, key.k, options, seeded);
        },
        [this, group, statistics, key](const Result<study::GroupClustering>& result) {
            m_exact.erase(group);
            ++m_clustered;
            m_session.setExact(group, statistics, key, result);
            if (group == m_session.selection().group())
                requestQuality();
        });
    m_exact[group] = {id, key, statistics};
}

/// Of what is shown: a cut, or the exact clustering once it is there.
void Refinement::requestQuality()
{
    const int group = m_session.selection().group();
    const study::GroupClustering& shown = m_session.clustering();
    const bool defined = shown.k >= 2 && shown.k < static_cast<std::int64_t>(shown.labels.size());
    if (!defined || !shown.exact || m_session.quality())
        return;
    m_measured = m_session.statistics(group);
    if (m_session.hasOwnTree()) {
        measureCuts({shown.k}, JobPriority::Background);
        return;
    }
    const ClusteringKey key = m_session.clusteringKey(group);
    if (m_jobs.active(m_quality) && m_qualityKey == key)
        return;
    m_jobs.drop(m_quality);
    m_qualityKey = key;
    m_quality = m_jobs.start(
        JobPriority::Background,
        JobInfo([name = groupName(m_session, group)] {
            return tr("Measure the clusters of %1").arg(name);
        }),
        [statistics = m_measured, labels = shown.labels](const StageContext& context) {
            return cluster::quality(statistics->gram, labels, context);
        },
        [this, group, statistics = m_measured, key](const Result<cluster::ClusterQuality>& result) {
            if (result)
                m_session.setExactQuality(group, statistics, key, *result);
        });
}

void Refinement::requestCurve()
{
    const int group = m_session.selection().group();
    const study::GroupStatisticsPtr statistics = m_session.statistics(group);
    if (m_held || !statistics)
        return;
    m_measured = statistics;
    std::vector<std::int64_t> chunk;
    for (const std::int64_t k : cluster::measuredK(statistics->tree.channels())) {
        if (!m_session.qualities(group).contains(k))
            chunk.push_back(k);
        if (chunk.size() == kChunk)
            measureCuts(std::exchange(chunk, {}), JobPriority::Idle);
    }
    measureCuts(chunk, JobPriority::Idle);
}

void Refinement::measureCuts(std::vector<std::int64_t> values, JobPriority priority)
{
    if (values.empty() || m_curve.contains(values.front()))
        return;
    const std::int64_t first = values.front();
    m_curve[first] = m_jobs.start(
        priority, JobInfo([name = groupName(m_session, m_session.selection().group())] {
            return tr("Silhouettes of %1").arg(name);
        }),
        [statistics = m_measured, values = std::move(values)](
            const StageContext& context) { return measuredCuts(*statistics, values, context); },
        [this, group = m_session.selection().group(), statistics = m_measured, first](
            const Result<Session::Qualities>& result) {
            m_curve.erase(first);
            if (result)
                m_session.addQualities(group, statistics, *result);
        });
}

} // namespace pleat::ui
