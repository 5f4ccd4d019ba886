// SPDX-License-Identifier: GPL-3.0-or-later
// The same work on every thread that the program may use.
#pragma once

#include <functional>

namespace pleat {

/// Calls `work(worker, workers)` once on each of threadCount() threads, at most `most`, and waits
/// for all; worker 0 is the calling thread, so it may report progress. Rethrows the first
/// exception. The work must not let results depend on `workers`.
void onThreads(int most, const std::function<void(int worker, int workers)>& work);

} // namespace pleat
