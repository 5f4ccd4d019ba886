// SPDX-License-Identifier: GPL-3.0-or-later
// The two entry points of the library pleat_workbench, found by name after it is loaded.
#pragma once

#include <QStringList>

class QWidget;

extern "C" {

/// `pleat inspect|fold|eval ...`; returns the exit code.
int pleatCommandLine(int argc, char** argv);

/// Makes the main window; the QApplication exists and the caller shows and owns the result.
QWidget* pleatWorkbench(const QStringList& files, const QString& samplesDirectory);
}
