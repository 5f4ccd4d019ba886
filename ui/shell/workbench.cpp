// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workbench.h"

#include "core/base/memory.h"
#include "core/base/stage_context.h"
#include "ui/session/language.h"
#include "ui/session/settings.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"

#include <algorithm>
#include <thread>

namespace pleat::ui {

void applyLimits()
{
    const Settings settings;
    const std::int64_t megabytes = settings.value(Preference::MemoryMb);
    if (megabytes > 0 || !qEnvironmentVariableIsSet("PLEAT_MEMORY_MB"))
        setMemoryLimit(megabytes * 1'000'000);
    const int chosen = settings.value(Preference::Threads);
    const int cores = static_cast<int>(std::thread::hardware_concurrency());
    setThreadCount(chosen > 0 ? chosen : std::max(1, cores - 1));
}

std::unique_ptr<MainWindow> makeWorkbench(const WorkbenchOptions& options)
{
    applyLanguage(Settings().language());
    applyTheme(Settings().theme(), Settings().value(Preference::FontPercent));
    auto window = std::make_unique<MainWindow>(options.samplesDirectory);
    for (const QString& file : options.files)
        window->openFile(file);
    return window;
}

} // namespace pleat::ui
