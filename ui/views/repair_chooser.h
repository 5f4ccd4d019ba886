// SPDX-License-Identifier: GPL-3.0-or-later
// The repair of the plan, with a sentence about each method.
#pragma once

#include <QComboBox>

namespace pleat::ui {

class Session;

class RepairChooser : public QComboBox
{
    Q_OBJECT
public:
    explicit RepairChooser(Session& session, QWidget* parent = nullptr);

private:
    void refresh();
    void refreshProbed(int index);

    Session& m_session;
};

} // namespace pleat::ui
