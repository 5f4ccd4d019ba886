// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters as a tool: picking, linking, sizes and numbers, t-SNE.
#include "tests/ui/channel_fixture.h"
#include "tests/ui/stored_weights.h"

#include "ui/views/elided_label.h"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <map>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

constexpr double kHoverLimit = 10; // milliseconds, median
constexpr double kStopLimit = 500;

/// By the sum of the angles under which the sides are seen: 360 degrees from inside.
bool inside(const QPolygonF& outline, QPointF place)
{
    double turned = 0;
    for (qsizetype i = 0; i < outline.size(); ++i) {
        const QPointF a = outline[i] - place;
        const QPointF b = outline[(i + 1) % outline.size()] - place;
        turned += std::atan2(a.x() * b.y() - a.y() * b.x(), a.x() * b.x() + a.y() * b.y());
    }
    return std::abs(turned) > 3;
}

} // namespace

class TestClustersView : public ChannelTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void lassoSelectsWhatIsInside();
    void boxAddsAndToggles();
    void clicksPickAndClear();
    void hoverDrawsTheOverlayOnly();
    void largeGroupsAreQuick();
    void oneStepOfKDrawsOnce();
    void numbersAndSizes();
    void hullHoldsTheCluster();
    void tsneFormsStopsAndStays();
    void tsneIsTheSameAgain();
    void otherGroupsBeginWithPca();
    void tablesAreComplete();
    void agreesWithTheCommandLine();
};

void TestClustersView::lassoSelectsWhatIsInside()
{
    openMlp();
    find<QToolButton>("lassoMode")->click();
    const QPolygonF path = outline();
    std::vector<int> expected;
    for (int channel = 0; channel < channels(); ++channel) {
        if (inside(path, scatter()->pixel(channel)))
            expected.push_back(channel);
    }
    QVERIFY(expected.size() > 5 && static_cast<int>(expected.size()) < channels());
    drag(scatter()->canvas(), path);
    QVERIFY(marked() == expected);
    QVERIFY(scatter()->shownMarked() == expected);
}

void TestClustersView::boxAddsAndToggles()
{
    openMlp();
    find<QToolButton>("boxMode")->click();
    const QRectF area = QRectF(scatter()->canvas()->rect()).adjusted(80, 30, -30, -80);
    const auto in = [&](const QRectF& box) {
        std::vector<int> found;
        for (int channel = 0; channel < channels(); ++channel) {
            const QPointF place = scatter()->pixel(channel);
            if (place.x() > box.left() && place.x() < box.right() && place.y() > box.top()
                && place.y() < box.bottom())
                found.push_back(channel);
        }
        return found;
    };
    const auto corner = [&](double x, double y) {
        return QPointF((area.topLeft() + QPointF(x * area.width(), y * area.height())).toPoint());
    };
    const QRectF first(corner(0, 0), corner(0.5, 1));
    const QRectF second(corner(0.4, 0.3), corner(1, 1));
    drag(scatter()->canvas(), {first.topLeft(), first.bottomRight()});
    QVERIFY(!in(first).empty());
    QVERIFY(marked() == in(first));
    drag(scatter()->canvas(), {second.bottomRight(), second.topLeft()}, Qt::ShiftModifier);
    QVERIFY(marked() == united(in(first), in(second)));
    drag(scatter()->canvas(), {second.topLeft(), second.bottomRight()}, Qt::ControlModifier);
    std::vector<int> left = in(first);
    std::erase_if(left, [&](int channel) {
        const std::vector<int> gone = in(second);
        return std::find(gone.begin(), gone.end(), channel) != gone.end();
    });
    QVERIFY(marked() == left);
}

void TestClustersView::clicksPickAndClear()
{
    openMlp();
    const int channel = freeChannel();
    QVERIFY(channel >= 0);
    QWidget* canvas = scatter()->canvas();
    QTest::mouseClick(canvas, Qt::LeftButton, {}, scatter()->pixel(channel).toPoint());
    QVERIFY(marked() == std::vector<int>{channel});
    QTest::mouseClick(
        canvas, Qt::LeftButton, Qt::ControlModifier, scatter()->pixel(channel).toPoint());
    QVERIFY(marked().empty());
    session().selection().setChannels({1, 2, 3});
    QTest::mouseClick(canvas, Qt::LeftButton, {}, QPoint(2, 2));
    QVERIFY(marked().empty());
}

void TestClustersView::hoverDrawsTheOverlayOnly()
{
    openMlp();
    const int marks = scatter()->markDraws();
    const int overlays = scatter()->overlayDraws();
    std::vector<double> times;
    for (int i = 0; i < 9; ++i) {
        QElapsedTimer clock;
        clock.start();
        hover(scatter()->canvas(), scatter()->pixel((i * 37) % channels()));
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    settle();
    std::sort(times.begin(), times.end());
    qInfo("hover: median %.2f ms, worst %.2f ms", times[4], times.back());
    QVERIFY(times[4] < kHoverLimit);
    QCOMPARE(scatter()->markDraws(), marks);
    QVERIFY(scatter()->overlayDraws() > overlays);
}

void TestClustersView::largeGroupsAreQuick()
{
    constexpr int kMany = 4096;
    std::vector<std::int32_t> labels(kMany);
    for (int i = 0; i < kMany; ++i)
        labels[i] = i % 64;
    ClusterPlot plot;
    plot.resize(900, 700);
    plot.setPoints(Eigen::MatrixXd::Random(kMany, 2), 0.5, 0.5);
    plot.setClusters(labels, labels);
    connect(&plot, &ClusterPlot::channelHovered, &plot, &ClusterPlot::setHighlighted);
    plot.show();
    QVERIFY(QTest::qWaitForWindowExposed(&plot));
    QTRY_VERIFY_WITH_TIMEOUT(plot.markDraws() > 0, kPatience);
    settle();
    const int marks = plot.markDraws();
    std::vector<double> times;
    for (int i = 0; i < 9; ++i) {
        QElapsedTimer clock;
        clock.start();
        hover(plot.canvas(), plot.pixel(i * 411));
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    qInfo("hover over %d channels: median %.2f ms", kMany, times[4]);
    QVERIFY(times[4] < kHoverLimit);
    QCOMPARE(plot.markDraws(), marks);
}

void TestClustersView::oneStepOfKDrawsOnce()
{
    openMlp();
    QTRY_COMPARE_WITH_TIMEOUT(workflow().analysis().pendingGroups(), 0, kPatience);
    settle();
    const int marks = scatter()->markDraws();
    session().setK(group(), 31);
    settle();
    QCOMPARE(scatter()->markDraws(), marks + 1);
    showMatrix();
    QTest::qWait(400); // the zoom is noted
    const int overlays = matrix()->overlayDraws();
    const int draws = matrix()->matrixDraws();
    session().setK(group(), 32);
    settle();
    QCOMPARE(matrix()->overlayDraws(), overlays + 1);
    QCOMPARE(matrix()->matrixDraws(), draws);
}

void TestClustersView::numbersAndSizes()
{
    openMlp();
    QVERIFY(scatter()->shownNumbers().isEmpty());
    find<QToolButton>("clusterNumbers")->click();
    const Eigen::MatrixXd points = scatter()->shownPoints();
    int expected = 0;
    for (int label = 0; label < 30; ++label)
        expected += std::count(session().labels().begin(), session().labels().end(), label) > 1;
    QVERIFY(expected > 0);
    QCOMPARE(scatter()->shownNumbers().size(), expected);
    const ClusterPlot::Number number = scatter()->shownNumbers().first();
    double x = 0;
    double count = 0;
    for (int channel = 0; channel < channels(); ++channel) {
        if (session().labels()[channel] == number.label) {
            x += points(channel, 0);
            ++count;
        }
    }
    QVERIFY(std::abs(number.where.x() - x / count) < 1e-9);
    find<QToolButton>("normSizes")->click();
    const Eigen::MatrixXd& gram = session().statistics(group())->gram;
    int longest = 0;
    int shortest = 0;
    for (int channel = 0; channel < channels(); ++channel) {
        longest = gram(channel, channel) > gram(longest, longest) ? channel : longest;
        shortest = gram(channel, channel) < gram(shortest, shortest) ? channel : shortest;
    }
    QVERIFY(scatter()->markSize(longest) > scatter()->markSize(shortest));
}

void TestClustersView::hullHoldsTheCluster()
{
    openMlp();
    const int channel = companion();
    session().selection().setHoveredChannel(channel);
    const QPolygonF hull = scatter()->shownHull();
    QVERIFY(hull.size() >= 3);
    double area = 0;
    for (qsizetype i = 0; i + 1 < hull.size(); ++i)
        area += hull[i].x() * hull[i + 1].y() - hull[i + 1].x() * hull[i].y();
    for (const int member : clusterOf(channel)) {
        const QPointF place = scatter()->pixel(member);
        for (qsizetype i = 0; i + 1 < hull.size(); ++i) { // on the same side of every edge
            const QPointF edge = hull[i + 1] - hull[i];
            const QPointF to = place - hull[i];
            QVERIFY((edge.x() * to.y() - edge.y() * to.x()) * area >= -1e-6 * std::abs(area));
        }
    }
}

void TestClustersView::tsneFormsStopsAndStays()
{
    openMlp();
    const Eigen::MatrixXd pca = scatter()->shownPoints();
    const QStringList axes = scatter()->axisLabels();
    auto* stop = find<QPushButton>("tsneButton");
    auto* state = find<ElidedLabel>("tsneState");
    QVERIFY(!stop->isVisible());
    choose("pictureChooser", QStringLiteral("t-SNE"));
    QVERIFY(stop->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(scatter()->axisLabels().first().contains(u"t-SNE"), kPatience);
    QVERIFY(state->text().contains(QStringLiteral("step")));
    QVERIFY(state->text().contains(QStringLiteral("KL")));
    const Eigen::MatrixXd early = scatter()->shownPoints();
    QTRY_VERIFY_WITH_TIMEOUT(scatter()->shownPoints() != early, kPatience); // the marks move
    QElapsedTimer clock;
    clock.start();
    stop->click();
    bool free = false; // the stopped job is forgotten at once: the next one has to wait for it
    workflow().derivedJobs().start(
        JobPriority::Foreground, [](const StageContext&) -> Result<int> { return 0; },
        [&free](const Result<int>&) { free = true; });
    QTRY_VERIFY_WITH_TIMEOUT(free, kPatience);
    QVERIFY(static_cast<double>(clock.elapsed()) < kStopLimit * Watchdog::slowFactor());
    const Eigen::MatrixXd stopped = scatter()->shownPoints();
    QTest::qWait(300);
    QVERIFY(scatter()->shownPoints() == stopped);
    QVERIFY(!state->text().contains(QStringLiteral("1000 of 1000")));
    stop->click();
    QTRY_VERIFY_WITH_TIMEOUT(
        state->text().contains(QStringLiteral("step 1000 of 1000")), kPatience);
    QVERIFY(!stop->isVisible());
    const Eigen::MatrixXd complete = scatter()->shownPoints();
    session().setK(group(), 12); // recolours only
    settle();
    QVERIFY(scatter()->shownPoints() == complete);
    QVERIFY(scatter()->shownLabels()
        == std::vector<int>(session().labels().begin(), session().labels().end()));
    choose("pictureChooser", QStringLiteral("PCA"));
    QVERIFY(scatter()->shownPoints() == pca);
    QCOMPARE(scatter()->axisLabels(), axes);
    choose("pictureChooser", QStringLiteral("t-SNE"));
    QVERIFY(scatter()->shownPoints() == complete); // at once
}

void TestClustersView::tsneIsTheSameAgain()
{
    const auto complete = [this] {
        openMlp();
        choose("pictureChooser", QStringLiteral("t-SNE"));
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT(find<ElidedLabel>("tsneState")
                                         ->text()
                                         .contains(QStringLiteral("step 1000 of 1000")),
                kPatience);
        }();
        return scatter()->shownPoints();
    };
    const Eigen::MatrixXd first = complete();
    m_window.reset();
    makeWindow();
    const int threads = threadCount();
    setThreadCount(1);
    const Eigen::MatrixXd second = complete();
    setThreadCount(threads);
    QVERIFY(first == second);
}

void TestClustersView::otherGroupsBeginWithPca()
{
    openMlp();
    QTRY_COMPARE_WITH_TIMEOUT(workflow().analysis().pendingGroups(), 0, kPatience);
    const int first = group();
    choose("pictureChooser", QStringLiteral("t-SNE"));
    QTRY_VERIFY_WITH_TIMEOUT(scatter()->axisLabels().first().contains(u"t-SNE"), kPatience);
    session().selection().setGroup(first + 1);
    settle();
    QCOMPARE(find<QComboBox>("pictureChooser")->currentText(), QStringLiteral("PCA"));
    QVERIFY(scatter()->axisLabels().first().contains(u"component"));
    QVERIFY(!workflow().derivedJobs().busy());
}

void TestClustersView::tablesAreComplete()
{
    openMlp();
    session().selection().setChannels({4});
    const PlotTable marks = scatter()->table();
    QCOMPARE(marks.subject, PlotTable::Subject::Channel);
    QCOMPARE(marks.rows.size(), channels());
    QCOMPARE(marks.ids[4], 4);
    QCOMPARE(marks.rows[4][1].toLongLong(), session().labels()[4] + 1);
    QCOMPARE(marks.rows[4][2].toDouble(), scatter()->shownPoints()(4, 0));
    QCOMPARE(marks.rows[4][4].toString(), QStringLiteral("yes"));
    QCOMPARE(marks.rows[5][4].toString(), QStringLiteral("no"));
    showMatrix();
    const PlotTable cells = matrix()->table();
    QCOMPARE(cells.subject, PlotTable::Subject::Channel);
    QCOMPARE(cells.rows.size(), channels());
    QCOMPARE(cells.columns.size(), 3 + channels());
    QVERIFY(std::equal(cells.ids.begin(), cells.ids.end(), matrix()->order().begin()));
    for (int row = 0; row < channels(); ++row) {
        for (int column = 0; column < cells.columns.size(); ++column)
            QVERIFY(cells.cell(row, column).isValid());
        QVERIFY(!cells.cell(row, cells.columns.size()).isValid());
    }
}

/// As many marks and clusters as --json says, and their colours leave the inertia that it says.
void TestClustersView::agreesWithTheCommandLine()
{
    openMlp();
    const QString name = QString::fromStdString(session().currentInfo()->name);
    const QJsonObject folded = entryNamed(foldedByTheProgram()[QLatin1String("groups")], name);
    QCOMPARE(folded[QLatin1String("channels")].toInt(),
        static_cast<int>(scatter()->shownPoints().rows()));
    const std::vector<int> labels = scatter()->shownLabels();
    QCOMPARE(labels.size(), static_cast<std::size_t>(folded[QLatin1String("channels")].toInt()));
    std::map<int, std::vector<int>> clusters;
    for (int channel = 0; channel < static_cast<int>(labels.size()); ++channel)
        clusters[labels[channel]].push_back(channel);
    const int k = folded[QLatin1String("k")].toInt();
    QCOMPARE(static_cast<int>(clusters.size()), k);
    std::size_t largest = 0;
    for (const auto& [label, members] : clusters)
        largest = std::max(largest, members.size());
    const QJsonObject inspected = programSays({QStringLiteral("inspect"),
        sample(QStringLiteral("mlp.pt")), QStringLiteral("--clusters")});
    const QJsonValue tree =
        entryNamed(inspected[QLatin1String("groups")], name)[QLatin1String("clusters")];
    QCOMPARE(static_cast<int>(largest), tree[QLatin1String("largest")][k - 1].toInt());

    const Eigen::MatrixXd rows = MlpWeights().features();
    QCOMPARE(rows.rows(), scatter()->shownPoints().rows());
    const double whole = (rows.rowwise() - rows.colwise().mean()).squaredNorm();
    double within = 0;
    for (const auto& [label, members] : clusters) {
        const Eigen::MatrixXd cluster = rows(members, Eigen::all);
        within += (cluster.rowwise() - cluster.colwise().mean()).squaredNorm();
    }
    const double said = folded[QLatin1String("relative_inertia")].toDouble();
    QVERIFY(said > 0 && std::abs(within / whole / said - 1) < 1e-5);
    QVERIFY(std::abs(within / tree[QLatin1String("inertia")][k - 1].toDouble() - 1) < 1e-5);
    // Distances in the plane are those of the features along two axes: never longer.
    const Eigen::MatrixXd& points = scatter()->shownPoints();
    for (int channel = 1; channel < static_cast<int>(labels.size()); channel += 7)
        QVERIFY((points.row(channel) - points.row(0)).norm()
            <= (rows.row(channel) - rows.row(0)).norm() * (1 + 1e-6));
    QVERIFY(find<QLabel>("clusterSummary")
                ->text()
                .startsWith(QStringLiteral("512 channels in %1 clusters").arg(k)));
}

QTEST_MAIN(TestClustersView)
#include "test_clusters_view.moc"
