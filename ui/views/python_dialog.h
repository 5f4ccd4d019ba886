// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of Python to copy: how saved weights become a module again.
#pragma once

#include <QDialog>

namespace pleat::ui {

class PythonDialog : public QDialog
{
    Q_OBJECT
public:
    /// `path` is the file that the lines read.
    PythonDialog(const QString& path, const QString& lines, QWidget* parent = nullptr);
};

} // namespace pleat::ui
