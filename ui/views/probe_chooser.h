// SPDX-License-Identifier: GPL-3.0-or-later
// The probe of the plan: inverted images, noise, or images of a data set.
#pragma once

#include "ui/views/tool_bar_chooser.h"

namespace pleat::ui {

class Session;

class ProbeChooser : public ToolBarChooser
{
    Q_OBJECT
public:
    explicit ProbeChooser(Session& session, QWidget* parent = nullptr);

private:
    void refresh();
    void fill();
    void onActivated();
    void chooseData(bool folder);

    Session& m_session;
};

} // namespace pleat::ui
