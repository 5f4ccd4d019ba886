// SPDX-License-Identifier: GPL-3.0-or-later
// How fast this machine is just now, for limits on processor time.
#pragma once

#include <algorithm>
#include <array>
#include <ctime>
#include <map>
#include <random>
#include <vector>

namespace pleat::ui::test {

/// Processor time of the calling thread so far.
inline double threadMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

/// How many times as long the same work takes now as on the idle machine where the limits were
/// set; at least 1. Neighbours that share cores and caches stretch processor time as well.
inline double slowdown()
{
    constexpr double kIdleMs = 3;
    std::array<double, 3> times{};
    for (double& time : times) {
        const double start = threadMs();
        std::mt19937 random(1);
        std::map<unsigned, std::vector<int>> work; // small allocations, as widgets make them
        for (int i = 0; i < 10'000; ++i)
            work[static_cast<unsigned>(random())].resize(20);
        time = threadMs() - start;
    }
    std::sort(times.begin(), times.end());
    return std::max(1.0, times[1] / kIdleMs);
}

} // namespace pleat::ui::test
