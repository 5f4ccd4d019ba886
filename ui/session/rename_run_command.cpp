// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/rename_run_command.h"

#include "ui/session/session.h"

#include <utility>

namespace pleat::ui {

RenameRunCommand::RenameRunCommand(Session& session, int run, QString name)
    : m_session(session)
    , m_run(run)
    , m_before(session.runs().find(run)->name)
    , m_after(std::move(name))
{
    setWording([before = m_before] { return Session::tr("renaming of %1").arg(before); });
}

void RenameRunCommand::undo()
{
    m_session.runs().rename(m_run, m_before);
}

void RenameRunCommand::redo()
{
    m_session.runs().rename(m_run, m_after);
}

} // namespace pleat::ui
