// SPDX-License-Identifier: GPL-3.0-or-later
// A group of 4096 channels in daily use: nothing keeps the GUI thread.
#include "tests/ui/latency_fixture.h"

#include "ui/plots/collapse_plot.h"
#include "ui/plots/matrix_quantity.h"
#include "ui/views/table_twin.h"

#include <QClipboard>
#include <QComboBox>
#include <QCursor>
#include <QSlider>

using namespace pleat;
using namespace pleat::ui;
using namespace pleat::ui::test;

class TestWideGroup : public LatencyTest
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreadCount(0); }
    void init() { openWideNetwork(); }
    void cleanup() { m_window.reset(); }

    void aRunDrawsSeldom();
    void walkThroughTheLargestGroup();
    void everyValueIsSaved();
};

/// However many layers a second are measured.
void TestWideGroup::aRunDrawsSeldom()
{
    m_window->showView(QStringLiteral("collapseView"));
    auto* plot = find<CollapsePlot>("collapsePlot");
    session().setUniform(0.5, study::GroupSelection::All);
    settle();
    constexpr double kMostPerSecond = 20;
    constexpr double kMore = 6; // where a run begins and ends
    QSignalSpy drawn(plot, &Plot::drawn);
    QElapsedTimer timer;
    timer.start();
    for (int turn = 0; turn < 3; ++turn) {
        find<QAction>("actionRun")->trigger();
        while (workflow().activity() != Activity::Idle)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 5);
    }
    const double most = kMostPerSecond * static_cast<double>(timer.elapsed()) / 1000 + 3 * kMore;
    QVERIFY(!drawn.isEmpty());
    QVERIFY2(static_cast<double>(drawn.size()) <= most,
        qPrintable(QStringLiteral("%1 times, at most %2").arg(drawn.size()).arg(most)));
}

/// One thing after the other, while the watchdog listens.
void TestWideGroup::walkThroughTheLargestGroup()
{
    m_window->showView(QStringLiteral("clustersView"));
    select(512);
    session().setK(groupOf(kLargest), kLargest / 2);
    settle();
    QCursor::setPos(m_window->mapToGlobal(QPoint(3, 3))); // over no figure
    m_watchdog = std::make_unique<Watchdog>(
        Watchdog::kLimitMs * Watchdog::slowFactor(), &WindowTest::onBlock, &WindowTest::onWait);
    const auto go = [this](const std::function<void()>& step) {
        QTimer::singleShot(0, m_window.get(), step);
        QTest::qWait(60);
        settle();
    };
    auto* clusters = find<Plot>("clusterPlot");
    auto* matrix = find<MatrixPlot>("matrixPlot");
    const int group = groupOf(kLargest);
    go([&] { select(kLargest); });
    go([&] { find<QSlider>("kSlider")->setValue(find<QSlider>("kSlider")->maximum() / 3); });
    const std::int64_t k = session().kOf(group);
    go([&] { move(*clusters, clusters->rect().center()); });
    go([&] { m_window->showView(QStringLiteral("matrixView")); });
    QTRY_COMPARE_WITH_TIMEOUT(matrix->shownSize(), kLargest, kPatience);
    matrix->setFocus();
    go([&] { find<QAction>("actionShowTable")->trigger(); });
    QVERIFY(TableTwin::of(*matrix));
    QCOMPARE(TableTwin::of(*matrix)->model()->columnCount(), 3 + kLargest);
    go([&] { session().setK(group, k / 2); }); // the table follows
    go([&] { find<QAction>("actionShowTable")->trigger(); });
    QVERIFY(!TableTwin::of(*matrix));
    go([&] {
        const QPointF cell = matrix->cellPosition(1000, 2000);
        move(*matrix, matrix->canvas()->mapTo(matrix, cell.toPoint()));
    });
    for (int step = 0; step < 14; ++step)
        go([&] { zoom(*matrix, true); });
    auto* quantity = find<QComboBox>("matrixQuantity");
    const QString title = matrix->scaleTitle();
    go([&] {
        quantity->setCurrentIndex(quantity->findData(static_cast<int>(Quantity::Distance)));
    });
    QTRY_VERIFY_WITH_TIMEOUT(matrix->scaleTitle() != title, kPatience);
    matrix->setFocus();
    go([&] { find<QAction>("actionShowTable")->trigger(); });
    QVERIFY(TableTwin::of(*matrix) && TableTwin::of(*matrix)->model()->columnCount() > 100);
    go([&] { find<QAction>("actionShowTable")->trigger(); });
    QVERIFY(!TableTwin::of(*matrix));
    go([&] { find<QAction>("actionUndo")->trigger(); });
    QCOMPARE(session().kOf(group), k);
}

/// Whatever its size, every value is saved.
void TestWideGroup::everyValueIsSaved()
{
    m_watchdog.reset(); // a job does it in the window
    select(kLargest);
    m_window->showView(QStringLiteral("matrixView"));
    auto* matrix = find<MatrixPlot>("matrixPlot");
    QTRY_COMPARE_WITH_TIMEOUT(matrix->shownSize(), kLargest, kPatience);
    QTest::keyClick(matrix, Qt::Key_F);
    const PlotTable table = matrix->table();
    const QByteArray csv = toCsv(table);
    const QList<QByteArray> lines = csv.split('\n');
    QCOMPARE(lines.size(), kLargest + 2); // titles, and nothing after the last ending
    for (int row = 7; row < kLargest; row += 500) {
        const QList<QByteArray> fields = lines[row + 1].trimmed().split(',');
        QCOMPARE(fields.size(), kLargest + 3);
        for (int column = 0; column < kLargest; column += 97)
            QCOMPARE(fields[column + 3].toFloat(),
                static_cast<float>(table.cell(row, column + 3).toDouble()));
    }
    QVERIFY(toCsv(table, [] { return true; }).isEmpty());
    // The clipboard is not for so many.
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    matrix->setFocus();
    find<QAction>("actionCopyValues")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
}

QTEST_MAIN(TestWideGroup)
#include "test_wide_group.moc"
