// SPDX-License-Identifier: GPL-3.0-or-later
// What every stage gets besides its input and options.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace pleat {

struct Progress
{
    std::string stage; ///< "clustering", "repair", ...; a short English word or two
    std::string item; ///< the group, layer or file under way
    double fraction = 0; ///< of the whole job, 0 to 1
};

/// Not thread-safe itself: `report` is called on the thread that runs the stage.
struct StageContext
{
    std::stop_token stop; ///< polled at least once per layer, batch or block (about every 50 ms)
    std::function<void(const Progress&)> report; ///< may be empty
    std::uint64_t seed = 0;

    bool cancelled() const { return stop.stop_requested(); }
    void progress(std::string stage, std::string item, double fraction) const
    {
        if (report)
            report({std::move(stage), std::move(item), fraction});
    }
};

/// The error that a cancelled stage returns.
Error cancelledError();

/// Sets the thread count of ATen and of OpenBLAS (which ATen's does not govern). 0: every core.
void setThreadCount(int threads);
int threadCount();

/// Empty if a fast BLAS is loaded, otherwise a sentence with the package to install.
std::string blasWarning();

} // namespace pleat
