// SPDX-License-Identifier: GPL-3.0-or-later
// The window is closed in the middle of any job: nothing crashes, and no file is left in parts.
#include "tests/ui/window_fixture.h"

#include "ui/views/figure_export.h"

#include <QComboBox>
#include <QCursor>
#include <QImage>

#include <algorithm>
#include <array>
#include <functional>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestClosing : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void closesInTheMiddleOfAJob_data();
    void closesInTheMiddleOfAJob();
    void closesDuringAnExport();
    void closesAfterASave();

private:
    using Act = std::function<void(TestClosing&)>;

    void choose(const char* chooser, int index)
    {
        find<QComboBox>(chooser)->setCurrentIndex(index);
    }
    void selectWidest();
    void startKMeans();
    void startActivations();
    /// Until a job whose title begins like this has the worker.
    void startAndWait(const QString& title, const std::function<void()>& start);
    std::array<JobRunner*, 3> runners() const
    {
        return {&workflow().derivedJobs(), &workflow().coreJobs(), &workflow().exportJobs()};
    }
};

void TestClosing::selectWidest()
{
    const auto& groups = session().info().groups;
    const auto widest = std::max_element(
        groups.begin(), groups.end(), [](const study::GroupInfo& a, const study::GroupInfo& b) {
            return a.channels * a.foldable < b.channels * b.foldable;
        });
    session().selection().setGroup(static_cast<int>(widest - groups.begin()));
}

void TestClosing::startKMeans()
{
    cluster::ClusterOptions options = session().plan().clustering;
    options.method = "kmeans";
    QVERIFY(session().setClustering(options));
    waitForStatistics();
    settle();
    startAndWait(
        QStringLiteral("Cluster "), [this] { session().setK(session().selection().group(), 77); });
}

void TestClosing::startActivations()
{
    m_window->showView(QStringLiteral("matrixView"));
    settle();
    auto* chooser = find<QComboBox>("matrixChooser");
    const int index = chooser->findText(QStringLiteral("activations of"), Qt::MatchStartsWith);
    QVERIFY(index >= 0);
    startAndWait(
        QStringLiteral("Activations"), [chooser, index] { chooser->setCurrentIndex(index); });
}

void TestClosing::startAndWait(const QString& title, const std::function<void()>& start)
{
    JobRunner::JobId job = 0;
    JobRunner* its = nullptr;
    QObject context;
    for (JobRunner* runner : runners()) {
        connect(
            runner, &JobRunner::jobStarted, &context, [&, runner](quint64 id, const JobInfo& info) {
                if (!info.title().startsWith(title))
                    return;
                job = id;
                its = runner;
            });
    }
    start();
    QTRY_VERIFY_WITH_TIMEOUT(its, kPatience);
    while (its->active(job) && its->running() != job) // if it has ended already, no matter
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
}

void TestClosing::closesInTheMiddleOfAJob_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<Act>("start");
    const QString resnet = sample(QStringLiteral("resnet18.pt"));
    const QString wide = QStringLiteral(PLEAT_REFERENCES_DIR "/wide.pt");
    const auto after = [](const char* title, const Act& act) -> Act {
        return [title, act](TestClosing& test) {
            test.startAndWait(QString::fromLatin1(title), [&] { act(test); });
        };
    };
    QTest::newRow("opening") << QString() << after("Open", [resnet](TestClosing& test) {
        test.m_window->openFile(resnet);
    });
    QTest::newRow("running") << resnet
                             << after("Run", [](TestClosing& test) { test.workflow().run(); });
    QTest::newRow("t-SNE") << resnet << after("", [](TestClosing& test) {
        test.choose("pictureChooser", 1);
    });
    QTest::newRow("exact k-means") << wide << Act(&TestClosing::startKMeans);
    QTest::newRow("silhouettes") << resnet << after("Silhouettes", [](TestClosing& test) {
        test.find<QAction>("presetSilhouette")->trigger();
    });
    QTest::newRow("similarity") << wide << after("Similarity", [](TestClosing& test) {
        test.m_window->showView(QStringLiteral("matrixView"));
    });
    QTest::newRow("activations") << resnet << Act(&TestClosing::startActivations);
}

void TestClosing::closesInTheMiddleOfAJob()
{
    QFETCH(QString, file);
    QFETCH(Act, start);
    if (!file.isEmpty()) {
        m_window->openFile(file);
        QTRY_VERIFY_WITH_TIMEOUT(session().hasModel(), kPatience);
        selectWidest();
        waitForStatistics();
        settle();
    }
    start(*this);
    if (QTest::currentTestFailed())
        return;
    session().undoStack()->setClean(); // else a question comes first
    QVERIFY(m_window->close());
    m_watchdog.reset(); // who destroys it waits for the jobs
    m_window.reset();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTest::qWait(20);
    for (const QWidget* widget : QApplication::topLevelWidgets())
        QVERIFY2(!widget->isVisible(), widget->metaObject()->className());
}

/// It closes when the figure is complete.
void TestClosing::closesDuringAnExport()
{
    open(QStringLiteral("mlp.pt"));
    waitForStatistics();
    settle();
    FigureOptions options;
    options.format = FigureFormat::Png;
    options.widthMm = options.heightMm = 200;
    options.dpi = kMostDpi; // 22 million pixels
    Settings().setFigureOptions(toMap(options));
    const QDir folder(m_settings.path(QStringLiteral("figures")));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    Settings().setFigureFolder(folder.absolutePath());
    QCursor::setPos(m_window->mapToGlobal(QPoint(3, 3))); // over no figure
    startAndWait(
        QStringLiteral("Export "), [this] { find<QAction>("actionExportAgain")->trigger(); });
    QVERIFY(workflow().exportJobs().busy());
    QVERIFY(!m_window->close());
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), kPatience);
    m_watchdog.reset(); // reading the picture is no part of the program
    m_window.reset();
    QCOMPARE(folder.entryList(QDir::Files | QDir::Hidden).size(), 3); // with CSV and JSON
    const QStringList pictures = folder.entryList({QStringLiteral("*.png")});
    QCOMPARE(pictures.size(), 1);
    QCOMPARE(QImage(folder.filePath(pictures.first())).width(), 4725);
}

void TestClosing::closesAfterASave()
{
    open(QStringLiteral("mlp.pt"));
    run();
    const QString model = m_settings.path(QStringLiteral("closing.pt"));
    workflow().saveModel(model);
    QVERIFY(!m_window->close());
    QVERIFY(m_window->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), kPatience);
    QVERIFY(QFile::exists(model));
}

QTEST_MAIN(TestClosing)
#include "test_closing.moc"
