// SPDX-License-Identifier: GPL-3.0-or-later
// The preset by silhouette, for which every group has to be measured first.
#pragma once

#include "core/study/budget.h"
#include "ui/jobs/job_runner.h"

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace pleat::ui {

class Session;

/// Measures the groups that a preset concerns, one job each, and sets k once all are known. Edits
/// go on meanwhile: what counts are the plan and the locks at the end.
class SilhouetteSurvey : public QObject
{
    Q_OBJECT
public:
    SilhouetteSurvey(Session& session, JobRunner& jobs, QObject* parent = nullptr);

    /// At once if everything is known. In one undo step in any case.
    void start(const study::BudgetOptions& options);
    /// What has been measured stays known.
    void stop();

    bool active() const { return m_options.has_value(); }
    /// Groups that a preset with these options concerns, and those of them that are measured.
    std::vector<int> concerned(study::GroupSelection selection) const;
    int measured(study::GroupSelection selection) const;
    /// Of the one under way; 0 if there is none.
    int wantedNow() const;
    int measuredNow() const;

Q_SIGNALS:
    /// Begun, stopped, or a group more is measured.
    void changed();
    /// Empty: k has been set.
    void finished(const QString& problem);

private:
    bool complete(int group) const;
    void proceed();
    void measure(int group);
    void end(const QString& problem);

    Session& m_session;
    JobRunner& m_jobs;
    std::optional<study::BudgetOptions> m_options;
    JobRunner::JobId m_job = 0;
    int m_group = -1; ///< that the job measures
    study::GroupStatisticsPtr m_statistics; ///< of it
};

} // namespace pleat::ui
