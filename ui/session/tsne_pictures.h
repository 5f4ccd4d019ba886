// SPDX-License-Identifier: GPL-3.0-or-later
// t-SNE pictures of groups: made on request, shown as they form, kept while the statistics stay.
#pragma once

#include "core/study/group_statistics.h"
#include "ui/jobs/job_runner.h"

#include <Eigen/Core>

#include <QObject>
#include <QPointer>

#include <map>
#include <memory>
#include <optional>

namespace pleat::ui {

class Session;

/// One group at a time, by a job in slices of a fraction of a second: between them other jobs of
/// the runner have their turn, and the picture is shown. Cancelling the job stops as stop() does.
/// Same statistics and seed of the plan, same picture, wherever it was stopped.
class TsnePictures : public QObject
{
    Q_OBJECT
public:
    struct Picture
    {
        Eigen::MatrixXd coordinates; ///< [n, 2]; empty before the first slice
        double perplexity = 0;
        int step = 0;
        int steps = 0; ///< planned
        double divergence = 0; ///< Kullback-Leibler, of the coordinates
        std::optional<Error> error; ///< why there is none
        bool complete() const { return steps > 0 && step >= steps; }
    };

    TsnePictures(Session& session, JobRunner& jobs, QObject* parent = nullptr);
    ~TsnePictures() override;

    /// Of the group's present statistics; null if none was asked for.
    const Picture* of(int group) const;
    /// Begins, or goes on if the group was the last one that was stopped. No effect on a picture
    /// that is complete.
    void start(int group);
    /// What has been drawn stays.
    void stop();
    /// The group whose picture is forming; -1 for none.
    int running() const { return m_running; }

Q_SIGNALS:
    void changed(int group);

private:
    struct Engine;
    using StatisticsKey = std::weak_ptr<const study::GroupStatistics>;
    void reset();
    void forgetGone();
    void draw();
    void dropJob();
    void onSlice(const Picture& picture);
    void onEnd(const Result<Picture>& result);

    Session& m_session;
    QPointer<JobRunner> m_jobs; ///< may go first
    JobRunner::JobId m_job = 0;
    int m_running = -1;
    std::shared_ptr<Engine> m_engine; ///< of the group that runs or was stopped last
    /// Statistics that an undo brings back find their picture again.
    std::map<StatisticsKey, Picture, std::owner_less<>> m_kept;
};

} // namespace pleat::ui
