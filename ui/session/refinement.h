// SPDX-License-Identifier: GPL-3.0-or-later
// What follows once statistics are known: exact clusterings and measures of quality.
#pragma once

#include "ui/jobs/job_runner.h"
#include "ui/session/group_results.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <map>
#include <vector>

namespace pleat::ui {

class Session;

/// Starts shortly after the last change of the plan or of the current group. A clusterer without a
/// tree runs for the current group first, then for all others, so that every number of the table
/// becomes that of the labels that folding uses. The current group is measured at its k and at some
/// cuts of the tree.
class Refinement : public QObject
{
    Q_OBJECT
public:
    Refinement(Session& session, JobRunner& jobs, QObject* parent = nullptr);

    /// The curve over k waits while statistics are missing: those fill the table that a person
    /// looks at first.
    void setHeld(bool held);
    bool busy() const { return m_settle.isActive() || !m_exact.empty() || !m_curve.empty(); }
    /// How many exact clusterings have been computed since the program began.
    int clustered() const { return m_clustered; }

private:
    struct ExactJob
    {
        JobRunner::JobId id = 0;
        ClusteringKey key;
        study::GroupStatisticsPtr statistics;
    };

    void onChanged();
    void settle();
    void requestExact(int group);
    void requestQuality();
    void requestCurve();
    void measureCuts(std::vector<std::int64_t> values, JobPriority priority);
    void dropOutdated();
    void dropMeasures();

    Session& m_session;
    JobRunner& m_jobs;
    QTimer m_settle;
    bool m_held = false;
    std::map<int, ExactJob> m_exact; ///< by group
    study::GroupStatisticsPtr m_measured; ///< that the jobs below measure
    std::map<std::int64_t, JobRunner::JobId> m_curve; ///< by the first k that the job measures
    JobRunner::JobId m_quality = 0; ///< of an exact clustering that is no cut
    ClusteringKey m_qualityKey;
    int m_clustered = 0;
};

} // namespace pleat::ui
