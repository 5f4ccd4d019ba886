// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/entry_points.h"

#include "app/command_line/command_line.h"
#include "core/base/stage_context.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workbench.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <thread>

int pleatCommandLine(int argc, char** argv)
{
    return pleat::app::runCommandLine(argc, argv);
}

QWidget* pleatWorkbench(const QStringList& files, const QString& samplesDirectory)
{
    // One core stays free for painting.
    pleat::setThreadCount(std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1));
    if (const std::string warning = pleat::blasWarning(); !warning.empty())
        std::fprintf(stderr, "pleat: warning: %s\n", warning.c_str());
    return pleat::ui::makeWorkbench({files, samplesDirectory}).release();
}
