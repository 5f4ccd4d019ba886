// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/entry_points.h"

#include "app/command_line/command_line.h"
#include "core/base/stage_context.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workbench.h"

#include <cstdio>
#include <string>

int pleatCommandLine(int argc, char** argv)
{
    return pleat::app::runCommandLine(argc, argv);
}

QWidget* pleatWorkbench(const QStringList& files, const QString& samplesDirectory)
{
    pleat::ui::applyLimits();
    if (const std::string warning = pleat::blasWarning(); !warning.empty())
        std::fprintf(stderr, "pleat: warning: %s\n", warning.c_str());
    return pleat::ui::makeWorkbench({files, samplesDirectory}).release();
}
