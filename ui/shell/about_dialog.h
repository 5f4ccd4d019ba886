// SPDX-License-Identifier: GPL-3.0-or-later
// What the program is, whose method it is, and the licences of everything in it.
#pragma once

#include <QDialog>

namespace pleat::ui {

class AboutDialog : public QDialog
{
    Q_OBJECT
public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

} // namespace pleat::ui
