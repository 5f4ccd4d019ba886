// SPDX-License-Identifier: GPL-3.0-or-later
// Fills the session with statistics in the background, then with what Refinement adds to them.
#pragma once

#include "core/study/group_statistics.h"
#include "ui/jobs/job_runner.h"
#include "ui/session/refinement.h"
#include "ui/session/silhouette_survey.h"

#include <QObject>

#include <map>

namespace pleat::ui {

class Session;

/// The current group comes first, then every other foldable group; all again when the plan asks for
/// another clusterer or other features. `core` runs what needs the network; `derived` the rest, so
/// that curves fill in while a run is under way.
class Analysis : public QObject
{
    Q_OBJECT
public:
    Analysis(Session& session, JobRunner& core, JobRunner& derived, QObject* parent = nullptr);

    int pendingGroups() const { return static_cast<int>(m_jobs.size()); }
    const Refinement& refinement() const { return m_refinement; }
    /// Of a group of the open model that somebody else has analysed.
    void take(int group, const study::GroupStatisticsPtr& statistics);
    SilhouetteSurvey& survey() { return m_survey; }
    /// How many groups have been analysed since the program began.
    int analysed() const { return m_analysed; }

Q_SIGNALS:
    void failed(const pleat::Error& error);
    void pendingChanged(int pending);

private:
    void restart();
    void onPlanChanged();
    void onCurrentGroupChanged(int group);
    void request(int group, JobPriority priority);
    JobInfo infoOf(int group);
    void retry(int group);
    void onStatistics(int group, Result<study::GroupStatisticsPtr> result);

    Session& m_session;
    JobRunner& m_core;
    Refinement m_refinement;
    SilhouetteSurvey m_survey;
    cluster::ClusterOptions m_options; ///< that the jobs under way were started with
    std::map<int, JobRunner::JobId> m_jobs; ///< by group
    int m_analysed = 0;
};

} // namespace pleat::ui
