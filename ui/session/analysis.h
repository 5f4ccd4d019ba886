// SPDX-License-Identifier: GPL-3.0-or-later
// Fills the session with statistics and silhouettes in the background.
#pragma once

#include "core/study/group_statistics.h"
#include "ui/jobs/job_runner.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace pleat::ui {

class Session;

/// The current group comes first, then every other foldable group, then the silhouettes of the
/// current one. `core` runs what needs the network; `derived` what needs only statistics, so that
/// curves fill in while a run is under way.
class Analysis : public QObject
{
    Q_OBJECT
public:
    Analysis(Session& session, JobRunner& core, JobRunner& derived, QObject* parent = nullptr);

    int pendingGroups() const { return static_cast<int>(m_statisticsJobs.size()); }

Q_SIGNALS:
    void failed(const pleat::Error& error);
    void pendingChanged(int pending);

private:
    void onModelChanged();
    void onCurrentGroupChanged(int group);
    void requestStatistics(int group, JobPriority priority);
    void onStatistics(int group, Result<study::GroupStatisticsPtr> result);
    void requestSilhouettes();
    void requestCurrentSilhouette();
    void requestSilhouette(int group, std::int64_t k, JobPriority priority);
    void dropSilhouettes();

    Session& m_session;
    JobRunner& m_core;
    JobRunner& m_derived;
    std::map<int, JobRunner::JobId> m_statisticsJobs; ///< by group
    std::map<std::int64_t, JobRunner::JobId> m_silhouetteJobs; ///< by k, of the current group
    std::set<int> m_failed; ///< groups not asked for again
    QTimer m_settle; ///< k has stopped moving
};

/// About `count` values of k from 2 to n - 1, denser at the small end, ascending.
std::vector<std::int64_t> sampledK(std::int64_t channels, int count);

} // namespace pleat::ui
