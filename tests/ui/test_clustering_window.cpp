// SPDX-License-Identifier: GPL-3.0-or-later
// How channels are clustered: clusterers, features, previews, what goes wrong.
#include "tests/ui/command_line.h"
#include "tests/ui/window_fixture.h"

#include "core/study/run.h"
#include "ui/plots/cluster_plot.h"
#include "ui/plots/curve_plot.h"
#include "ui/plots/matrix_plot.h"
#include "ui/views/elided_label.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include <cmath>
#include <functional>
#include <map>
#include <vector>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestClusteringWindow : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void anotherClustererIsAnalysedAgain();
    void previewThenExact_data();
    void previewThenExact();
    void undoComputesNothing();
    void startsKeepTheStatistics();
    void weightsAreEdited();
    void theSeedIsEdited();
    void theZoomStays();
    void heldControlsAreOneStep();
    void undoneFeaturesLookAsBefore();
    void aCancelledClusteringIsRetried();
    void aLaterKStopsTheFirstClustering();
    void theRunFoldsWhatIsShown();
    void aGroupThatFailsSaysWhy();
    void nonsenseIsRefused();
    void recipesKeepTheClustering();
    void anUnknownClustererIsRefused();
    void activationsFillTheMatrix();
    void curvesAgreeWithTheCommandLine_data();
    void curvesAgreeWithTheCommandLine();

private:
    const Analysis& analysis() const { return workflow().analysis(); }
    void waitForAll()
    {
        QTRY_COMPARE_WITH_TIMEOUT(analysis().pendingGroups(), 0, kPatience);
        QTRY_VERIFY_WITH_TIMEOUT(!analysis().refinement().busy(), kPatience);
    }
    void choose(const char* chooser, const char* id) const
    {
        find<QComboBox>(chooser)->setCurrentText(QLatin1String(id));
    }
    /// What core says of the current group under the plan.
    study::GroupClustering expected() const
    {
        const Watchdog::Allowance computing(*m_watchdog); // here, not in the program
        const int group = session().selection().group();
        const fold::Plan& plan = session().plan();
        const auto statistics = study::analyseGroup(*session().model(), group, plan.clustering, {});
        StageContext context;
        context.seed = plan.seed;
        const auto result = study::clusterGroup(*session().model(), group, **statistics,
            session().kOf(group), plan.clustering, context);
        return *result;
    }
};

void TestClusteringWindow::anotherClustererIsAnalysedAgain()
{
    open(QStringLiteral("mlp.pt"));
    waitForAll();
    session().setK(session().selection().group(), 20);
    const int analysed = analysis().analysed();
    choose("methodChooser", "average");
    QCOMPARE(session().plan().clustering.method, std::string("average"));
    QVERIFY(!session().statistics(session().selection().group()));
    QVERIFY(session().labels().empty());
    QVERIFY(find<ClusterPlot>("clusterPlot")->emptyText().contains(QStringLiteral("computed")));
    waitForAll();
    QVERIFY(analysis().analysed() > analysed);
    QVERIFY(session().labels() == expected().labels);
    QVERIFY(session().clustering().exact);
    QVERIFY(!find<QLabel>("tunerBadge")->isVisible());

    choose("featuresChooser", "incoming");
    waitForAll();
    QCOMPARE(session().plan().clustering.features.set, std::string("incoming"));
    QVERIFY(session().labels() == expected().labels);
}

void TestClusteringWindow::previewThenExact_data()
{
    QTest::addColumn<QString>("method");
    for (const char* method : {"kmeans", "kmeans++", "spectral"})
        QTest::newRow(method) << QString::fromLatin1(method);
}

void TestClusteringWindow::previewThenExact()
{
    QFETCH(QString, method);
    open(QStringLiteral("mlp.pt"));
    choose("methodChooser", method.toLatin1().constData());
    waitForAll();
    const int group = session().selection().group();
    find<QSpinBox>("kSpin")->setValue(37);
    const auto* badge = find<QLabel>("tunerBadge");
    QCOMPARE(badge->text(), QStringLiteral("preview"));
    QVERIFY(badge->isVisible());
    QVERIFY(session().labels() == session().statistics(group)->tree.cut(37));
    QVERIFY(session().ratioPreviewed(group));
    QTRY_VERIFY_WITH_TIMEOUT(session().clustering().exact, kPatience);
    QCOMPARE(badge->text(), QStringLiteral("exact"));
    const study::GroupClustering exact = expected();
    QVERIFY(session().labels() == exact.labels);
    const auto* plot = find<ClusterPlot>("clusterPlot");
    QVERIFY(plot->shownLabels() == std::vector<int>(exact.labels.begin(), exact.labels.end()));
    QCOMPARE(*session().predictedRatio(group), exact.predictedRatio);
    QVERIFY(!session().ratioPreviewed(group));
    QCOMPARE(find<QLabel>("inertiaValue")->text(), QString::number(exact.relativeInertia, 'f', 3));
    QTRY_VERIFY_WITH_TIMEOUT(session().quality(), kPatience);
    const Watchdog::Allowance computing(*m_watchdog); // the quality, for comparison
    const auto quality = cluster::quality(session().statistics(group)->gram, exact.labels, {});
    QCOMPARE(session().quality()->silhouette, quality->silhouette);
    QCOMPARE(find<QLabel>("daviesBouldinValue")->text(),
        QString::number(quality->daviesBouldin, 'f', 3));
    QVERIFY(find<CurvePlot>("elbowPlot")->valueLabel().contains(QStringLiteral("preview")));
    // Only clusters that are contiguous in the order of the tree have a border.
    const auto* matrix = find<MatrixPlot>("matrixPlot");
    QCOMPARE(matrix->cutClusters(), 37);
    QVERIFY(matrix->blocks().size() <= 37);
}

void TestClusteringWindow::undoComputesNothing()
{
    open(QStringLiteral("mlp.pt"));
    waitForAll();
    choose("methodChooser", "kmeans");
    find<QSpinBox>("kSpin")->setValue(40);
    waitForAll();
    const std::vector<std::int32_t> first = session().labels();
    session().setK(session().selection().group(), 30);
    waitForAll();
    const std::vector<std::int32_t> second = session().labels();
    choose("methodChooser", "ward");
    const int analysed = analysis().analysed();
    const int clustered = analysis().refinement().clustered();
    QVERIFY(session().statistics(session().selection().group()));
    QVERIFY(session().clustering().exact);
    // Each edit is a click of its own: the window has its turn between two of them.
    QTest::qWait(30);
    find<QAction>("actionUndo")->trigger();
    QVERIFY(session().labels() == second);
    QVERIFY(session().clustering().exact);
    QTest::qWait(30);
    find<QAction>("actionUndo")->trigger();
    QVERIFY(session().labels() == first);
    QVERIFY(session().clustering().exact);
    QVERIFY(session().quality());
    waitForAll();
    QCOMPARE(analysis().analysed(), analysed);
    QCOMPARE(analysis().refinement().clustered(), clustered);
}

void TestClusteringWindow::startsKeepTheStatistics()
{
    open(QStringLiteral("mlp.pt"));
    choose("methodChooser", "kmeans++");
    find<QSpinBox>("kSpin")->setValue(25);
    waitForAll();
    const int analysed = analysis().analysed();
    const study::GroupStatisticsPtr statistics =
        session().statistics(session().selection().group());
    find<QSpinBox>("startsSpin")->setValue(1);
    QVERIFY(session().statistics(session().selection().group()) == statistics);
    QVERIFY(!session().clustering().exact);
    waitForAll();
    QVERIFY(session().labels() == expected().labels);
    QCOMPARE(analysis().analysed(), analysed);
}

void TestClusteringWindow::weightsAreEdited()
{
    open(QStringLiteral("mlp.pt"));
    waitForAll();
    session().setK(session().selection().group(), 20);
    find<QDoubleSpinBox>("outgoingWeight")->setValue(0.5);
    QCOMPARE(session().plan().clustering.features.outgoingWeight, 0.5);
    QCOMPARE(session().undoStack()->count(), 2);
    waitForAll();
    QVERIFY(session().labels() == expected().labels);
    find<QAction>("actionUndo")->trigger();
    QCOMPARE(find<QDoubleSpinBox>("outgoingWeight")->value(), 1.0);
    QVERIFY(session().statistics(session().selection().group()));
}

void TestClusteringWindow::theSeedIsEdited()
{
    open(QStringLiteral("mlp.pt"));
    choose("methodChooser", "kmeans++");
    waitForAll();
    session().setK(session().selection().group(), 20);
    QTRY_VERIFY_WITH_TIMEOUT(session().clustering().exact, kPatience);
    const std::vector<std::int32_t> before = session().labels();
    auto* seed = find<QSpinBox>("seedSpin");
    QCOMPARE(seed->value(), 0);
    seed->setValue(7);
    QCOMPARE(session().plan().seed, std::uint64_t(7));
    QTRY_VERIFY_WITH_TIMEOUT(session().clustering().exact, kPatience);
    QVERIFY(session().labels() == expected().labels); // which draws by the seed of the plan
    session().undoStack()->undo();
    QCOMPARE(seed->value(), 0);
    QVERIFY(session().clustering().exact); // known still
    QVERIFY(session().labels() == before);
}

/// Of both views, under another clusterer of the same features and back.
void TestClusteringWindow::theZoomStays()
{
    open(QStringLiteral("mlp.pt"));
    waitForAll();
    auto* scatter = find<ClusterPlot>("clusterPlot");
    QTest::keyClick(scatter, Qt::Key_Plus, Qt::ControlModifier);
    const std::optional<ViewEdges> zoom = scatter->zoom();
    QVERIFY(zoom.has_value());
    m_window->showView(QStringLiteral("matrixView"));
    auto* matrix = find<MatrixPlot>("matrixPlot");
    QTRY_VERIFY_WITH_TIMEOUT(matrix->shownSize() > 0, kPatience);
    matrix->setZoom({10, 60, 20, 70});
    const std::optional<ViewEdges> part = matrix->zoom();
    QVERIFY(part.has_value());
    choose("methodChooser", "average");
    waitForAll();
    QVERIFY(scatter->zoom() == zoom);
    QVERIFY(matrix->zoom() == part);
    session().undoStack()->undo();
    QVERIFY(scatter->zoom() == zoom);
    QVERIFY(matrix->zoom() == part);
    const int shown = session().selection().group();
    session().selection().setGroup(
        session().info().groups[shown + 1].foldable ? shown + 1 : shown - 1);
    waitForAll();
    QVERIFY(!matrix->zoom().has_value()); // another group is shown whole
}

void TestClusteringWindow::heldControlsAreOneStep()
{
    open(QStringLiteral("mlp.pt"));
    waitForAll();
    const QUndoStack& undo = *session().undoStack();
    auto* seed = find<QSpinBox>("seedSpin");
    auto* starts = find<QSpinBox>("startsSpin");
    auto* weight = find<QDoubleSpinBox>("outgoingWeight");
    for (QAbstractSpinBox* control : {static_cast<QAbstractSpinBox*>(seed),
             static_cast<QAbstractSpinBox*>(starts), static_cast<QAbstractSpinBox*>(weight)}) {
        const int entries = undo.count();
        for (int step = 0; step < 4; ++step)
            control->stepUp();
        QCOMPARE(undo.count(), entries + 1);
    }
    QCOMPARE(session().plan().seed, std::uint64_t(4));
    QCOMPARE(weight->value(), 2.0);
    session().undoStack()->undo();
    QCOMPARE(weight->value(), 1.0); // all four steps
    weight->stepUp(); // an undo ends the gesture
    QCOMPARE(undo.count(), 3);
    QTest::qWait(600); // and so does a pause
    weight->stepUp();
    QCOMPARE(undo.count(), 4);
}

/// The zoom of Clusters, and the t-SNE that was drawn to its end.
void TestClusteringWindow::undoneFeaturesLookAsBefore()
{
    open(QStringLiteral("mlp.pt"));
    waitForAll();
    m_window->showView(QStringLiteral("clustersView"));
    auto* scatter = find<ClusterPlot>("clusterPlot");
    auto* picture = find<QComboBox>("pictureChooser");
    picture->setCurrentIndex(1);
    QTRY_VERIFY_WITH_TIMEOUT(find<ElidedLabel>("tsneState")->text().contains(u"step 1000 of 1000"),
        static_cast<int>(kPatience * Watchdog::slowFactor()));
    QTest::keyClick(scatter, Qt::Key_Plus, Qt::ControlModifier);
    const auto zoom = scatter->zoom();
    const Eigen::MatrixXd points = scatter->shownPoints();
    choose("featuresChooser", "incoming");
    waitForAll();
    QCOMPARE(picture->currentIndex(), 0);
    QVERIFY(!scatter->zoom().has_value()); // other coordinates
    QTest::keyClick(scatter, Qt::Key_Minus, Qt::ControlModifier);
    const auto other = scatter->zoom();
    session().undoStack()->undo();
    QCOMPARE(picture->currentIndex(), 1);
    QVERIFY(scatter->shownPoints() == points);
    QVERIFY(scatter->zoom() == zoom);
    session().undoStack()->redo();
    QCOMPARE(picture->currentIndex(), 0);
    QVERIFY(scatter->zoom() == other);
}

void TestClusteringWindow::aCancelledClusteringIsRetried()
{
    open(QStringLiteral("mlp.pt"));
    choose("methodChooser", "kmeans++");
    waitForAll();
    const int group = session().selection().group();
    session().setK(group, 20);
    QTRY_VERIFY_WITH_TIMEOUT(session().clustering().exact, kPatience);
    std::function<void()> retry;
    JobRunner& jobs = workflow().derivedJobs();
    const auto cancelling =
        connect(&jobs, &JobRunner::jobStarted, this, [&](quint64 id, const JobInfo& info) {
            if (!info.title().startsWith(QStringLiteral("Cluster ")))
                return;
            retry = info.retry;
            jobs.cancel(id);
        });
    session().setK(group, 21);
    QTRY_VERIFY_WITH_TIMEOUT(!session().failure(group).isEmpty(), kPatience);
    disconnect(cancelling);
    QVERIFY2(session().failure(group).contains(QStringLiteral("Retry")),
        qPrintable(session().failure(group)));
    QVERIFY(retry);
    retry();
    QTRY_VERIFY_WITH_TIMEOUT(session().clustering().exact, kPatience);
    QVERIFY(session().failure(group).isEmpty());
    QVERIFY(session().labels() == expected().labels);
}

void TestClusteringWindow::aLaterKStopsTheFirstClustering()
{
    open(QStringLiteral("mlp.pt"));
    choose("methodChooser", "kmeans++");
    waitForAll();
    const int group = session().selection().group();
    std::vector<quint64> started;
    std::map<quint64, JobOutcome> ended;
    JobRunner& jobs = workflow().derivedJobs();
    connect(&jobs, &JobRunner::jobStarted, this, [&](quint64 id, const JobInfo& info) {
        if (!info.title().startsWith(QStringLiteral("Cluster ")))
            return;
        started.push_back(id);
        if (started.size() == 1)
            QMetaObject::invokeMethod(
                this, [&, group] { session().setK(group, 30); }, Qt::QueuedConnection);
    });
    connect(&jobs, &JobRunner::jobEnded, this,
        [&](quint64 id, JobOutcome outcome) { ended[id] = outcome; });
    session().setK(group, 200);
    QTRY_VERIFY_WITH_TIMEOUT(session().kOf(group) == 30 && session().clustering().exact, kPatience);
    QCOMPARE(started.size(), std::size_t(2));
    QVERIFY(ended[started[0]] == JobOutcome::Cancelled);
    QVERIFY(ended[started[1]] == JobOutcome::Done);
    QVERIFY(session().labels() == expected().labels);
    disconnect(&jobs, nullptr, this, nullptr);
}

void TestClusteringWindow::theRunFoldsWhatIsShown()
{
    open(QStringLiteral("mlp.pt"));
    choose("methodChooser", "kmeans");
    waitForAll();
    find<QPushButton>("budgetApply")->click();
    QVERIFY(session().cost().parameters * 2 <= session().info().parameters);
    waitForAll();
    QVERIFY(session().clustering().exact);
    run();
    study::RunOptions options;
    options.plan = session().plan();
    const auto expectedRun = study::runPlan(*session().model(), options, {}, {});
    QVERIFY(expectedRun.ok());
    QCOMPARE(session().run()->report().weightsHash, (*expectedRun)->report().weightsHash);
    for (const study::GroupReport& group : session().run()->report().groups) {
        const int index = study::groupIndex(session().info(), group.name);
        QCOMPARE(*session().predictedRatio(index), group.predictedRatio);
    }
}

void TestClusteringWindow::aGroupThatFailsSaysWhy()
{
    open(QStringLiteral("mlp.pt"));
    choose("methodChooser", "kmeans");
    waitForAll();
    const int group = session().selection().group();
    session().setK(group, 20);
    session().setExact(group, session().statistics(group), session().clusteringKey(group),
        Error{ErrorCode::Impossible, "too many channels", "clustering", "choose another"});
    QVERIFY(session().labels().empty());
    QVERIFY(!session().predictedRatio(group));
    QVERIFY(session().failure(group).contains(QStringLiteral("Too many channels")));
    QVERIFY(find<ClusterPlot>("clusterPlot")
                ->emptyText()
                .contains(QStringLiteral("Too many channels")));
    QCOMPARE(find<QLabel>("tunerBadge")->text(), QStringLiteral("failed"));
    QCOMPARE(find<QLabel>("inertiaValue")->text(), QStringLiteral("–"));
    session().setK(group, 21);
    QVERIFY(session().failure(group).isEmpty());
    QVERIFY(find<ClusterPlot>("clusterPlot")->emptyText().isEmpty());
    waitForAll();
    QVERIFY(session().labels() == expected().labels);
}

void TestClusteringWindow::nonsenseIsRefused()
{
    open(QStringLiteral("mlp.pt"));
    waitForAll();
    find<QDoubleSpinBox>("incomingWeight")->setValue(0);
    const fold::Plan plan = session().plan();
    find<QDoubleSpinBox>("outgoingWeight")->setValue(0);
    QVERIFY(session().plan() == plan);
    QCOMPARE(find<QDoubleSpinBox>("outgoingWeight")->value(), 1.0);
    QVERIFY(find<QWidget>("messageBar")->isVisible());
}

void TestClusteringWindow::recipesKeepTheClustering()
{
    open(QStringLiteral("mlp.pt"));
    cluster::ClusterOptions options;
    options.method = "kmeans++";
    options.features = {"fused", 0.5, 2};
    options.starts = 3;
    QVERIFY(session().setClustering(options));
    session().setK(session().selection().group(), 9);
    const fold::Plan plan = session().plan();
    const QString recipe = m_settings.path(QStringLiteral("clustering.json"));
    workflow().saveRecipe(recipe);
    QVERIFY(session().setClustering({}));
    m_window->openFile(recipe);
    QVERIFY(session().plan() == plan);
    QCOMPARE(find<QComboBox>("methodChooser")->currentText(), QStringLiteral("kmeans++"));
    QCOMPARE(find<QComboBox>("featuresChooser")->currentText(), QStringLiteral("fused"));
    QCOMPARE(find<QSpinBox>("startsSpin")->value(), 3);
    waitForAll();
    QVERIFY(session().labels() == expected().labels);
}

void TestClusteringWindow::anUnknownClustererIsRefused()
{
    open(QStringLiteral("mlp.pt"));
    const QString recipe = m_settings.path(QStringLiteral("unknown.json"));
    workflow().saveRecipe(recipe);
    QFile file(recipe);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray changed = file.readAll().replace("\"ward\"", "\"wart\"");
    file.close();
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(changed);
    file.close();
    const fold::Plan plan = session().plan();
    m_window->openFile(recipe);
    QTRY_VERIFY_WITH_TIMEOUT(find<QWidget>("messageBar")->isVisible(), kPatience);
    const QString message = find<QLabel>("messageText")->text();
    QVERIFY2(message.contains(QStringLiteral("wart")), qPrintable(message));
    QVERIFY2(message.contains(QStringLiteral("kmeans")), qPrintable(message));
    QVERIFY(session().plan() == plan);
}

void TestClusteringWindow::curvesAgreeWithTheCommandLine_data()
{
    QTest::addColumn<QString>("method");
    QTest::newRow("ward") << QStringLiteral("ward");
    QTest::newRow("average") << QStringLiteral("average");
}

/// Every point of the two curves of the tuner.
void TestClusteringWindow::curvesAgreeWithTheCommandLine()
{
    QFETCH(QString, method);
    open(QStringLiteral("mlp.pt"));
    choose("methodChooser", method.toLatin1().constData());
    waitForAll();
    settle();
    const QJsonObject said =
        programSays({QStringLiteral("inspect"), sample(QStringLiteral("mlp.pt")),
            QStringLiteral("--clusters"), QStringLiteral("--cluster"), method});
    const QString name = QString::fromStdString(session().currentInfo()->name);
    const QJsonObject clusters =
        entryNamed(said[QLatin1String("groups")], name)[QLatin1String("clusters")].toObject();
    const QJsonArray inertia = clusters[QLatin1String("inertia")].toArray();
    const QVector<QPointF> elbow = find<CurvePlot>("elbowPlot")->curve();
    QCOMPARE(elbow.size(), inertia.size());
    QVERIFY(elbow.size() == session().currentInfo()->channels);
    const double scale = inertia[0].toDouble();
    for (qsizetype i = 0; i < elbow.size(); ++i) {
        QCOMPARE(elbow[i].x(), static_cast<double>(i + 1));
        QVERIFY(std::abs(elbow[i].y() - inertia[i].toDouble() / scale) <= 1e-9);
    }
    const QJsonArray measured = clusters[QLatin1String("measured")].toArray();
    const QVector<QPointF> silhouette = find<CurvePlot>("silhouettePlot")->curve();
    QVERIFY(silhouette.size() > 20);
    QCOMPARE(silhouette.size(), measured.size());
    for (qsizetype i = 0; i < silhouette.size(); ++i) {
        QCOMPARE(silhouette[i].x(), measured[i][QLatin1String("k")].toDouble());
        QVERIFY(std::abs(silhouette[i].y() - measured[i][QLatin1String("silhouette")].toDouble())
            <= 1e-9);
    }
    QCOMPARE(find<CurvePlot>("elbowPlot")->suggestion().value_or(0),
        clusters[QLatin1String("elbow")].toInteger());
}

void TestClusteringWindow::activationsFillTheMatrix()
{
    open(QStringLiteral("resnet18.pt"));
    waitForAll();
    m_window->showView(QStringLiteral("matrixView"));
    const auto* matrix = find<MatrixPlot>("matrixPlot");
    const int channels = static_cast<int>(session().currentInfo()->channels);
    QTRY_COMPARE_WITH_TIMEOUT(matrix->shownSize(), channels, kPatience);
    auto* chooser = find<QComboBox>("matrixChooser");
    const QString layer =
        QString::fromStdString(session().statistics(session().selection().group())->layers[0].name);
    const int index = chooser->findText(QStringLiteral("activations of %1").arg(layer));
    QVERIFY(index > 0);
    chooser->setCurrentIndex(index);
    QCOMPARE(matrix->shownSize(), 0);
    QVERIFY(matrix->emptyText().contains(QStringLiteral("measured")));
    QTRY_COMPARE_WITH_TIMEOUT(matrix->shownSize(), channels, kPatience);
    QVERIFY(matrix->emptyText().isEmpty());
}

QTEST_MAIN(TestClusteringWindow)
#include "test_clustering_window.moc"
