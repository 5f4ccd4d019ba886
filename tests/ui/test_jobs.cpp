// SPDX-License-Identifier: GPL-3.0-or-later
// The Jobs panel: what is under way, how far it is, how it ended, and the button that stops it.
#include "tests/ui/window_fixture.h"

#include "core/base/memory.h"
#include "ui/jobs/job_runner.h"
#include "ui/models/group_roles.h"
#include "ui/models/jobs_model.h"
#include "ui/session/text.h"
#include "ui/views/message_bar.h"

#include <QAbstractItemModelTester>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

/// Works until it is told to stop, or for `steps` of 20 ms.
auto steps(int count)
{
    return [count](const StageContext& context) -> Result<int> {
        for (int step = 0; step < count; ++step) {
            if (context.cancelled())
                return cancelledError();
            context.progress(
                "counting", "step " + std::to_string(step), static_cast<double>(step) / count);
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        return 1;
    };
}

void ignore(const Result<int>&) { }

QString cell(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestJobs : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { m_window.reset(); }

    void progressAndTimeLeft();
    void historyTellsHowTheyEnded();
    void droppedBeforeItsTurnLeavesNoTrace();
    void historyIsShort();
    void rowsKeepTheirOrder();
    void panelShowsTheActivity();
    void cancelButtonIsPrompt();
    void rateAndMemory();
    void whatFailedIsRetried();
    void cancelledStatisticsAreNotDone();
    void aCancelledRunLeavesItsStatistics();
    void whatDoesNotFitIsRefused();
};

void TestJobs::progressAndTimeLeft()
{
    JobRunner runner;
    JobsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.watch(runner);
    runner.start(JobPriority::Foreground, JobInfo(QStringLiteral("Counting")), steps(100), ignore);
    runner.start(JobPriority::Foreground, JobInfo(QStringLiteral("Later")), steps(1), ignore);
    QCOMPARE(model.activeRows(), 2);
    QCOMPARE(cell(model, 0, JobsModel::Title), QStringLiteral("Counting"));
    QTRY_VERIFY(cell(model, 0, JobsModel::Time).contains(QStringLiteral("about")));
    const double share = model.index(0, 0).data(JobsModel::kFractionRole).toDouble();
    QVERIFY(share > 0.02 && share < 1);
    QVERIFY(cell(model, 0, JobsModel::Step).startsWith(QStringLiteral("counting: step ")));
    QVERIFY(cell(model, 0, JobsModel::Progress).endsWith(QLatin1Char('%')));
    QCOMPARE(cell(model, 1, JobsModel::Progress), QStringLiteral("waiting"));
    QVERIFY(!model.index(1, 0).data(JobsModel::kFractionRole).isValid());
}

void TestJobs::historyTellsHowTheyEnded()
{
    JobRunner runner;
    JobsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.watch(runner);
    runner.start(JobPriority::Foreground, JobInfo(QStringLiteral("good")), steps(10), ignore);
    QTRY_COMPARE(model.activeRows(), 0);
    QCOMPARE(cell(model, 0, JobsModel::Progress), QStringLiteral("done"));
    const QString took = cell(model, 0, JobsModel::Time);
    QVERIFY2(took.startsWith(QStringLiteral("took ")), qPrintable(took));

    const JobRunner::JobId stopped = runner.start(
        JobPriority::Foreground, JobInfo(QStringLiteral("stopped")), steps(1000), ignore);
    QTRY_COMPARE(cell(model, 0, JobsModel::Title), QStringLiteral("stopped"));
    QTRY_VERIFY(model.index(0, 0).data(JobsModel::kFractionRole).toDouble() > 0);
    runner.cancel(stopped);
    QTRY_COMPARE(cell(model, 0, JobsModel::Progress), QStringLiteral("cancelled"));

    runner.start(
        JobPriority::Foreground, JobInfo(QStringLiteral("bad")),
        [](const StageContext&) -> Result<int> {
            return Error{ErrorCode::Impossible, "no room on the disk", "a.pt", "make some"};
        },
        ignore);
    QTRY_COMPARE(cell(model, 0, JobsModel::Progress), QStringLiteral("failed"));
    const QString why = cell(model, 0, JobsModel::Step);
    QVERIFY2(why.contains(QStringLiteral("No room on the disk")), qPrintable(why));
    QCOMPARE(model.rowCount(), 3);
}

void TestJobs::droppedBeforeItsTurnLeavesNoTrace()
{
    JobRunner runner;
    JobsModel model;
    model.watch(runner);
    runner.start(JobPriority::Foreground, JobInfo(QStringLiteral("first")), steps(5), ignore);
    const auto second =
        runner.start(JobPriority::Foreground, JobInfo(QStringLiteral("second")), steps(5), ignore);
    QCOMPARE(model.rowCount(), 2);
    runner.drop(second);
    QCOMPARE(model.rowCount(), 1);
    QTRY_COMPARE(model.activeRows(), 0);
    QCOMPARE(cell(model, 0, JobsModel::Title), QStringLiteral("first"));
    runner.start(JobPriority::Foreground, steps(2), ignore); // a part of something, without title
    QCOMPARE(model.rowCount(), 2);
    QTRY_COMPARE(model.rowCount(), 1);
}

void TestJobs::historyIsShort()
{
    JobRunner runner;
    JobsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.watch(runner);
    for (int i = 0; i < JobsModel::kHistory + 10; ++i)
        runner.start(JobPriority::Foreground, JobInfo(QString::number(i)), steps(0), ignore);
    QTRY_COMPARE(model.activeRows(), 0);
    QCOMPARE(model.rowCount(), JobsModel::kHistory);
    QCOMPARE(cell(model, 0, JobsModel::Title), QString::number(JobsModel::kHistory + 9));
}

void TestJobs::rowsKeepTheirOrder()
{
    JobRunner one;
    JobRunner other;
    JobsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.watch(one);
    model.watch(other);
    one.start(JobPriority::Foreground, JobInfo(QStringLiteral("short")), steps(3), ignore);
    const auto slow =
        other.start(JobPriority::Foreground, JobInfo(QStringLiteral("long")), steps(1000), ignore);
    QTRY_COMPARE(model.activeRows(), 1);
    QCOMPARE(cell(model, 0, JobsModel::Title), QStringLiteral("long"));
    QCOMPARE(cell(model, 1, JobsModel::Title), QStringLiteral("short"));
    QCOMPARE(model.runnerOf(0), &other); // both runners count from 1
    QCOMPARE(model.idOf(0), slow);
    other.cancel(slow);
    QTRY_COMPARE(model.activeRows(), 0);
}

void TestJobs::panelShowsTheActivity()
{
    makeWindow();
    auto* dock = find<QDockWidget>("jobsDock");
    QVERIFY(m_window->tabifiedDockWidgets(find<QDockWidget>("logDock")).contains(dock));
    dock->raise();
    const auto* table = find<QTableView>("jobsTable");
    open(QStringLiteral("mlp.pt"));
    QTRY_VERIFY_WITH_TIMEOUT(
        !workflow().coreJobs().busy() && !workflow().derivedJobs().busy(), kPatience);
    QStringList titles;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        titles << cell(*table->model(), row, JobsModel::Title);
    QVERIFY2(titles.contains(QStringLiteral("Open mlp.pt")), qPrintable(titles.join(u',')));
    const QString summary = find<QLabel>("jobsSummary")->text();
    QVERIFY2(summary.startsWith(QStringLiteral("No job")), qPrintable(summary));
    QVERIFY(summary.contains(QStringLiteral("MB")) || summary.contains(QStringLiteral("GB")));
    QVERIFY(!table->findChild<QPushButton*>(QStringLiteral("jobCancel")));
}

void TestJobs::cancelButtonIsPrompt()
{
    makeWindow();
    find<QDockWidget>("jobsDock")->raise();
    auto* table = find<QTableView>("jobsTable");
    JobRunner& runner = workflow().coreJobs();
    runner.start(
        JobPriority::Foreground, JobInfo(QStringLiteral("Endless")), steps(100000), ignore);
    QTRY_VERIFY(runner.running() != 0);
    QTest::qWait(100);
    auto* button = table->findChild<QPushButton*>(QStringLiteral("jobCancel"));
    QVERIFY(button);
    QVERIFY(button->accessibleName().contains(QStringLiteral("Endless")));
    // It can be seen in the narrowest window, too.
    m_window->resize(m_window->minimumSize());
    QTest::qWait(50);
    const QPoint end = button->mapTo(table->viewport(), button->rect().bottomRight());
    QVERIFY(table->viewport()->rect().contains(end));
    m_window->resize(1600, 800);
    QTest::qWait(50);
    QVERIFY(!table->isColumnHidden(JobsModel::Memory));
    QElapsedTimer clock;
    clock.start();
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(!runner.busy());
    const auto elapsed = static_cast<double>(clock.elapsed());
    QVERIFY2(elapsed < 500 * Watchdog::slowFactor(), qPrintable(QString::number(elapsed)));
    QCOMPARE(cell(*table->model(), 0, JobsModel::Progress), QStringLiteral("cancelled"));
    QTRY_VERIFY(!table->findChild<QPushButton*>(QStringLiteral("jobCancel")));
}

void TestJobs::rateAndMemory()
{
    JobRunner runner;
    JobsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.watch(runner);
    JobInfo info(QStringLiteral("Counting"));
    info.need_bytes = 1'500'000'000;
    std::atomic<std::size_t> held = 0;
    runner.start(
        JobPriority::Foreground, info,
        [&](const StageContext& context) -> Result<int> {
            {
                std::vector<char> taken(200'000'000, 1);
                held = taken.size();
                std::this_thread::sleep_for(std::chrono::milliseconds(200));
            }
            held = 0;
            return steps(100)(context);
        },
        ignore);
    runner.start(JobPriority::Foreground, info, steps(1), ignore);
    QCOMPARE(
        cell(model, 1, JobsModel::Memory), QStringLiteral("needs ") + bytesText(1'500'000'000));
    QTRY_VERIFY(held > 0);
    QTRY_VERIFY(held == 0);
    QTRY_VERIFY(cell(model, 0, JobsModel::Rate).endsWith(QStringLiteral("%/s")));
    const double rate = cell(model, 0, JobsModel::Rate).section(QLatin1Char(' '), 0, 0).toDouble();
    QVERIFY2(rate > 1 && rate < 60, qPrintable(QString::number(rate))); // 50 less the wait
    const QString memory = cell(model, 0, JobsModel::Memory);
    QVERIFY2(memory.contains(QStringLiteral(", peak ")), qPrintable(memory));
    const QString help = model.index(0, JobsModel::Memory).data(Qt::ToolTipRole).toString();
    QVERIFY2(help.contains(bytesText(1'500'000'000)), qPrintable(help));
    runner.cancel(model.idOf(0));
    QTRY_COMPARE(model.activeRows(), 0);
#ifndef __SANITIZE_ADDRESS__ // which keeps what is freed
    // The peak saw what was given back since.
    const auto megabytes = [](const QString& text) {
        return text.section(QLatin1Char(' '), -2, -2).toDouble()
            * (text.endsWith(QStringLiteral("GB")) ? 1000 : 1);
    };
    const int ended = cell(model, 0, JobsModel::Progress) == QStringLiteral("cancelled") ? 0 : 1;
    const double now = static_cast<double>(residentBytes()) / 1e6;
    QVERIFY2(megabytes(cell(model, ended, JobsModel::Memory)) > now + 100,
        qPrintable(cell(model, ended, JobsModel::Memory)));
#endif
}

void TestJobs::whatFailedIsRetried()
{
    JobRunner runner;
    JobsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.watch(runner);
    int started = 0;
    std::function<void()> start = [&] {
        JobInfo info(QStringLiteral("second time lucky"));
        info.retry = start;
        runner.start(
            JobPriority::Foreground, info,
            [turn = ++started](const StageContext&) -> Result<int> {
                return turn == 2 ? Result<int>(1)
                                 : Error{ErrorCode::Impossible, "not yet", "job", "again"};
            },
            ignore);
    };
    start();
    QVERIFY(!model.canRetry(0)); // it is under way
    QTRY_COMPARE(model.activeRows(), 0);
    QVERIFY(model.canRetry(0));
    model.retry(0);
    QCOMPARE(model.rowCount(), 1);
    QTRY_COMPARE(model.activeRows(), 0);
    QCOMPARE(cell(model, 0, JobsModel::Progress), QStringLiteral("done"));
    QVERIFY(!model.canRetry(0));
    QCOMPARE(started, 2);
}

void TestJobs::cancelledStatisticsAreNotDone()
{
    makeWindow();
    find<QDockWidget>("jobsDock")->raise();
    open(QStringLiteral("mlp.pt"));
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().coreJobs().busy(), kPatience);
    JobRunner& runner = workflow().coreJobs();
    const auto blocker = runner.start(
        JobPriority::Foreground, JobInfo(QStringLiteral("Blocker")), steps(100000), ignore);
    cluster::ClusterOptions options = session().plan().clustering;
    options.method = "average";
    QVERIFY(session().setClustering(options));
    const int group = session().selection().group();
    const QString title = QStringLiteral("Statistics of ")
        + QString::fromStdString(session().info().groups[group].name);
    auto* table = find<QTableView>("jobsTable");
    const auto button = [&](const char* name) -> QPushButton* {
        for (auto* one : table->findChildren<QPushButton*>(QLatin1String(name))) {
            if (one->accessibleName().endsWith(title) && one->isVisible())
                return one;
        }
        return nullptr;
    };
    QVERIFY(button("jobCancel"));
    button("jobCancel")->click();
    QTest::qWait(20);
    runner.cancel(blocker);
    QTRY_VERIFY_WITH_TIMEOUT(!runner.busy(), kPatience);
    QVERIFY(session().failure(group).contains(QStringLiteral("Not done")));
    int usable = 0;
    for (const auto& statistics : session().allStatistics())
        usable += statistics != nullptr;
    QVERIFY(usable >= 1); // the others are done
    const auto* groups = find<QTableView>("groupsTable")->model();
    QStringList texts;
    for (int row = 0; row < groups->rowCount(); ++row)
        texts << cell(*groups, row, static_cast<int>(GroupColumn::Predicted));
    QCOMPARE(texts.count(QStringLiteral("not done")), 1);
    QTRY_VERIFY(button("jobRetry"));
    button("jobRetry")->click();
    QTRY_VERIFY_WITH_TIMEOUT(session().statistics(group), kPatience);
    QVERIFY(session().failure(group).isEmpty());
}

void TestJobs::aCancelledRunLeavesItsStatistics()
{
    makeWindow();
    open(QStringLiteral("mlp.pt"));
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().coreJobs().busy(), kPatience);
    std::stop_source stop;
    StageContext context;
    context.stop = stop.get_token();
    study::RunOptions options;
    options.plan = study::uniformPlan(session().info(), 0.5, study::GroupSelection::All);
    std::vector<int> analysed;
    options.onStatistics = [&](int group, const study::GroupStatisticsPtr& statistics) {
        QVERIFY(statistics);
        analysed.push_back(group);
        stop.request_stop();
    };
    const Watchdog::Allowance waiting(*m_watchdog); // for the run
    const auto run = std::async(std::launch::async, [&] {
        return study::runPlan(*session().model(), options, {}, context);
    }).get();
    QVERIFY(!run);
    QCOMPARE(run.error().code, ErrorCode::Cancelled);
    QCOMPARE(analysed.size(), std::size_t(1));
}

void TestJobs::whatDoesNotFitIsRefused()
{
    makeWindow();
    open(QStringLiteral("mlp.pt"));
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().coreJobs().busy(), kPatience);
    session().setUniform(0.5, study::GroupSelection::All);
    qputenv("PLEAT_MEMORY_MB", "1");
    const QSignalSpy started(&workflow(), &Workflow::runStarted);
    find<QAction>("actionRun")->trigger();
    const auto* bar = find<MessageBar>("messageBar");
    QVERIFY(bar->isVisible());
    QVERIFY2(bar->text().contains(QStringLiteral("memory"))
            && bar->text().contains(QStringLiteral("free"))
            && bar->text().contains(QStringLiteral("Close other programs")),
        qPrintable(bar->text()));
    QCOMPARE(started.count(), 0);
    QCOMPARE(workflow().activity(), Activity::Idle);
    // Statistics say it where they are missed.
    cluster::ClusterOptions options = session().plan().clustering;
    options.method = "average";
    QVERIFY(session().setClustering(options));
    QTRY_VERIFY_WITH_TIMEOUT(
        session().failure(session().selection().group()).contains(QStringLiteral("memory")),
        kPatience);
    qunsetenv("PLEAT_MEMORY_MB");
    options.method = "ward";
    QVERIFY(session().setClustering(options));
    waitForStatistics();
    run();
}

QTEST_MAIN(TestJobs)
#include "test_jobs.moc"
