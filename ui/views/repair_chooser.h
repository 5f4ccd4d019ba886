// SPDX-License-Identifier: GPL-3.0-or-later
// The repair of the plan: one method or a chain, with a sentence about each.
#pragma once

#include "ui/views/tool_bar_chooser.h"

namespace pleat::ui {

class Session;

class RepairChooser : public ToolBarChooser
{
    Q_OBJECT
public:
    explicit RepairChooser(Session& session, QWidget* parent = nullptr);

private:
    void addRepair(const QString& ids);
    void refresh();

    Session& m_session;
};

} // namespace pleat::ui
