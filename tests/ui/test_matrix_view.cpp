// SPDX-License-Identifier: GPL-3.0-or-later
// Matrix as a tool: links with Clusters, quantities, colours, branches, orders, zoom.
#include "tests/ui/channel_fixture.h"
#include "tests/ui/stored_weights.h"

#include <QLabel>
#include <QSignalSpy>
#include <QToolButton>
#include <QWheelEvent>

#include <atomic>
#include <chrono>
#include <thread>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

namespace {

constexpr double kRangeLimit = 50; // milliseconds, median

/// [n, n] of the rows.
Eigen::MatrixXd cosinesOf(const Eigen::MatrixXd& rows)
{
    const Eigen::MatrixXd unit = rows.rowwise().normalized();
    return unit * unit.transpose();
}

} // namespace

class TestMatrixView : public ChannelTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeWindow(); }
    void cleanup() { m_window.reset(); }

    void marksLinkBothViews();
    void hoverLinksBothViews();
    void doubleClickCentresTheCluster();
    void quantitiesReadBack();
    void aCancelledMatrixIsRetried();
    void handlesNarrowTheColours();
    void branchesAndCuts();
    void blocksSelectRows();
    void clustersBecomeContiguous();
    void zoomGoesBackAndForward();
    void zoomDimsTheOtherMarks();
    void cellsAreThoseOfTheWeights_data();
    void cellsAreThoseOfTheWeights();
    void pixelsAreThoseOfTheWeights();
    void clustersOfACutAreContiguous();
};

void TestMatrixView::marksLinkBothViews()
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

void TestMatrixView::hoverLinksBothViews()
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

void TestMatrixView::doubleClickCentresTheCluster()
{
    openMlp();
    const int channel = freeChannel();
    const std::vector<int> cluster = clusterOf(channel);
    QTest::mouseDClick(
        scatter()->canvas(), Qt::LeftButton, {}, scatter()->pixel(channel).toPoint());
    QVERIFY(marked() == cluster);
    QCOMPARE(m_window->shownView(), QStringLiteral("matrixView"));
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

void TestMatrixView::quantitiesReadBack()
{
    openMlp();
    showMatrix();
    const study::GroupStatisticsPtr statistics = session().statistics(group());
    const Eigen::MatrixXf cosines = *study::featureSimilarity(*statistics);
    const auto cell = [&](int row, int column) {
        return matrix()->table().cell(row, 3 + column).toDouble();
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

void TestMatrixView::aCancelledMatrixIsRetried()
{
    openMlp();
    showMatrix();
    JobRunner& runner = workflow().derivedJobs();
    std::atomic<bool> held = true;
    runner.start(
        JobPriority::Foreground,
        [&held](const StageContext&) -> Result<int> {
            while (held)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return 0;
        },
        [](const Result<int>&) {});
    JobRunner::JobId id = 0;
    JobInfo info;
    connect(&runner, &JobRunner::jobStarted, this, [&](quint64 job, const JobInfo& told) {
        id = job;
        info = told;
    });
    choose("matrixQuantity", QStringLiteral("distance"));
    QVERIFY(runner.active(id));
    // the matrix and its order at least, in single precision
    QVERIFY(info.need_bytes >= 2 * 4 * channels() * channels());
    runner.cancel(id);
    held = false;
    QTRY_VERIFY_WITH_TIMEOUT(!runner.active(id), kPatience);
    QVERIFY(matrix()->scaleTitle() != QStringLiteral("distance"));
    QVERIFY(!matrix()->hasContent()); // it says what happened
    QVERIFY(info.retry);
    info.retry();
    QTRY_COMPARE_WITH_TIMEOUT(matrix()->scaleTitle(), QStringLiteral("distance"), kPatience);
    QVERIFY(matrix()->hasContent());
    runner.disconnect(this);
}

void TestMatrixView::handlesNarrowTheColours()
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
    QVERIFY(times[4] < kRangeLimit * Watchdog::slowFactor());
    QVERIFY(matrix()->matrixDraws() > draws);
    QVERIFY(std::abs(matrix()->scale().range().low) < 0.02);
    QCOMPARE(matrix()->scale().range().high, 1.0);
    QVERIFY(matrix()->picture({600, 500}) != before);
    session().setK(group(), 20);
    QVERIFY(std::abs(matrix()->scale().range().low) < 0.02);
    QTest::mouseDClick(matrix()->canvas(), Qt::LeftButton, {}, middle.toPoint());
    QCOMPARE(matrix()->scale().range().low, -1.0);
}

void TestMatrixView::branchesAndCuts()
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

void TestMatrixView::blocksSelectRows()
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

void TestMatrixView::clustersBecomeContiguous()
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

void TestMatrixView::zoomGoesBackAndForward()
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

void TestMatrixView::zoomDimsTheOtherMarks()
{
    openMlp();
    showMatrix();
    const QImage before = scatter()->picture({500, 400});
    QVERIFY(session().selection().zoomedChannels().empty());
    QSignalSpy zooms(&session().selection(), &Selection::zoomedChannelsChanged);
    const QPointF middle = matrix()->cellPosition(300, 300);
    QWheelEvent wheel(middle, matrix()->canvas()->mapToGlobal(middle), {}, {0, 480}, Qt::NoButton,
        Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(matrix()->canvas(), &wheel);
    settle();
    QCOMPARE(zooms.count(), 1); // one for both axes
    std::set<int> inside;
    const QRectF view = matrix()->view();
    for (int cell = 0; cell < channels(); ++cell) {
        const bool row = cell + 1 > view.top() && cell < view.bottom();
        const bool column = cell + 1 > view.left() && cell < view.right();
        if (row || column)
            inside.insert(matrix()->order()[cell]);
    }
    QVERIFY(inside.size() > 10 && static_cast<int>(inside.size()) < channels());
    for (int channel = 0; channel < channels(); ++channel)
        QCOMPARE(scatter()->isDimmed(channel), !inside.contains(channel));
    QVERIFY(scatter()->picture({500, 400}) != before);
    QVERIFY(find<QLabel>("clusterSummary")
                ->text()
                .contains(QStringLiteral("the %1 in the zoom").arg(inside.size())));
    // Of what is in the zoom, only what is selected stays bright.
    const int first = *inside.begin();
    session().selection().setChannels({first});
    for (int channel = 0; channel < channels(); ++channel)
        QCOMPARE(scatter()->isDimmed(channel), channel != first);
    session().selection().setChannels({});
    QTRY_VERIFY(find<QToolButton>("matrixBack")->isEnabled()); // the zoom has come to rest
    find<QToolButton>("matrixBack")->click();
    settle();
    QVERIFY(session().selection().zoomedChannels().empty());
    QVERIFY(scatter()->picture({500, 400}) == before);
}

void TestMatrixView::cellsAreThoseOfTheWeights_data()
{
    QTest::addColumn<QString>("quantity");
    QTest::addColumn<QString>("source");
    for (const char* quantity : {"similarity", "|similarity|", "distance"}) {
        for (const char* source : {"whole group (features)", "fc1"})
            QTest::addRow("%s of %s", quantity, source)
                << QString::fromLatin1(quantity) << QString::fromLatin1(source);
    }
}

void TestMatrixView::cellsAreThoseOfTheWeights()
{
    QFETCH(QString, quantity);
    QFETCH(QString, source);
    openMlp();
    showMatrix();
    choose("matrixChooser", source);
    choose("matrixQuantity", quantity);
    QTRY_VERIFY_WITH_TIMEOUT(matrix()->scaleTitle() == quantity && matrix()->shownSize() > 0
            && !workflow().derivedJobs().busy(),
        kPatience);
    const MlpWeights weights;
    const bool whole = source != QStringLiteral("fc1");
    Eigen::MatrixXd rows = whole ? weights.features() : weights.fc1;
    QCOMPARE(rows.rows(), channels());
    Eigen::MatrixXd expected = cosinesOf(rows);
    if (quantity == QStringLiteral("|similarity|"))
        expected = expected.cwiseAbs();
    if (!whole)
        rows = rows.rowwise().normalized().eval();
    const PlotTable table = matrix()->table();
    const std::vector<std::int32_t> order = matrix()->order();
    const int cells = channels();
    QCOMPARE(table.rows.size(), cells);
    double worst = 0;
    for (int row = 0; row < cells; ++row) {
        for (int column = 0; column < cells; ++column) {
            const int a = order[row];
            const int b = order[column];
            const double wanted = quantity == QStringLiteral("distance")
                ? (rows.row(a) - rows.row(b)).norm()
                : expected(a, b);
            worst = std::max(worst, std::abs(table.cell(row, 3 + column).toDouble() - wanted));
        }
    }
    // Distances are differences of squares: of equal rows they lose half of the digits.
    QVERIFY2(worst < 2e-3, qPrintable(QString::number(worst)));
}

void TestMatrixView::pixelsAreThoseOfTheWeights()
{
    openMlp();
    showMatrix();
    const std::vector<std::int32_t>& order = matrix()->order();
    matrix()->centreOn({order.begin() + 200, order.begin() + 210});
    settle();
    const QImage picture = matrix()->canvas()->grab().toImage();
    const QPointF cell = matrix()->cellPosition(1, 1) - matrix()->cellPosition(0, 0);
    QVERIFY(cell.x() > 12); // wide enough to miss the borders of the blocks
    // Last of all, for it takes longer than the window may wait.
    const Eigen::MatrixXd expected = cosinesOf(MlpWeights().features());
    constexpr double kStep = 2.0 / 510; // of the scale, from one colour to the next
    for (int row = 200; row < 210; ++row) {
        for (int column = 200; column < 210; ++column) {
            const QPointF place = matrix()->cellPosition(row, column) + 0.2 * cell;
            const QRgb drawn = picture.pixel((place * picture.devicePixelRatio()).toPoint());
            const double value = expected(order[row], order[column]);
            const ColorRange& range = matrix()->scale().range();
            QVERIFY(drawn == range.colorOf(value) || drawn == range.colorOf(value - kStep / 2)
                || drawn == range.colorOf(value + kStep / 2));
        }
    }
}

/// Going down the rows, the label changes as seldom as --json allows.
void TestMatrixView::clustersOfACutAreContiguous()
{
    openMlp();
    showMatrix();
    const QString name = QString::fromStdString(session().currentInfo()->name);
    const int k =
        entryNamed(foldedByTheProgram()[QLatin1String("groups")], name)[QLatin1String("k")].toInt();
    const PlotTable table = matrix()->table();
    int changes = 0;
    for (int row = 1; row < table.rows.size(); ++row)
        changes += table.rows[row][1] != table.rows[row - 1][1];
    QCOMPARE(changes, k - 1);
    QCOMPARE(static_cast<int>(matrix()->blocks().size()), k);
    int end = 0;
    for (const auto& [first, last] : matrix()->blocks()) {
        QCOMPARE(first, end);
        end = last;
    }
    QCOMPARE(end, channels());
}

QTEST_MAIN(TestMatrixView)
#include "test_matrix_view.moc"
