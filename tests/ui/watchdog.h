// SPDX-License-Identifier: GPL-3.0-or-later
// Notices when the GUI thread does not come back to its event loop.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTimer>
#include <QtGlobal>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include <pthread.h>
#include <unistd.h>

namespace pleat::ui::test {

/// Made and destroyed on the GUI thread. A heartbeat in its event loop is watched by a thread of
/// its own, which counts the processor time that the GUI thread spends between two beats: on a
/// loaded machine a thread may wait long without being to blame. What it waits for something else
/// than a processor (a lock, another thread, a disk) is counted apart.
class Watchdog
{
public:
    static constexpr double kLimitMs = 100;
    static constexpr double kWaitFactor =
        5; ///< of the limit: disks may be cold, and virtual machines paused

    /// `onBlock` is called on the GUI thread, after a block, with its milliseconds; `onWait` in the
    /// same way after it has waited for too long.
    explicit Watchdog(
        double limitMs = kLimitMs * slowFactor(),
        std::function<void(double)> onBlock = [](double) {},
        std::function<void(double)> onWait = [](double) {})
        : m_limitMs(limitMs)
        , m_onBlock(std::move(onBlock))
        , m_onWait(std::move(onWait))
        , m_schedule(QStringLiteral("/proc/self/task/%1/schedstat").arg(gettid()))
    {
        pthread_getcpuclockid(pthread_self(), &m_clock);
        m_scheduled =
            m_schedule.open(QIODevice::ReadOnly | QIODevice::Unbuffered) && queuedMs().has_value();
        beat();
        m_heart.setInterval(kBeat);
        QObject::connect(&m_heart, &QTimer::timeout, [this] { beat(); });
        m_heart.start();
        m_thread = std::thread([this] { watch(); });
    }
    ~Watchdog()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_quit = true;
        }
        m_wake.notify_all();
        m_thread.join();
    }
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    /// Milliseconds of processor time of each block so far that was over the limit.
    std::vector<double> blocks() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_blocks;
    }

    /// Milliseconds of each wait so far that was over kWaitFactor times the limit.
    const std::vector<double>& waits() const { return m_waits; }
    /// False where the kernel does not tell how long a thread waits for a processor.
    bool seesWaits() const { return m_scheduled; }

    /// On the GUI thread, as if it had come back to its event loop.
    void beat()
    {
        double blockedMs = 0;
        {
            const std::scoped_lock lock(m_mutex);
            look();
            if (std::exchange(m_reported, false))
                blockedMs = m_blocks.back();
            m_lastBeatMs = spentMs();
        }
        const double waited = lookAtWaits();
        if (blockedMs > 0)
            m_onBlock(blockedMs);
        if (waited > 0)
            m_onWait(waited);
    }

    /// While it lives, the test itself may keep the GUI thread; say why beside it.
    class Allowance
    {
    public:
        explicit Allowance(Watchdog& watchdog)
            : m_watchdog(watchdog)
        {
            m_watchdog.beat();
            ++m_watchdog.m_allowances;
        }
        ~Allowance()
        {
            m_watchdog.beat();
            --m_watchdog.m_allowances;
        }
        Allowance(const Allowance&) = delete;
        Allowance& operator=(const Allowance&) = delete;

    private:
        Watchdog& m_watchdog;
    };

    static double slowFactor()
    {
        bool given = false;
        const double factor = qEnvironmentVariable("PLEAT_SLOW_FACTOR").toDouble(&given);
        return given && factor > 0 ? factor : 1;
    }

private:
    static constexpr std::chrono::milliseconds kBeat{10};
    static constexpr std::chrono::milliseconds kLook{20};

    double spentMs() const
    {
        timespec time{};
        clock_gettime(m_clock, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
    }

    /// That the GUI thread was ready to run, but had no processor.
    std::optional<double> queuedMs()
    {
        m_schedule.seek(0);
        const QList<QByteArray> fields = m_schedule.readAll().simplified().split(' ');
        if (fields.size() != 3 || fields[2].toLongLong() == 0)
            return std::nullopt; // the kernel does not count
        return fields[1].toDouble() * 1e-6;
    }

    /// Only on the GUI thread: until a thread runs again, the kernel does not tell what it has been
    /// waiting for. An idle event loop waits for no longer than a beat.
    double lookAtWaits()
    {
        using Milliseconds = std::chrono::duration<double, std::milli>;
        if (!m_scheduled)
            return 0;
        const double nowMs =
            Milliseconds(std::chrono::steady_clock::now().time_since_epoch()).count() - spentMs()
            - queuedMs().value_or(0);
        const double waited = nowMs - std::exchange(m_waitedMs, nowMs);
        if (m_firstLook || m_allowances > 0 || waited < kWaitFactor * m_limitMs) {
            m_firstLook = false;
            return 0;
        }
        m_waits.push_back(waited);
        return waited;
    }

    /// With the mutex held: the block since the last beat, which may still be growing.
    void look()
    {
        const double blockMs = spentMs() - m_lastBeatMs;
        if (m_lastBeatMs < 0 || m_allowances > 0 || blockMs < m_limitMs)
            return;
        if (m_reported)
            m_blocks.back() = blockMs;
        else
            m_blocks.push_back(blockMs);
        m_reported = true;
    }

    /// A block that never ends is seen as well, which the heartbeat alone would not.
    void watch()
    {
        std::unique_lock lock(m_mutex);
        while (!m_wake.wait_for(lock, kLook, [this] { return m_quit; }))
            look();
    }

    double m_limitMs;
    std::function<void(double)> m_onBlock, m_onWait;
    QFile m_schedule;
    bool m_scheduled = false;
    // Of the GUI thread alone.
    double m_waitedMs = 0;
    bool m_firstLook = true;
    std::vector<double> m_waits;
    clockid_t m_clock{};
    QTimer m_heart;
    std::atomic<int> m_allowances{0};

    mutable std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_wake;
    std::vector<double> m_blocks;
    double m_lastBeatMs = -1;
    bool m_reported = false; ///< the block since the last beat is in m_blocks
    bool m_quit = false;

    std::thread m_thread;
};

} // namespace pleat::ui::test
