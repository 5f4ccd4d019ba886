// SPDX-License-Identifier: GPL-3.0-or-later
// Gives a run another name, and the old one back.
#pragma once

#include "ui/session/worded_command.h"

#include <QString>

namespace pleat::ui {

class Session;

class RenameRunCommand : public WordedCommand
{
public:
    /// The run is there.
    RenameRunCommand(Session& session, int run, QString name);

    void undo() override;
    void redo() override;

private:
    Session& m_session;
    int m_run;
    QString m_before;
    QString m_after;
};

} // namespace pleat::ui
