// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs under stress: started, cancelled, dropped and outlived at random moments. The same program
// is built with the thread sanitizer as ui_threads_tsan.
#include "tests/ui/fixture.h"

#include "ui/jobs/job_runner.h"
#include "ui/session/session.h"
#include "ui/session/workflow.h"

#include <QSignalSpy>

#include <atomic>
#include <memory>
#include <numeric>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

constexpr int kJobs = 400;
constexpr int kTurns = 12;

/// Works until it is stopped or `steps` are done, telling its progress.
Result<int> countTo(int steps, const StageContext& context)
{
    for (int step = 0; step < steps; ++step) {
        if (context.cancelled())
            return cancelledError();
        context.progress("counting", std::to_string(step), double(step) / steps);
        std::this_thread::yield();
    }
    return steps;
}

} // namespace

class TestThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// One thread per job: the sanitizer does not know the locks of OpenMP.
    void initTestCase() { setThreadCount(1); }
    void everyJobReportsOnceUnlessDropped();
    void progressIsToldHere();
    void callsComeFromManyThreads();
    void callsOfARunnerThatIsGoneAreForgotten();
    void whatIsThrownIsAnError();
    void runnersEndInTheMiddleOfJobs();
    void priorityDecides();
    void slicesLeaveOthersTheirTurn();
    void slicesEndWhenTheyAreCancelled();
    void modelsOpenRunAndClose();
    void everyPointOfARunArrives();

private:
    std::mt19937 m_random{7};
};

void TestThreads::everyJobReportsOnceUnlessDropped()
{
    JobRunner runner;
    std::vector<int> reports(kJobs, 0);
    std::vector<JobRunner::JobId> ids;
    std::vector<bool> dropped(kJobs, false);
    Qt::HANDLE here = QThread::currentThreadId();
    for (int job = 0; job < kJobs; ++job) {
        const int steps = static_cast<int>(m_random() % 200);
        const auto priority = static_cast<JobPriority>(m_random() % 3);
        ids.push_back(runner.start(
            priority, [steps](const StageContext& context) { return countTo(steps, context); },
            [&reports, job, here](const Result<int>&) {
                QCOMPARE(QThread::currentThreadId(), here);
                ++reports[job];
            }));
        const int other = static_cast<int>(m_random() % ids.size());
        if (m_random() % 4 == 0 && runner.active(ids[other])) {
            runner.drop(ids[other]);
            dropped[other] = true;
        } else if (m_random() % 4 == 0) {
            runner.cancel(ids[other]);
        } else if (m_random() % 4 == 0) {
            runner.prioritise(ids[other], JobPriority::Foreground);
        }
        if (m_random() % 16 == 0)
            QCoreApplication::processEvents();
    }
    QTRY_VERIFY_WITH_TIMEOUT(!runner.busy(), kPatience);
    QCoreApplication::processEvents();
    for (int job = 0; job < kJobs; ++job)
        QCOMPARE(reports[job], dropped[job] ? 0 : 1);
}

/// Of two workers at once, which tell more than anybody can hear.
void TestThreads::progressIsToldHere()
{
    JobRunner runners[2];
    Qt::HANDLE here = QThread::currentThreadId();
    int heard[2] = {0, 0};
    double last[2] = {0, 0};
    JobRunner::JobId jobs[2];
    for (const int each : {0, 1}) {
        connect(&runners[each], &JobRunner::progressed, this,
            [&, each, here](quint64 id, const QString& stage, const QString&, double fraction) {
                QCOMPARE(QThread::currentThreadId(), here);
                QCOMPARE(id, jobs[each]);
                QCOMPARE(stage, QStringLiteral("counting"));
                QVERIFY(fraction >= last[each]);
                last[each] = fraction;
                ++heard[each];
            });
        jobs[each] = runners[each].start(
            JobPriority::Background,
            [](const StageContext& context) { return countTo(100'000'000, context); },
            [](const Result<int>& result) { QVERIFY(!result.ok()); });
    }
    QTRY_VERIFY_WITH_TIMEOUT(heard[0] > 3 && heard[1] > 3, kPatience);
    for (const int each : {0, 1})
        runners[each].cancel(jobs[each]);
    QTRY_VERIFY_WITH_TIMEOUT(!runners[0].busy() && !runners[1].busy(), kPatience);
}

/// Each call once, and those of one thread in their order; a job calls as well.
void TestThreads::callsComeFromManyThreads()
{
    constexpr int kCallers = 4;
    constexpr int kCalls = 200;
    JobRunner runner;
    std::vector<std::vector<int>> heard(kCallers + 1);
    const auto callFrom = [&runner, &heard](int caller) {
        for (int number = 0; number < kCalls; ++number) {
            runner.callBack([&heard, caller, number] { heard[caller].push_back(number); });
        }
    };
    std::vector<std::thread> callers;
    for (int caller = 0; caller < kCallers; ++caller)
        callers.emplace_back(callFrom, caller);
    runner.start(
        JobPriority::Background,
        [&callFrom](const StageContext& context) -> Result<int> {
            callFrom(kCallers);
            return context.cancelled() ? 0 : 1;
        },
        [](const Result<int>&) {});
    for (std::thread& caller : callers)
        caller.join();
    std::vector<int> expected(kCalls);
    std::iota(expected.begin(), expected.end(), 0);
    for (const std::vector<int>& each : heard) {
        QTRY_COMPARE_WITH_TIMEOUT(each.size(), expected.size(), kPatience);
        QCOMPARE(each, expected);
    }
}

void TestThreads::callsOfARunnerThatIsGoneAreForgotten()
{
    int called = 0;
    {
        JobRunner runner;
        std::thread caller([&] {
            for (int number = 0; number < 50; ++number)
                runner.callBack([&called] { ++called; });
        });
        caller.join();
    }
    QCoreApplication::processEvents();
    QCOMPARE(called, 0);
}

void TestThreads::whatIsThrownIsAnError()
{
    JobRunner runner;
    std::vector<ErrorCode> codes;
    const auto note = [&codes](const Result<int>& result) {
        QVERIFY(!result.ok());
        codes.push_back(result.error().code);
    };
    const auto throwing = [](const StageContext&) -> Result<int> {
        throw std::runtime_error("no");
    };
    const auto odd = [](const StageContext&) -> Result<int> { throw 1; };
    runner.start(JobPriority::Background, throwing, note);
    runner.start(JobPriority::Background, odd, note);
    QTRY_COMPARE_WITH_TIMEOUT(codes.size(), 2U, kPatience);
    QCOMPARE(codes, std::vector<ErrorCode>(2, ErrorCode::Internal));
}

void TestThreads::runnersEndInTheMiddleOfJobs()
{
    for (int turn = 0; turn < kTurns; ++turn) {
        auto done = std::make_shared<std::atomic<int>>(0);
        {
            JobRunner runner;
            for (int job = 0; job < 5; ++job)
                runner.start(
                    JobPriority::Background,
                    [](const StageContext& context) { return countTo(100'000'000, context); },
                    [done](const Result<int>&) { ++*done; });
            QTest::qWait(static_cast<int>(m_random() % 10));
        }
        QCoreApplication::processEvents();
        QCOMPARE(done->load(), 0);
    }
}

void TestThreads::priorityDecides()
{
    JobRunner runner;
    std::atomic<bool> go = false;
    std::vector<int> order;
    const auto note = [&order](int number) {
        return [&order, number](const Result<int>&) { order.push_back(number); };
    };
    runner.start(
        JobPriority::Foreground,
        [&go](const StageContext& context) -> Result<int> {
            while (!go && !context.cancelled())
                std::this_thread::yield();
            return 0;
        },
        note(0));
    const auto quick = [](const StageContext& context) { return countTo(1, context); };
    QTest::qWait(20); // the first one is under way
    runner.start(JobPriority::Idle, quick, note(3));
    runner.start(JobPriority::Background, quick, note(2));
    runner.start(JobPriority::Foreground, quick, note(1));
    go = true;
    QTRY_COMPARE_WITH_TIMEOUT(order.size(), 4U, kPatience);
    QCOMPARE(order, (std::vector<int>{0, 1, 2, 3}));
}

void TestThreads::slicesLeaveOthersTheirTurn()
{
    constexpr int kSlices = 50;
    JobRunner runner;
    std::atomic<int> slices = 0;
    std::atomic<bool> otherWaits = false;
    std::vector<int> heard;
    int before = 0; // slices that were done when the other job had its turn
    int last = 0;
    runner.startSliced(
        JobPriority::Idle, JobInfo(),
        [&](const StageContext& context) -> Result<int> {
            const int slice = ++slices;
            while (slice == 2 && !otherWaits && !context.cancelled())
                std::this_thread::yield();
            return slice;
        },
        [](int slice) { return slice >= kSlices; },
        [&](int slice) {
            heard.push_back(slice);
            if (slice > 1)
                return;
            runner.start(
                JobPriority::Idle,
                [&slices](const StageContext&) -> Result<int> { return slices.load(); },
                [&](const Result<int>& done) { before = *done; });
            otherWaits = true;
        },
        [&](const Result<int>& done) { last = *done; });
    QTRY_VERIFY_WITH_TIMEOUT(!runner.busy(), kPatience);
    QCOMPARE(before, 2);
    QCOMPARE(last, kSlices);
    QCOMPARE(heard.size(), std::size_t(kSlices - 1));
    for (int i = 0; i < kSlices - 1; ++i)
        QCOMPARE(heard[i], i + 1);
}

void TestThreads::slicesEndWhenTheyAreCancelled()
{
    for (const bool drops : {false, true}) {
        JobRunner runner;
        std::vector<JobOutcome> outcomes;
        connect(&runner, &JobRunner::jobEnded, this,
            [&](quint64, JobOutcome outcome) { outcomes.push_back(outcome); });
        JobRunner::JobId id = 0;
        int ends = 0;
        int afterwards = 0;
        bool stopped = false;
        id = runner.startSliced(
            JobPriority::Idle, JobInfo(),
            [](const StageContext& context) { return countTo(10, context); },
            [](int) { return false; },
            [&](int) {
                afterwards += stopped && drops;
                if (std::exchange(stopped, true))
                    return;
                drops ? runner.drop(id) : runner.cancel(id);
            },
            [&](const Result<int>&) { ++ends; });
        QTRY_VERIFY_WITH_TIMEOUT(stopped && !runner.busy(), kPatience);
        QTest::qWait(20);
        QCOMPARE(ends, drops ? 0 : 1);
        QCOMPARE(afterwards, 0);
        QCOMPARE(outcomes, std::vector<JobOutcome>{JobOutcome::Cancelled});
    }
}

void TestThreads::modelsOpenRunAndClose()
{
    for (int turn = 0; turn < kTurns; ++turn) {
        Session session;
        auto workflow = std::make_unique<Workflow>(session);
        workflow->openModel(sample(QStringLiteral("mlp.pt")));
        if (turn % 4 == 0) {
            QTest::qWait(static_cast<int>(m_random() % 100));
        } else {
            QTRY_COMPARE_WITH_TIMEOUT(workflow->activity(), Activity::Idle, kPatience);
            QVERIFY(session.hasModel());
            session.setUniform(0.5, study::GroupSelection::All);
            workflow->run();
            QTest::qWait(static_cast<int>(m_random() % 300));
        }
        if (turn % 3 == 0)
            workflow->cancel();
        workflow.reset();
        QCoreApplication::processEvents();
    }
}

/// Those of the last moment, too.
void TestThreads::everyPointOfARunArrives()
{
    Session session;
    Workflow workflow(session);
    workflow.openModel(sample(QStringLiteral("mlp.pt")));
    QTRY_COMPARE_WITH_TIMEOUT(workflow.activity(), Activity::Idle, kPatience);
    QVERIFY(session.hasModel());
    session.setUniform(0.5, study::GroupSelection::All);
    std::set<std::string> merged;
    connect(&workflow, &Workflow::layerPoints, this,
        [&merged](const std::vector<study::LayerPoint>& points) {
            for (const study::LayerPoint& point : points)
                if (point.phase == study::Phase::Merged)
                    merged.insert(point.name);
        });
    workflow.run();
    QTRY_COMPARE_WITH_TIMEOUT(workflow.activity(), Activity::Idle, kPatience);
    QVERIFY(session.run());
    for (const study::LayerReport& layer : session.run()->report().layers)
        QVERIFY2(merged.contains(layer.name), layer.name.c_str());
}

QTEST_MAIN(TestThreads)
#include "test_threads.moc"
