// SPDX-License-Identifier: GPL-3.0-or-later
// t-SNE as a job: one row that tells how far it is, and a cancel that keeps the picture.
#include "tests/ui/channel_fixture.h"

#include "ui/models/jobs_model.h"
#include "ui/session/tsne_pictures.h"
#include "ui/views/elided_label.h"

#include <QDockWidget>
#include <QPushButton>
#include <QTableView>

#include <chrono>
#include <thread>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

QString cell(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestTsneJob : public ChannelTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void allSlicesHaveOneRow();
    void cancelKeepsThePicture();
    void endsWithWhoWantsIt();
    void ratesCountFromTheStart();

private:
    void begin();
    int row() const;
    QString state() const { return find<ElidedLabel>("tsneState")->text(); }

    const QAbstractItemModel* m_jobs = nullptr;
    QString m_title;
};

/// With the Jobs panel in front.
void TestTsneJob::begin()
{
    openMlp();
    QTRY_COMPARE_WITH_TIMEOUT(workflow().analysis().pendingGroups(), 0, kPatience);
    find<QDockWidget>("jobsDock")->raise();
    m_jobs = find<QTableView>("jobsTable")->model();
    m_title = QStringLiteral("t-SNE of ") + QString::fromStdString(session().currentInfo()->name);
}

/// -1 if there is none.
int TestTsneJob::row() const
{
    for (int row = 0; row < m_jobs->rowCount(); ++row) {
        if (cell(*m_jobs, row, JobsModel::Title) == m_title)
            return row;
    }
    return -1;
}

void TestTsneJob::allSlicesHaveOneRow()
{
    begin();
    int rows = 0;
    connect(m_jobs, &QAbstractItemModel::rowsInserted, this,
        [&](const QModelIndex&, int first, int last) {
            for (int added = first; added <= last; ++added)
                rows += cell(*m_jobs, added, JobsModel::Title) == m_title;
        });
    std::vector<double> fractions;
    QStringList steps;
    connect(m_jobs, &QAbstractItemModel::dataChanged, this, [&] {
        const QVariant fraction = row() < 0
            ? QVariant()
            : m_jobs->index(row(), JobsModel::Progress).data(JobsModel::kFractionRole);
        if (!fraction.isValid())
            return;
        fractions.push_back(fraction.toDouble());
        steps << cell(*m_jobs, row(), JobsModel::Step);
    });
    choose("pictureChooser", QStringLiteral("t-SNE"));
    QTRY_COMPARE_WITH_TIMEOUT(row() < 0 ? QString() : cell(*m_jobs, row(), JobsModel::Progress),
        QStringLiteral("done"), kPatience);
    QVERIFY2(state().contains(QStringLiteral("step 1000 of 1000")), qPrintable(state()));
    QCOMPARE(rows, 1);
    QVERIFY(std::is_sorted(fractions.begin(), fractions.end()));
    QVERIFY(!fractions.empty() && fractions.back() == 1);
    QVERIFY2(steps.contains(QStringLiteral("step 1000 of 1000")), qPrintable(steps.join(u',')));
}

void TestTsneJob::cancelKeepsThePicture()
{
    begin();
    choose("pictureChooser", QStringLiteral("t-SNE"));
    QTRY_VERIFY_WITH_TIMEOUT(scatter()->axisLabels().first().contains(u"t-SNE"), kPatience);
    QPushButton* cancel = nullptr;
    for (auto* button : m_window->findChildren<QPushButton*>(QStringLiteral("jobCancel")))
        cancel = button->accessibleName().endsWith(m_title) ? button : cancel;
    QVERIFY(cancel);
    cancel->click();
    QTRY_COMPARE_WITH_TIMEOUT(
        cell(*m_jobs, row(), JobsModel::Progress), QStringLiteral("cancelled"), kPatience);
    auto* goOn = find<QPushButton>("tsneButton");
    QTRY_COMPARE_WITH_TIMEOUT(goOn->text(), QStringLiteral("Go on"), kPatience);
    QVERIFY(goOn->isVisible());
    QVERIFY2(state().startsWith(QStringLiteral("step ")), qPrintable(state()));
    QVERIFY(scatter()->axisLabels().first().contains(u"t-SNE"));
    const int reached = state().section(QLatin1Char(' '), 1, 1).toInt();
    QVERIFY(reached > 0 && reached < 1000);
    goOn->click();
    QVERIFY(state().startsWith(QStringLiteral("step %1 of").arg(reached))); // not from the start
    QTRY_VERIFY_WITH_TIMEOUT(state().contains(QStringLiteral("step 1000 of 1000")), kPatience);
}

/// As a view goes when the window is built anew in another language.
void TestTsneJob::endsWithWhoWantsIt()
{
    openMlp();
    JobRunner runner;
    {
        TsnePictures pictures(session(), runner);
        pictures.start(group());
        QVERIFY(runner.busy());
    }
    QVERIFY(!runner.busy());
}

/// What was done before the job began took none of its time.
void TestTsneJob::ratesCountFromTheStart()
{
    JobRunner runner;
    JobsModel model;
    model.watch(runner);
    JobInfo info(QStringLiteral("Going on"));
    info.from = 0.5;
    runner.start(
        JobPriority::Foreground, info,
        [](const StageContext& context) -> Result<int> {
            for (int step = 0; step < 200 && !context.cancelled(); ++step) {
                context.progress("counting", "", 0.5 + step / 400.0);
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
            return 1;
        },
        [](const Result<int>&) {});
    QTRY_VERIFY(cell(model, 0, JobsModel::Rate).endsWith(QStringLiteral("%/s")));
    const double rate = cell(model, 0, JobsModel::Rate).section(QLatin1Char(' '), 0, 0).toDouble();
    QVERIFY2(rate > 0 && rate < 20, qPrintable(QString::number(rate))); // 12.5 less the wait
    runner.cancel(model.idOf(0));
    QTRY_COMPARE(model.activeRows(), 0);
}

QTEST_MAIN(TestTsneJob)
#include "test_tsne_job.moc"
