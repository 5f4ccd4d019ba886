// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/workbench.h"

#include "ui/session/language.h"
#include "ui/session/settings.h"
#include "ui/shell/main_window.h"
#include "ui/shell/theme.h"

namespace pleat::ui {

std::unique_ptr<MainWindow> makeWorkbench(const WorkbenchOptions& options)
{
    applyLanguage(Settings().language());
    applyTheme(Settings().theme());
    auto window = std::make_unique<MainWindow>(options.samplesDirectory);
    for (const QString& file : options.files)
        window->openFile(file);
    return window;
}

} // namespace pleat::ui
