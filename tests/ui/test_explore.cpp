// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters and Matrix as tools: picking, linking, t-SNE, quantities, orders, zoom.
#include "tests/ui/window_fixture.h"

#include "ui/plots/cluster_plot.h"
#include "ui/plots/matrix_plot.h"
#include "ui/views/elided_label.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

constexpr double kHoverLimit = 10; // milliseconds, median
constexpr double kStopLimit = 500;
constexpr double kRangeLimit = 50; // median

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

std::vector<int> united(std::vector<int> a, const std::vector<int>& b)
{
    std::set<int> all(a.begin(), a.end());
    all.insert(b.begin(), b.end());
    return {all.begin(), all.end()};
}

} // namespace

class TestExplore : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void lassoSelectsWhatIsInside();
    void boxAddsAndToggles();
    void clicksPickAndClear();
    void marksLinkBothViews();
    void hoverLinksBothViews();
    void hoverDrawsTheOverlayOnly();
    void largeGroupsAreQuick();
    void doubleClickCentresTheCluster();
    void oneStepOfKDrawsOnce();
    void numbersAndSizes();
    void hullHoldsTheCluster();
    void tsneFormsStopsAndStays();
    void tsneIsTheSameAgain();
    void otherGroupsBeginWithPca();
    void quantitiesReadBack();
    void handlesNarrowTheColours();
    void branchesAndCuts();
    void blocksSelectRows();
    void clustersBecomeContiguous();
    void zoomGoesBackAndForward();
    void tablesAreComplete();

private:
    void openMlp()
    {
        open(QStringLiteral("mlp.pt"));
        waitForStatistics();
        session().setK(group(), 30);
        settle();
    }
    void showMatrix()
    {
        m_window->showView(QStringLiteral("matrixView"));
        QTRY_COMPARE_WITH_TIMEOUT(matrix()->shownSize(), channels(), kPatience);
        settle();
    }
    /// Until nothing is left to draw.
    void settle()
    {
        for (int i = 0; i < 3; ++i)
            QTest::qWait(20);
    }
    void choose(const char* name, const QString& text)
    {
        auto* chooser = find<QComboBox>(name);
        QVERIFY(chooser->findText(text) >= 0);
        chooser->setCurrentIndex(chooser->findText(text));
    }
    void drag(QWidget* canvas, const QPolygonF& path, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(canvas, Qt::LeftButton, modifiers, path.first().toPoint());
        for (const QPointF& place : path)
            send(canvas, place, modifiers);
        QTest::mouseRelease(canvas, Qt::LeftButton, modifiers, path.last().toPoint());
        settle();
    }
    void send(QWidget* canvas, QPointF place, Qt::KeyboardModifiers modifiers = {},
        Qt::MouseButtons buttons = Qt::LeftButton)
    {
        QMouseEvent event(QEvent::MouseMove, place.toPoint(), canvas->mapToGlobal(place.toPoint()),
            Qt::NoButton, buttons, modifiers);
        QCoreApplication::sendEvent(canvas, &event);
    }
    void hover(QWidget* canvas, QPointF place) { send(canvas, place, {}, Qt::NoButton); }
    /// A polygon around the middle of the scatter, with a dent.
    QPolygonF outline() const
    {
        const QRectF area = QRectF(scatter()->canvas()->rect()).adjusted(80, 30, -30, -80);
        QPolygonF path;
        for (const QPointF part :
            {QPointF(0.1, 0.2), {0.8, 0.1}, {0.5, 0.45}, {0.85, 0.8}, {0.2, 0.9}})
            path << (area.topLeft() + QPointF(part.x() * area.width(), part.y() * area.height()))
                        .toPoint();
        return path;
    }
    int group() const { return session().selection().group(); }
    int channels() const { return static_cast<int>(session().currentInfo()->channels); }
    const std::vector<int>& marked() const { return session().selection().channels(); }
    std::vector<int> clusterOf(int channel) const
    {
        std::vector<int> members;
        for (int other = 0; other < channels(); ++other) {
            if (session().labels()[other] == session().labels()[channel])
                members.push_back(other);
        }
        return members;
    }
    /// The first one whose cluster has several channels.
    int companion() const
    {
        for (int channel = 0; channel < channels(); ++channel) {
            if (clusterOf(channel).size() > 2)
                return channel;
        }
        return -1;
    }
    /// One that no other mark hides.
    int freeChannel() const
    {
        for (int channel = 0; channel < channels(); ++channel) {
            double nearest = 1e9;
            for (int other = 0; other < channels(); ++other) {
                const QPointF away = scatter()->pixel(channel) - scatter()->pixel(other);
                if (other != channel)
                    nearest = std::min(nearest, std::hypot(away.x(), away.y()));
            }
            if (nearest > 6 && clusterOf(channel).size() > 1)
                return channel;
        }
        return -1;
    }
    ClusterPlot* scatter() const { return find<ClusterPlot>("clusterPlot"); }
    MatrixPlot* matrix() const { return find<MatrixPlot>("matrixPlot"); }
};

void TestExplore::init()
{
    makeWindow();
}

void TestExplore::cleanup()
{
    m_window.reset();
}

void TestExplore::lassoSelectsWhatIsInside()
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

void TestExplore::boxAddsAndToggles()
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

void TestExplore::clicksPickAndClear()
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

void TestExplore::marksLinkBothViews()
{
    openMlp();
    showMatrix();
    const std::vector<int> picked = clusterOf(companion());
    const int draws = matrix()->matrixDraws();
    session().selection().setChannels(picked);
    settle();
    QVERIFY(scatter()->shownMarked() == picked);
    // A cluster of a cut lies in one piece in leaf order.
    QCOMPARE(matrix()->markedRuns().size(), std::size_t(1));
    const auto [first, end] = matrix()->markedRuns().front();
    std::vector<int> shown(matrix()->order().begin() + first, matrix()->order().begin() + end);
    std::sort(shown.begin(), shown.end());
    QVERIFY(shown == picked);
    QCOMPARE(matrix()->matrixDraws(), draws);
    session().selection().setGroup(-1);
    QVERIFY(marked().empty());
}

void TestExplore::hoverLinksBothViews()
{
    openMlp();
    const int channel = freeChannel();
    hover(scatter()->canvas(), scatter()->pixel(channel));
    QCOMPARE(session().selection().hoveredChannel(), channel);
    QCOMPARE(matrix()->crossHair() >= 0, true);
    QCOMPARE(matrix()->order()[matrix()->crossHair()], channel);
    showMatrix();
    hover(matrix()->canvas(), matrix()->cellPosition(17, 40));
    QCOMPARE(session().selection().hoveredChannel(), matrix()->order()[17]);
    QCOMPARE(scatter()->shownHighlighted(), matrix()->order()[17]);
}

void TestExplore::hoverDrawsTheOverlayOnly()
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

void TestExplore::largeGroupsAreQuick()
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

void TestExplore::doubleClickCentresTheCluster()
{
    openMlp();
    const int channel = freeChannel();
    const std::vector<int> cluster = clusterOf(channel);
    QTest::mouseDClick(
        scatter()->canvas(), Qt::LeftButton, {}, scatter()->pixel(channel).toPoint());
    QVERIFY(marked() == cluster);
    showMatrix();
    const QRectF view = matrix()->view();
    QVERIFY(view.width() < channels());
    const auto [first, end] = matrix()->markedRuns().front();
    QVERIFY(view.top() <= first && view.bottom() >= end);
    QVERIFY(view.left() <= first && view.right() >= end);
    session().setK(group(), 31);
    settle();
    QCOMPARE(matrix()->view(), view); // no edit resets a zoom
    find<QToolButton>("matrixBack")->click();
    QCOMPARE(matrix()->view(), QRectF(0, 0, channels(), channels()));
}

void TestExplore::oneStepOfKDrawsOnce()
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

void TestExplore::numbersAndSizes()
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

void TestExplore::hullHoldsTheCluster()
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

void TestExplore::tsneFormsStopsAndStays()
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
    QTRY_VERIFY_WITH_TIMEOUT(!workflow().derivedJobs().busy(), kPatience);
    QVERIFY(clock.elapsed() < kStopLimit);
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

void TestExplore::tsneIsTheSameAgain()
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

void TestExplore::otherGroupsBeginWithPca()
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

void TestExplore::quantitiesReadBack()
{
    openMlp();
    showMatrix();
    const study::GroupStatisticsPtr statistics = session().statistics(group());
    const Eigen::MatrixXf cosines = study::featureSimilarity(*statistics);
    const auto cell = [&](int row, int column) {
        const QVector<QVariant> values = matrix()->table().rows[row];
        return values[3 + column].toDouble();
    };
    const int a = matrix()->order()[3];
    const int b = matrix()->order()[90];
    QCOMPARE(cell(3, 90), static_cast<double>(cosines(a, b)));
    QCOMPARE(matrix()->scaleTitle(), QStringLiteral("similarity"));
    QCOMPARE(matrix()->scale().range().low, -1.0);
    choose("matrixQuantity", QStringLiteral("|similarity|"));
    QTRY_COMPARE_WITH_TIMEOUT(matrix()->scaleTitle(), QStringLiteral("|similarity|"), kPatience);
    QCOMPARE(cell(3, 90), static_cast<double>(std::abs(cosines(a, b))));
    QCOMPARE(matrix()->scale().range().low, 0.0);
    choose("matrixQuantity", QStringLiteral("distance"));
    QTRY_COMPARE_WITH_TIMEOUT(matrix()->scaleTitle(), QStringLiteral("distance"), kPatience);
    const Eigen::MatrixXd& gram = statistics->gram;
    const double expected = std::sqrt(gram(a, a) + gram(b, b) - 2 * gram(a, b));
    QVERIFY(std::abs(cell(3, 90) / expected - 1) < 1e-6);
    QVERIFY(matrix()->scale().range().high >= expected);
}

void TestExplore::handlesNarrowTheColours()
{
    openMlp();
    showMatrix();
    const int draws = matrix()->matrixDraws();
    const QImage before = matrix()->picture({600, 500});
    const QPointF low = matrix()->scale().lowHandle();
    const QPointF high = matrix()->scale().highHandle();
    const QPointF middle = (low + high) / 2;
    std::vector<double> times;
    QTest::mousePress(matrix()->canvas(), Qt::LeftButton, {}, low.toPoint());
    for (int step = 1; step <= 9; ++step) {
        QElapsedTimer clock;
        clock.start();
        send(matrix()->canvas(), low + (middle - low) * step / 9);
        QCoreApplication::processEvents();
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    QTest::mouseRelease(matrix()->canvas(), Qt::LeftButton, {}, middle.toPoint());
    std::sort(times.begin(), times.end());
    qInfo("a step of the colour range: median %.2f ms", times[4]);
    QVERIFY(times[4] < kRangeLimit);
    QVERIFY(matrix()->matrixDraws() > draws);
    QVERIFY(std::abs(matrix()->scale().range().low) < 0.02);
    QCOMPARE(matrix()->scale().range().high, 1.0);
    QVERIFY(matrix()->picture({600, 500}) != before);
    session().setK(group(), 20);
    QVERIFY(std::abs(matrix()->scale().range().low) < 0.02);
    QTest::mouseDClick(matrix()->canvas(), Qt::LeftButton, {}, middle.toPoint());
    QCOMPARE(matrix()->scale().range().low, -1.0);
}

void TestExplore::branchesAndCuts()
{
    openMlp();
    showMatrix();
    const cluster::MergeTree& tree = session().statistics(group())->tree;
    const std::size_t merge = tree.merges().size() - 3;
    // Which channels that merge holds, from the tree itself.
    std::vector<std::int32_t> nodes{static_cast<std::int32_t>(tree.channels() + merge)};
    std::vector<int> expected;
    while (!nodes.empty()) {
        const std::int32_t node = nodes.back();
        nodes.pop_back();
        if (node < tree.channels()) {
            expected.push_back(node);
        } else {
            nodes.push_back(tree.merges()[node - tree.channels()].left);
            nodes.push_back(tree.merges()[node - tree.channels()].right);
        }
    }
    std::sort(expected.begin(), expected.end());
    const std::int64_t k = session().kOf(group());
    QTest::mouseClick(
        matrix()->canvas(), Qt::LeftButton, {}, matrix()->branchPosition(merge).toPoint());
    QVERIFY(marked() == expected);
    QCOMPARE(session().kOf(group()), k); // a click on a line is no cut
    const QPointF from = matrix()->canvas()->mapFrom(matrix(), matrix()->cutPosition(4));
    const QPointF to = matrix()->canvas()->mapFrom(matrix(), matrix()->cutPosition(2));
    drag(matrix()->canvas(), {from, (from + to) / 2, to});
    QCOMPARE(session().kOf(group()), 2);
    QVERIFY(marked() == expected); // nor is a drag a pick
}

void TestExplore::blocksSelectRows()
{
    openMlp();
    showMatrix();
    const std::vector<std::int32_t> order = matrix()->order();
    session().selection().seekChannels({order.begin() + 100, order.begin() + 112});
    settle();
    const QRectF view = matrix()->view();
    const std::vector<int> rows{order.begin() + 102, order.begin() + 105};
    drag(matrix()->canvas(), {matrix()->cellPosition(102, 101), matrix()->cellPosition(104, 110)},
        Qt::ShiftModifier);
    QVERIFY(marked() == united({}, rows));
    drag(matrix()->canvas(), {matrix()->cellPosition(109, 109), matrix()->cellPosition(108, 103)},
        Qt::ShiftModifier | Qt::ControlModifier);
    QVERIFY(marked() == united(rows, {order.begin() + 108, order.begin() + 110}));
    QCOMPARE(matrix()->view(), view); // it pans nothing
}

void TestExplore::clustersBecomeContiguous()
{
    openMlp();
    showMatrix();
    auto* order = find<QComboBox>("matrixOrder");
    QVERIFY(!order->isEnabled());
    QVERIFY(order->toolTip().contains(QStringLiteral("k-means")));
    cluster::ClusterOptions options = session().plan().clustering;
    options.method = "kmeans";
    QVERIFY(session().setClustering(options));
    waitForStatistics();
    QTRY_VERIFY_WITH_TIMEOUT(session().clustering().exact, kPatience);
    QTRY_COMPARE_WITH_TIMEOUT(matrix()->shownSize(), channels(), kPatience);
    QVERIFY(order->isEnabled());
    QVERIFY(matrix()->blocks().size() < 30);
    QVERIFY(matrix()->dendrogramShown());
    choose("matrixOrder", QStringLiteral("cluster, then leaf"));
    QTRY_COMPARE_WITH_TIMEOUT(matrix()->blocks().size(), std::size_t(30), kPatience);
    QVERIFY(!matrix()->dendrogramShown());
    session().selection().setChannels(clusterOf(companion()));
    QCOMPARE(matrix()->markedRuns().size(), std::size_t(1));
    choose("matrixOrder", QStringLiteral("leaf"));
    QTRY_VERIFY_WITH_TIMEOUT(matrix()->dendrogramShown(), kPatience);
    QVERIFY(matrix()->order() == session().statistics(group())->tree.leafOrder());
}

void TestExplore::zoomGoesBackAndForward()
{
    openMlp();
    showMatrix();
    const QRectF whole = matrix()->view();
    auto* back = find<QToolButton>("matrixBack");
    auto* forward = find<QToolButton>("matrixForward");
    QVERIFY(!back->isEnabled() && !forward->isEnabled());
    session().selection().seekChannels(clusterOf(companion()));
    const QRectF zoomed = matrix()->view();
    QVERIFY(zoomed != whole);
    QVERIFY(back->isEnabled());
    matrix()->canvas()->setFocus();
    m_window->activateWindow();
    QTest::keyClick(matrix()->canvas(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(matrix()->view(), whole);
    QVERIFY(forward->isEnabled());
    forward->click();
    QCOMPARE(matrix()->view(), zoomed);
    QVERIFY(!forward->isEnabled());
}

void TestExplore::tablesAreComplete()
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
    for (const QVector<QVariant>& row : cells.rows)
        QCOMPARE(row.size(), cells.columns.size());
}

QTEST_MAIN(TestExplore)
#include "test_explore.moc"
