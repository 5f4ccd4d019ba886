// SPDX-License-Identifier: GPL-3.0-or-later
// The Jobs panel: what is under way, how far it is, how it ended, and the button that stops it.
#include "tests/ui/window_fixture.h"

#include "ui/jobs/job_runner.h"
#include "ui/models/jobs_model.h"

#include <QAbstractItemModelTester>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

#include <atomic>
#include <chrono>
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
};

void TestJobs::progressAndTimeLeft()
{
    JobRunner runner;
    JobsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.watch(runner);
    runner.start(JobPriority::Foreground, QStringLiteral("Counting"), steps(100), ignore);
    runner.start(JobPriority::Foreground, QStringLiteral("Later"), steps(1), ignore);
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
    runner.start(JobPriority::Foreground, QStringLiteral("good"), steps(10), ignore);
    QTRY_COMPARE(model.activeRows(), 0);
    QCOMPARE(cell(model, 0, JobsModel::Progress), QStringLiteral("done"));
    const QString took = cell(model, 0, JobsModel::Time);
    QVERIFY2(took.startsWith(QStringLiteral("took ")), qPrintable(took));

    const JobRunner::JobId stopped =
        runner.start(JobPriority::Foreground, QStringLiteral("stopped"), steps(1000), ignore);
    QTRY_COMPARE(cell(model, 0, JobsModel::Title), QStringLiteral("stopped"));
    QTRY_VERIFY(model.index(0, 0).data(JobsModel::kFractionRole).toDouble() > 0);
    runner.cancel(stopped);
    QTRY_COMPARE(cell(model, 0, JobsModel::Progress), QStringLiteral("cancelled"));

    runner.start(
        JobPriority::Foreground, QStringLiteral("bad"),
        [](const StageContext&) -> Result<int> {
            return Error{ErrorCode::Impossible, "no room on the disk", "a.pt", "make some"};
        },
        ignore);
    QTRY_COMPARE(cell(model, 0, JobsModel::Progress), QStringLiteral("failed"));
    QVERIFY(cell(model, 0, JobsModel::Step).contains(QStringLiteral("no room on the disk")));
    QCOMPARE(model.rowCount(), 3);
}

void TestJobs::droppedBeforeItsTurnLeavesNoTrace()
{
    JobRunner runner;
    JobsModel model;
    model.watch(runner);
    runner.start(JobPriority::Foreground, QStringLiteral("first"), steps(5), ignore);
    const auto second =
        runner.start(JobPriority::Foreground, QStringLiteral("second"), steps(5), ignore);
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
        runner.start(JobPriority::Foreground, QString::number(i), steps(0), ignore);
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
    one.start(JobPriority::Foreground, QStringLiteral("short"), steps(3), ignore);
    const auto slow =
        other.start(JobPriority::Foreground, QStringLiteral("long"), steps(1000), ignore);
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
    QVERIFY(summary.contains(QStringLiteral("MB")));
    QVERIFY(!table->findChild<QPushButton*>(QStringLiteral("jobCancel")));
}

void TestJobs::cancelButtonIsPrompt()
{
    makeWindow();
    find<QDockWidget>("jobsDock")->raise();
    auto* table = find<QTableView>("jobsTable");
    JobRunner& runner = workflow().coreJobs();
    runner.start(JobPriority::Foreground, QStringLiteral("Endless"), steps(100000), ignore);
    QTRY_VERIFY(runner.running() != 0);
    QTest::qWait(100);
    auto* button = table->findChild<QPushButton*>(QStringLiteral("jobCancel"));
    QVERIFY(button);
    QVERIFY(button->accessibleName().contains(QStringLiteral("Endless")));
    QElapsedTimer clock;
    clock.start();
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(!runner.busy());
    QVERIFY2(clock.elapsed() < 500, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(cell(*table->model(), 0, JobsModel::Progress), QStringLiteral("cancelled"));
    QTRY_VERIFY(!table->findChild<QPushButton*>(QStringLiteral("jobCancel")));
}

QTEST_MAIN(TestJobs)
#include "test_jobs.moc"
