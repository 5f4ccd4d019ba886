// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/on_threads.h"

#include "core/base/stage_context.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace pleat {

void onThreads(int most, const std::function<void(int worker, int workers)>& work)
{
    const int workers = std::max(1, std::min(threadCount(), most));
    std::exception_ptr failure;
    std::once_flag failed;
    const auto guarded = [&](int worker) {
        try {
            work(worker, workers);
        } catch (...) {
            std::call_once(failed, [&] { failure = std::current_exception(); });
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (int worker = 1; worker < workers; ++worker)
            helpers.emplace_back(guarded, worker);
        guarded(0);
    }
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace pleat
