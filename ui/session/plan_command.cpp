// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/plan_command.h"

#include "ui/session/session.h"

namespace pleat::ui {

PlanCommand::PlanCommand(Session& session, fold::Plan after, quint64 gesture, Wording what)
    : WordedCommand(std::move(what))
    , m_session(session)
    , m_before(session.plan())
    , m_after(std::move(after))
    , m_gesture(gesture)
{
}

void PlanCommand::undo()
{
    m_session.applyPlan(m_before);
}

void PlanCommand::redo()
{
    m_session.applyPlan(m_after);
}

bool PlanCommand::mergeWith(const QUndoCommand* other)
{
    const auto* next = static_cast<const PlanCommand*>(other);
    if (next->m_gesture != m_gesture)
        return false;
    m_after = next->m_after;
    setWording(next->wording());
    setObsolete(m_after == m_before);
    return true;
}

} // namespace pleat::ui
