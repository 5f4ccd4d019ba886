// SPDX-License-Identifier: GPL-3.0-or-later
// The undo command of every edit of the plan: it swaps the whole of it.
#pragma once

#include "core/fold/plan.h"
#include "ui/session/worded_command.h"

namespace pleat::ui {

class Session;

/// A plan is small, so one command serves every edit. Commands of one gesture merge; a gesture that
/// ends where it began leaves no entry.
class PlanCommand : public WordedCommand
{
public:
    PlanCommand(Session& session, fold::Plan after, quint64 gesture, Wording what);

    void undo() override;
    void redo() override;
    const fold::Plan& before() const { return m_before; }
    int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* other) override;

private:
    Session& m_session;
    fold::Plan m_before;
    fold::Plan m_after;
    quint64 m_gesture;
};

} // namespace pleat::ui
