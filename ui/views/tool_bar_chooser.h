// SPDX-License-Identifier: GPL-3.0-or-later
// A choice in the toolbar: narrow where there is little room, with a list as wide as its titles.
#pragma once

#include <QComboBox>

namespace pleat::ui {

class ToolBarChooser : public QComboBox
{
    Q_OBJECT
public:
    explicit ToolBarChooser(QWidget* parent = nullptr);

protected:
    void addChoice(const QString& title, const QString& id, const QString& help);
    void paintEvent(QPaintEvent* event) override;
};

} // namespace pleat::ui
