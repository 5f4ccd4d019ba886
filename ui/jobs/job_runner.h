// SPDX-License-Identifier: GPL-3.0-or-later
// Runs core stages off the GUI thread, one at a time.
#pragma once

#include "core/base/result.h"
#include "core/base/stage_context.h"
#include "ui/session/wording.h"

#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>

namespace pleat::ui {

/// Which of the waiting jobs is next; equal ones in order of arrival.
enum class JobPriority
{
    Idle,
    Background,
    Foreground
};

enum class JobOutcome
{
    Done,
    Cancelled,
    Failed
};

/// What people are told of a job, and what they can do about it.
struct JobInfo
{
    JobInfo(Wording whatItDoes = {})
        : title(std::move(whatItDoes))
    {
    }

    /// Empty for a part of something larger, which is not told of once it is over.
    Wording title;
    /// Starts it once more after it failed or was cancelled, under the circumstances of then; empty
    /// if it cannot be.
    std::function<void()> retry = {};
    std::int64_t need_bytes = 0; ///< of memory, a prediction; 0: unknown
    double from = 0; ///< share of the work that has been done before it starts
};

/// One worker thread, one stop token and one id per job. All methods are called on the thread that
/// the runner lives in, where `done` runs as well. The destructor cancels and waits.
class JobRunner : public QObject
{
    Q_OBJECT
public:
    using JobId = quint64;

    explicit JobRunner(QObject* parent = nullptr);
    ~JobRunner() override;

    /// `work(const StageContext&)` returns a Result and runs on the worker; exceptions become
    /// ErrorCode::Internal. `done(Result)` follows here unless the job was dropped.
    template <typename Work, typename Done>
    JobId start(JobPriority priority, Work work, Done done)
    {
        return start(priority, JobInfo(), std::move(work), std::move(done));
    }
    template <typename Work, typename Done>
    JobId start(JobPriority priority, const JobInfo& info, Work work, Done done)
    {
        using Outcome = std::invoke_result_t<Work, const StageContext&>;
        auto outcome = std::make_shared<std::optional<Outcome>>();
        return enqueue(
            priority, info,
            [outcome, work = std::move(work)](const StageContext& context) {
                outcome->emplace(guarded<Outcome>(work, context));
                return (*outcome)->ok() ? std::optional<Error>() : (*outcome)->error();
            },
            [outcome, done = std::move(done)]() mutable { done(std::move(**outcome)); });
    }

    /// The same for long work that leaves other jobs their turn: `slice(const StageContext&)` is
    /// called until `finished` of what it returned holds or it fails, each time as one more job
    /// that waits. `between(value)` hears here of each slice but the last, `done(Result)` of that.
    /// Cancelled between two slices, it ends with the value of the first.
    template <typename Slice, typename Finished, typename Between, typename Done>
    JobId startSliced(JobPriority priority, const JobInfo& info, Slice slice, Finished finished,
        Between between, Done done)
    {
        using Outcome = std::invoke_result_t<Slice, const StageContext&>;
        auto outcome = std::make_shared<std::optional<Outcome>>();
        auto hears = std::make_shared<Between>(std::move(between));
        return enqueue(
            priority, info,
            [outcome, slice = std::move(slice)](const StageContext& context) {
                Outcome made = guarded<Outcome>(slice, context);
                std::optional<Error> error = made.ok() ? std::optional<Error>() : made.error();
                outcome->emplace(std::move(made));
                return error;
            },
            [outcome, done = std::move(done)]() mutable { done(std::move(**outcome)); },
            [outcome, hears, finished = std::move(finished)]() -> std::function<void()> {
                if (finished(***outcome))
                    return {};
                return [hears, value = ***outcome] { (*hears)(value); };
            });
    }

    /// Asks the job to stop; `done` still follows, with whatever the work returned.
    void cancel(JobId id);
    /// Asks the job to stop and forgets it: `done` is never called. Unknown ids are ignored.
    void drop(JobId id);
    /// Changes the place of a job that waits; no effect on one that runs.
    void prioritise(JobId id, JobPriority priority);

    /// Calls `call` on the runner's thread, soon, unless the runner is gone by then. From any
    /// thread.
    void callBack(std::function<void()> call);

    bool busy() const { return !m_active.empty(); }
    bool active(JobId id) const { return m_active.contains(id); }
    /// The one that the worker has; 0 if it has none.
    JobId running() const;

Q_SIGNALS:
    void busyChanged(bool busy);
    /// It waits for its turn from now on.
    void jobStarted(quint64 id, const pleat::ui::JobInfo& info);
    /// Before `done`; a dropped job counts as cancelled at once. `why` it failed, else empty.
    void jobEnded(quint64 id, pleat::ui::JobOutcome outcome, const pleat::ui::Wording& why);
    /// The latest progress of the running job, at most 20 times a second.
    void progressed(quint64 id, const QString& stage, const QString& item, double fraction);
    /// 20 times a second while there are jobs: the moment to collect what a job left elsewhere.
    void ticked();
    /// Of the runner's own: there is a call to make.
    void callWaits(QPrivateSignal);

private:
    struct Job
    {
        JobId id = 0;
        JobPriority priority = JobPriority::Background;
        std::stop_source stop;
        std::function<std::optional<Error>(const StageContext&)> work;
        std::function<void()> done;
        /// What is to be told here after a slice that is not the last one; empty without slices.
        std::function<std::function<void()>()> pause;
        std::optional<Error> error; ///< set by the worker before it reports the end
    };
    using JobPtr = std::shared_ptr<Job>;

    template <typename Outcome, typename Work>
    static Outcome guarded(const Work& work, const StageContext& context)
    {
        if (context.cancelled())
            return cancelledError();
        try {
            return work(context);
        } catch (const std::exception& exception) {
            return Error{ErrorCode::Internal, exception.what(), {}, "please report this"};
        } catch (...) {
            return Error{ErrorCode::Internal, "unknown failure", {}, "please report this"};
        }
    }

    JobId enqueue(JobPriority priority, const JobInfo& info,
        std::function<std::optional<Error>(const StageContext&)> work, std::function<void()> done,
        std::function<std::function<void()>()> pause = {});
    void workerLoop();
    JobPtr takeNext();
    void runJob(const JobPtr& job);
    void makeCall();
    void finish(JobId id);
    void forget(JobId id, JobOutcome outcome, const Wording& why);
    void onTick();

    std::map<JobId, JobPtr> m_active; ///< not yet done nor dropped
    JobId m_lastId = 0;
    QTimer m_tick;

    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_wake;
    std::deque<JobPtr> m_queue;
    std::deque<std::function<void()>> m_calls; ///< what `callBack` got, one signal each
    std::optional<std::pair<JobId, Progress>> m_progress;
    JobId m_running = 0;
    bool m_quit = false;

    std::thread m_thread;
};

/// A call that `object` asks for and may not live to see: the `done` of a job, or its retry.
template <typename Call>
auto whileAlive(QObject* object, Call call)
{
    return
        [alive = QPointer<QObject>(object), call = std::move(call)](auto&&... arguments) mutable {
            if (alive)
                call(std::forward<decltype(arguments)>(arguments)...);
        };
}

} // namespace pleat::ui
