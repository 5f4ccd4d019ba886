// SPDX-License-Identifier: GPL-3.0-or-later
// The watchdog of the window tests barks at a busy GUI thread, and only at that.
#include "tests/ui/machine_speed.h"
#include "tests/ui/watchdog.h"

#include <QtTest>

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

#include <sched.h>

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
    void waitingForAProcessorIsNotBlocking();
    void waitingForALockIsBlocking();
    void shortWaitsAreFine();
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
    QVERIFY(watchdog.waits().empty());
}

/// As on a machine whose processors are taken by others: all share one, and this thread is not to
/// blame for what it does not get.
void TestWatchdog::waitingForAProcessorIsNotBlocking()
{
    cpu_set_t all;
    QCOMPARE(sched_getaffinity(0, sizeof all, &all), 0);
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu(), &one);
    QCOMPARE(sched_setaffinity(0, sizeof one, &one), 0); // threads that it starts inherit that
    std::atomic<bool> over = false;
    std::vector<std::thread> others;
    for (int i = 0; i < 8; ++i)
        others.emplace_back([&over] {
            while (!over) { }
        });
    QElapsedTimer wall;
    wall.start();
    Watchdog watchdog(kLimitMs);
    QTest::qWait(20);
    keepBusy(80);
    QTest::qWait(40);
    const double tookMs = static_cast<double>(wall.elapsed());
    over = true;
    for (std::thread& other : others)
        other.join();
    QCOMPARE(sched_setaffinity(0, sizeof all, &all), 0);
    QVERIFY2(tookMs > 300, qPrintable(QString::number(tookMs))); // it did wait
    QVERIFY(watchdog.blocks().empty());
    QVERIFY(watchdog.waits().empty());
}

void TestWatchdog::waitingForALockIsBlocking()
{
    int barks = 0;
    Watchdog watchdog(
        kLimitMs, [](double) {}, [&barks](double) { ++barks; });
    if (!watchdog.seesWaits())
        QSKIP("the kernel does not tell");
    QTest::qWait(40);
    std::mutex mutex;
    std::atomic<bool> held = false;
    std::thread other([&] {
        const std::scoped_lock lock(mutex);
        held = true;
        QTest::qSleep(600);
    });
    while (!held)
        std::this_thread::yield();
    mutex.lock();
    mutex.unlock();
    QTest::qWait(40);
    other.join();
    QCOMPARE(watchdog.waits().size(), std::size_t{1});
    QCOMPARE(barks, 1);
    QVERIFY(watchdog.waits()[0] < 900);
    QVERIFY(watchdog.blocks().empty()); // it took no processor
}

void TestWatchdog::shortWaitsAreFine()
{
    Watchdog watchdog(kLimitMs);
    for (int i = 0; i < 4; ++i) {
        QTest::qSleep(90);
        QTest::qWait(25);
    }
    QVERIFY(watchdog.waits().empty());
    {
        const Watchdog::Allowance sleeping(watchdog);
        QTest::qSleep(700);
    }
    QTest::qWait(40);
    QVERIFY(watchdog.waits().empty());
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
