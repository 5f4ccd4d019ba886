// SPDX-License-Identifier: GPL-3.0-or-later
// How a program makes the window. The caller owns the QApplication.
#pragma once

#include <QStringList>

#include <memory>

namespace pleat::ui {

class MainWindow;

struct WorkbenchOptions
{
    QStringList files; ///< models and recipes to open at once, in this order
    QString samplesDirectory; ///< may be empty
};

/// Threads and memory that computations may take, by the settings. If these leave it open, one core
/// stays free for painting, and memory is limited by PLEAT_MEMORY_MB or not at all.
void applyLimits();

/// Applies the language and the theme of the settings, makes the window with its last layout and
/// starts to open the files. The window is not shown yet.
std::unique_ptr<MainWindow> makeWorkbench(const WorkbenchOptions& options);

} // namespace pleat::ui
