// SPDX-License-Identifier: GPL-3.0-or-later
// The watchdog of the window tests barks at a busy GUI thread, and only at that.
#include "tests/ui/machine_speed.h"
#include "tests/ui/watchdog.h"

#include <QtTest>

using namespace pleat::ui::test;

namespace {

constexpr double kLimitMs = 100;

/// Processor time of this thread.
void keepBusy(double ms)
{
    const double end = threadMs() + ms;
    while (threadMs() < end) { }
}

} // namespace

class TestWatchdog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reportsABusyThread();
    void reportsABlockThatHasNotEnded();
    void anIdleLoopIsFine();
    void waitingIsNotBlocking();
    void shortWorkIsFine();
    void allowancesAllow();
};

void TestWatchdog::reportsABusyThread()
{
    int barks = 0;
    Watchdog watchdog(kLimitMs, [&barks](double) { ++barks; });
    QTest::qWait(40);
    QTimer::singleShot(0, [] { keepBusy(300); });
    QTest::qWait(60);
    QCOMPARE(watchdog.blocks().size(), std::size_t{1});
    QCOMPARE(barks, 1);
    QVERIFY(watchdog.blocks()[0] >= 295);
    QVERIFY(watchdog.blocks()[0] < 450);
    QTimer::singleShot(0, [] { keepBusy(200); });
    QTest::qWait(60);
    QCOMPARE(watchdog.blocks().size(), std::size_t{2});
}

void TestWatchdog::reportsABlockThatHasNotEnded()
{
    Watchdog watchdog(kLimitMs);
    keepBusy(250);
    QTRY_COMPARE(watchdog.blocks().size(), std::size_t{1});
}

void TestWatchdog::anIdleLoopIsFine()
{
    Watchdog watchdog(kLimitMs);
    QTest::qWait(500);
    QVERIFY(watchdog.blocks().empty());
}

void TestWatchdog::waitingIsNotBlocking()
{
    // As on a machine whose processors are taken by others.
    Watchdog watchdog(kLimitMs);
    QTest::qSleep(300);
    QTest::qWait(40);
    QVERIFY(watchdog.blocks().empty());
}

void TestWatchdog::shortWorkIsFine()
{
    Watchdog watchdog(kLimitMs);
    for (int i = 0; i < 6; ++i) {
        keepBusy(40);
        QTest::qWait(25);
    }
    QVERIFY(watchdog.blocks().empty());
}

void TestWatchdog::allowancesAllow()
{
    Watchdog watchdog(kLimitMs);
    {
        const Watchdog::Allowance computing(watchdog);
        keepBusy(250);
    }
    QTest::qWait(40);
    QVERIFY(watchdog.blocks().empty());
    keepBusy(250);
    QTest::qWait(40);
    QCOMPARE(watchdog.blocks().size(), std::size_t{1});
}

QTEST_GUILESS_MAIN(TestWatchdog)
#include "test_watchdog.moc"
