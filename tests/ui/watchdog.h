// SPDX-License-Identifier: GPL-3.0-or-later
// Notices when the GUI thread does not come back to its event loop.
#pragma once

#include <QString>
#include <QTimer>
#include <QtGlobal>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <ctime>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <pthread.h>

namespace pleat::ui::test {

/// Made and destroyed on the GUI thread. A heartbeat in its event loop is watched by a thread of
/// its own, which counts the processor time that the GUI thread spends between two beats: on a
/// loaded machine a thread may wait long without being to blame.
class Watchdog
{
public:
    static constexpr double kLimitMs = 100;

    /// `onBlock` is called on the GUI thread, after a block, with its milliseconds.
    explicit Watchdog(
        double limitMs = kLimitMs * slowFactor(),
        std::function<void(double)> onBlock = [](double) {})
        : m_limitMs(limitMs)
        , m_onBlock(std::move(onBlock))
    {
        pthread_getcpuclockid(pthread_self(), &m_clock);
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
        if (blockedMs > 0)
            m_onBlock(blockedMs);
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
    std::function<void(double)> m_onBlock;
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
