// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/terminal.h"

#include "core/base/legible.h"

#include "core/study/run.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace pleat::app {

namespace {

constexpr std::chrono::milliseconds kInterruptPoll{20};

bool progressLineOpen = false;

std::atomic<int> interrupts = 0;

/// A handler, because libraries start threads of their own that would not have the signal blocked.
void onInterrupt(int)
{
    if (++interrupts > 1)
        ::_exit(static_cast<int>(ErrorCode::Cancelled));
}

void showOnTerminal(const Progress& progress)
{
    std::fprintf(stderr, "\r\x1b[K%3d %%  %s  %s", static_cast<int>(100 * progress.fraction),
        progress.stage.c_str(), legible(progress.item).c_str());
    progressLineOpen = true;
}

/// A log file gets one line per stage.
void showInLog(const Progress& progress, std::string& lastStage)
{
    if (progress.stage == lastStage)
        return;
    lastStage = progress.stage;
    std::fprintf(stderr, "%s\n", progress.stage.c_str());
}

} // namespace

InterruptWatch::InterruptWatch()
{
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
    // Requesting a stop is not allowed in a handler.
    m_thread = std::jthread([this](const std::stop_token& end) {
        while (!end.stop_requested() && interrupts == 0)
            std::this_thread::sleep_for(kInterruptPoll);
        if (interrupts > 0)
            m_stop.request_stop();
    });
}

InterruptWatch::~InterruptWatch() = default;

StageContext stageContext(const CommonOptions& options, const InterruptWatch& watch)
{
    StageContext context;
    context.stop = watch.token();
    context.seed = options.seed.value_or(0);
    if (options.quiet)
        return context;
    if (::isatty(STDERR_FILENO))
        context.report = showOnTerminal;
    else
        context.report = [lastStage = std::string()](
                             const Progress& progress) mutable { showInLog(progress, lastStage); };
    return context;
}

void finishProgress()
{
    if (progressLineOpen)
        std::fprintf(stderr, "\r\x1b[K");
    progressLineOpen = false;
}

int report(const Error& error, bool json)
{
    finishProgress();
    if (json)
        std::fputs(study::toJson(error).c_str(), stdout);
    else
        std::fprintf(stderr, "pleat: %s\n", toString(error).c_str());
    return static_cast<int>(error.code);
}

std::string shortNumber(std::int64_t number)
{
    char text[32];
    const double value = static_cast<double>(number);
    if (number >= 1'000'000'000)
        std::snprintf(text, sizeof text, "%.2f G", value / 1e9);
    else if (number >= 1'000'000)
        std::snprintf(text, sizeof text, "%.2f M", value / 1e6);
    else if (number >= 10'000)
        std::snprintf(text, sizeof text, "%.1f k", value / 1e3);
    else
        std::snprintf(text, sizeof text, "%lld", static_cast<long long>(number));
    return text;
}

} // namespace pleat::app
