// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fixture.h"

#include "ui/session/analysis.h"
#include "ui/session/session.h"

#include <QSignalSpy>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void oneDragIsOneUndoEntry();
    void aDragBackToItsStartLeavesNoEntry();
    void separateEditsStaySeparate();
    void undoAndRedoRestoreThePlan();
    void uniformSparesLockedGroups();
    void labelsFollowTheCut();
    void runTurnsStaleAndBack();
    void aRepairTakesTheProbeLastChosen();
    void jobsCancelWhenTheRunnerEnds();
    void exceptionsBecomeErrors();
    void droppedJobsNeverReport();

private:
    std::unique_ptr<Session> m_session;
    study::ModelPtr m_mlp;
    int m_group = -1;
};

void TestSession::initTestCase()
{
    m_mlp = openSample(QStringLiteral("mlp.pt"));
    QVERIFY(m_mlp);
    m_group = firstFoldable(m_mlp->info());
    QVERIFY(m_group >= 0);
}

void TestSession::init()
{
    m_session = std::make_unique<Session>();
    m_session->setModel(m_mlp);
    m_session->selection().setGroup(m_group);
}

void TestSession::oneDragIsOneUndoEntry()
{
    m_session->setK(m_group, 100);
    for (int k = 99; k > 50; --k)
        m_session->setK(m_group, k, Gesture::Continue);
    QCOMPARE(m_session->undoStack()->count(), 1);
    QCOMPARE(m_session->kOf(m_group), 51);
    m_session->undoStack()->undo();
    QCOMPARE(m_session->kOf(m_group), m_session->info().groups[m_group].channels);
}

void TestSession::aDragBackToItsStartLeavesNoEntry()
{
    m_session->setK(m_group, 100);
    m_session->setK(m_group, m_session->info().groups[m_group].channels, Gesture::Continue);
    QCOMPARE(m_session->undoStack()->count(), 0);
    QVERIFY(m_session->plan().groups.empty());
}

void TestSession::separateEditsStaySeparate()
{
    m_session->setK(m_group, 100);
    m_session->setK(m_group, 90);
    m_session->setLocked(m_group, true);
    QCOMPARE(m_session->undoStack()->count(), 3);
    m_session->setK(m_group, 80);
    QCOMPARE(m_session->kOf(m_group), 90);
    QCOMPARE(m_session->undoStack()->count(), 3);
}

void TestSession::undoAndRedoRestoreThePlan()
{
    std::vector<fold::Plan> plans{m_session->plan()};
    m_session->setK(m_group, 10);
    plans.push_back(m_session->plan());
    m_session->setRepair(QStringLiteral("none"));
    plans.push_back(m_session->plan());
    m_session->setUniform(0.5, study::GroupSelection::All);
    plans.push_back(m_session->plan());
    m_session->resetGroup(m_group);
    plans.push_back(m_session->plan());
    for (std::size_t step = plans.size() - 1; step > 0; --step) {
        QVERIFY(m_session->plan() == plans[step]);
        m_session->undoStack()->undo();
        QVERIFY(m_session->plan() == plans[step - 1]);
    }
    for (std::size_t step = 1; step < plans.size(); ++step) {
        m_session->undoStack()->redo();
        QVERIFY(m_session->plan() == plans[step]);
    }
}

void TestSession::uniformSparesLockedGroups()
{
    m_session->setK(m_group, 7);
    m_session->setLocked(m_group, true);
    m_session->setUniform(0.5, study::GroupSelection::All);
    QCOMPARE(m_session->kOf(m_group), 7);
    for (int group = 0; group < static_cast<int>(m_session->info().groups.size()); ++group) {
        const study::GroupInfo& info = m_session->info().groups[group];
        if (info.foldable && group != m_group)
            QCOMPARE(m_session->kOf(group), info.channels / 2);
    }
    QCOMPARE(m_session->undoStack()->count(), 3);
}

void TestSession::labelsFollowTheCut()
{
    QVERIFY(m_session->labels().empty());
    const auto statistics = study::analyseGroup(*m_mlp, m_group, {}, {});
    QVERIFY(statistics.ok());
    const QSignalSpy spy(m_session.get(), &Session::labelsChanged);
    m_session->setStatistics(m_group, *statistics);
    QVERIFY(m_session->labels() == (*statistics)->tree.cut((*statistics)->tree.channels()));
    m_session->setK(m_group, 12);
    QVERIFY(m_session->labels() == (*statistics)->tree.cut(12));
    m_session->undoStack()->undo();
    QCOMPARE(spy.count(), 3);
}

void TestSession::runTurnsStaleAndBack()
{
    study::RunReport report;
    study::LayerReport layer;
    layer.name = "layer";
    layer.group = m_session->info().groups[m_group].name;
    layer.repaired = 0.25;
    report.layers = {layer};
    m_session->setK(m_group, 20);
    const auto run = std::make_shared<study::Run>(nullptr, m_session->plan(), report);
    m_session->addRun(run);
    QVERIFY(!m_session->runStale());
    QCOMPARE(m_session->measuredRatio(m_group).value_or(-1), 0.25);
    m_session->setK(m_group, 21);
    QVERIFY(m_session->runStale());
    m_session->undoStack()->undo();
    QVERIFY(!m_session->runStale());
    m_session->setLocked(m_group, true);
    QVERIFY(!m_session->runStale());
    m_session->setModel(m_mlp);
    QVERIFY(!m_session->run());
}

void TestSession::aRepairTakesTheProbeLastChosen()
{
    m_session->setRepair(QStringLiteral("bn"));
    QCOMPARE(m_session->plan().probe, std::string("inversion"));
    m_session->setProbe("noise");
    m_session->setRepair(QStringLiteral("ar"));
    QVERIFY(m_session->plan().probe.empty());
    m_session->setProbe("inversion");
    QVERIFY(m_session->plan().probe.empty());
    m_session->setRepair(QStringLiteral("ls+bn"));
    QCOMPARE(m_session->plan().probe, std::string("noise"));
    m_session->setProbeCount(0);
    QCOMPARE(m_session->probeCount(), 1);
    QCOMPARE(m_session->plan().samples, 1);
}

void TestSession::jobsCancelWhenTheRunnerEnds()
{
    std::atomic<bool> began = false;
    std::atomic<bool> stopped = false;
    bool done = false;
    {
        JobRunner runner;
        runner.start(
            JobPriority::Foreground,
            [&](const StageContext& context) -> Result<int> {
                began = true;
                while (!context.cancelled())
                    std::this_thread::yield();
                stopped = true;
                return cancelledError();
            },
            [&](const Result<int>&) { done = true; });
        QTRY_VERIFY_WITH_TIMEOUT(began, kPatience);
    }
    QVERIFY(stopped);
    QVERIFY(!done);
}

void TestSession::exceptionsBecomeErrors()
{
    JobRunner runner;
    ErrorCode code = ErrorCode::Usage;
    runner.start(
        JobPriority::Foreground,
        [](const StageContext&) -> Result<int> { throw LogicError("broken"); },
        [&](const Result<int>& result) { code = result.error().code; });
    QTRY_COMPARE_WITH_TIMEOUT(code, ErrorCode::Internal, kPatience);
    QVERIFY(!runner.busy());
}

void TestSession::droppedJobsNeverReport()
{
    JobRunner runner;
    int done = 0;
    const auto work = [](const StageContext&) -> Result<int> { return 1; };
    const JobRunner::JobId first =
        runner.start(JobPriority::Foreground, work, [&](const Result<int>&) { done += 100; });
    runner.start(JobPriority::Idle, work, [&](const Result<int>&) { done += 1; });
    runner.drop(first);
    QTRY_VERIFY_WITH_TIMEOUT(!runner.busy(), kPatience);
    QCOMPARE(done, 1);
}

QTEST_MAIN(TestSession)
#include "test_session.moc"
