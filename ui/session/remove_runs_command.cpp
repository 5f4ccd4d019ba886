// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/remove_runs_command.h"

#include "ui/session/session.h"

namespace pleat::ui {

RemoveRunsCommand::RemoveRunsCommand(Session& session, std::vector<int> runs)
    : m_session(session)
    , m_ids(std::move(runs))
{
    const PastRun* first = m_ids.empty() ? nullptr : m_session.runs().find(m_ids.front());
    setWording([count = m_ids.size(), name = first ? first->name : QString()] {
        return count == 1 ? Session::tr("deletion of %1").arg(name)
                          : Session::tr("deletion of %1 runs").arg(count);
    });
}

void RemoveRunsCommand::undo()
{
    m_session.runs().restoreAll(m_removed);
    m_session.selection().setRuns(m_ids);
}

void RemoveRunsCommand::redo()
{
    m_removed.clear();
    for (const int id : m_ids) {
        if (const PastRun* past = m_session.runs().find(id))
            m_removed.push_back(*past);
    }
    m_session.runs().remove(m_ids);
}

} // namespace pleat::ui
