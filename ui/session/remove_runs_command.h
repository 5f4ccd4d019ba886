// SPDX-License-Identifier: GPL-3.0-or-later
// Takes runs out of the history, and brings them back as they were.
#pragma once

#include "ui/session/run_history.h"
#include "ui/session/worded_command.h"

#include <vector>

namespace pleat::ui {

class Session;

/// While it can be undone it holds the runs with their networks.
class RemoveRunsCommand : public WordedCommand
{
public:
    RemoveRunsCommand(Session& session, std::vector<int> runs);

    /// Selects them again.
    void undo() override;
    void redo() override;

private:
    Session& m_session;
    std::vector<int> m_ids; ///< in the order in which they were selected
    std::vector<PastRun> m_removed;
};

} // namespace pleat::ui
