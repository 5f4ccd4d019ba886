// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_runner.h"

#include "ui/session/core_text.h"
#include "ui/session/text.h"

#include <algorithm>
#include <chrono>

namespace pleat::ui {

namespace {

constexpr std::chrono::milliseconds kTick{50};

JobOutcome outcomeOf(const std::optional<Error>& error)
{
    if (!error)
        return JobOutcome::Done;
    return error->code == ErrorCode::Cancelled ? JobOutcome::Cancelled : JobOutcome::Failed;
}

} // namespace

JobRunner::JobRunner(QObject* parent)
    : QObject(parent)
    , m_thread([this] { workerLoop(); })
{
    m_tick.setInterval(kTick);
    connect(&m_tick, &QTimer::timeout, this, &JobRunner::onTick);
    connect(this, &JobRunner::callWaits, this, &JobRunner::makeCall, Qt::QueuedConnection);
}

JobRunner::~JobRunner()
{
    for (auto& [id, job] : m_active)
        job->stop.request_stop();
    {
        const std::scoped_lock lock(m_mutex);
        m_queue.clear();
        m_quit = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

JobRunner::JobId JobRunner::enqueue(JobPriority priority, const JobInfo& info,
    std::function<std::optional<Error>(const StageContext&)> work, std::function<void()> done,
    std::function<std::function<void()>()> pause)
{
    auto job = std::make_shared<Job>();
    job->id = ++m_lastId;
    job->priority = priority;
    job->work = std::move(work);
    job->done = std::move(done);
    job->pause = std::move(pause);
    const bool wasBusy = busy();
    m_active[job->id] = job;
    {
        const std::scoped_lock lock(m_mutex);
        m_queue.push_back(job);
    }
    m_wake.notify_one();
    if (!wasBusy) {
        m_tick.start();
        Q_EMIT busyChanged(true);
    }
    Q_EMIT jobStarted(job->id, info);
    return job->id;
}

void JobRunner::cancel(JobId id)
{
    const auto found = m_active.find(id);
    if (found != m_active.end())
        found->second->stop.request_stop();
}

void JobRunner::drop(JobId id)
{
    cancel(id);
    {
        const std::scoped_lock lock(m_mutex);
        std::erase_if(m_queue, [id](const JobPtr& job) { return job->id == id; });
    }
    forget(id, JobOutcome::Cancelled, {});
}

JobRunner::JobId JobRunner::running() const
{
    const std::scoped_lock lock(m_mutex);
    return m_running;
}

void JobRunner::prioritise(JobId id, JobPriority priority)
{
    const std::scoped_lock lock(m_mutex);
    for (const JobPtr& job : m_queue) {
        if (job->id == id)
            job->priority = priority;
    }
}

void JobRunner::workerLoop()
{
    while (const JobPtr job = takeNext())
        runJob(job);
}

JobRunner::JobPtr JobRunner::takeNext()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_quit || !m_queue.empty(); });
    if (m_quit)
        return nullptr;
    // max_element returns the first of equals, which keeps the order of arrival.
    const auto next = std::max_element(m_queue.begin(), m_queue.end(),
        [](const JobPtr& a, const JobPtr& b) { return a->priority < b->priority; });
    JobPtr job = *next;
    m_queue.erase(next);
    m_running = job->id;
    return job;
}

void JobRunner::runJob(const JobPtr& job)
{
    StageContext context;
    context.stop = job->stop.get_token();
    context.report = [this, id = job->id](const Progress& progress) {
        const std::scoped_lock lock(m_mutex);
        m_progress.emplace(id, progress);
    };
    job->error = job->work(context);
    std::function<void()> told;
    if (!job->error && job->pause)
        told = job->pause();
    {
        const std::scoped_lock lock(m_mutex);
        m_running = 0;
        // Under the lock: who drops the job takes it out of the queue as well.
        if (told && job->stop.stop_requested()) {
            job->error = cancelledError();
            told = {};
        } else if (told) {
            m_queue.push_back(job);
        }
    }
    if (!told)
        return callBack([this, id = job->id] { finish(id); });
    callBack([this, id = job->id, told = std::move(told)] {
        if (active(id))
            told();
    });
}

// The calls travel under our own lock, and Qt only brings word of them: the thread sanitizer sees
// the one and not what happens inside of the other.
void JobRunner::callBack(std::function<void()> call)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_calls.push_back(std::move(call));
    }
    Q_EMIT callWaits({});
}

void JobRunner::makeCall()
{
    std::function<void()> call;
    {
        const std::scoped_lock lock(m_mutex);
        call = std::move(m_calls.front());
        m_calls.pop_front();
    }
    call(); // may open an event loop of its own, which makes the next one, or end the runner
}

void JobRunner::finish(JobId id)
{
    const auto found = m_active.find(id);
    if (found == m_active.end())
        return;
    const JobPtr job = found->second;
    onTick();
    const JobOutcome outcome = outcomeOf(job->error);
    Wording why;
    if (outcome == JobOutcome::Failed)
        why = [error = *job->error] { return errorText(error); };
    forget(id, outcome, why);
    job->done();
}

void JobRunner::forget(JobId id, JobOutcome outcome, const Wording& why)
{
    if (m_active.erase(id) == 0)
        return;
    Q_EMIT jobEnded(id, outcome, why);
    if (busy())
        return;
    m_tick.stop();
    Q_EMIT busyChanged(false);
}

void JobRunner::onTick()
{
    std::optional<std::pair<JobId, Progress>> latest;
    {
        const std::scoped_lock lock(m_mutex);
        latest.swap(m_progress);
    }
    if (latest && active(latest->first))
        Q_EMIT progressed(latest->first, coreText(latest->second.stage),
            coreText(latest->second.item), latest->second.fraction);
    Q_EMIT ticked();
}

} // namespace pleat::ui
