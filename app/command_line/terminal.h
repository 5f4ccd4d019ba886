// SPDX-License-Identifier: GPL-3.0-or-later
// What commands share: options, progress on stderr, Ctrl-C, results and errors on stdout.
#pragma once

#include "core/base/stage_context.h"

#include <cstdint>
#include <optional>
#include <string>
#include <thread>

namespace pleat::app {

/// Options that every command takes.
struct CommonOptions
{
    std::string inputShapes;
    bool json = false;
    bool quiet = false;
    int threads = 0; ///< 0: every core
    std::optional<std::uint64_t> seed; ///< default: of the recipe, else 0
};

/// Turns SIGINT and SIGTERM into a stop request; a second signal ends the process at once.
class InterruptWatch
{
public:
    InterruptWatch();
    ~InterruptWatch();
    std::stop_token token() const { return m_stop.get_token(); }

private:
    std::stop_source m_stop;
    std::jthread m_thread;
};

/// Seed, stop token and, unless quiet, a line of progress on stderr.
StageContext stageContext(const CommonOptions& options, const InterruptWatch& watch);

/// Ends the line of progress, if there is one.
void finishProgress();

/// Prints the error (as JSON on stdout with --json, else on stderr) and returns its exit code.
int report(const Error& error, bool json);

/// "1234567" -> "1.23 M".
std::string shortNumber(std::int64_t number);

} // namespace pleat::app
