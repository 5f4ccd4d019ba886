// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/auto_run.h"

#include "ui/session/session.h"
#include "ui/session/workflow.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace pleat::ui {

namespace {

constexpr std::chrono::milliseconds kSettle{600}; // longer than the pauses within a gesture

} // namespace

AutoRun::AutoRun(Session& session, Workflow& workflow, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_workflow(workflow)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    connect(&m_settle, &QTimer::timeout, this, &AutoRun::runIfNeeded);
    connect(&session, &Session::planChanged, this, &AutoRun::onPlanChanged);
    connect(&workflow, &Workflow::activityChanged, this, &AutoRun::onActivityChanged);
}

void AutoRun::setOn(bool on)
{
    if (std::exchange(m_on, on) == on)
        return;
    m_waits = false;
    if (on)
        m_settle.start();
    else
        m_settle.stop();
}

void AutoRun::onPlanChanged()
{
    if (!m_on)
        return;
    if (m_own)
        m_workflow.cancel();
    m_settle.start();
}

void AutoRun::onActivityChanged()
{
    if (m_workflow.activity() != Activity::Idle)
        return;
    m_own = false;
    if (std::exchange(m_waits, false))
        m_settle.start();
}

/// Not before the first edit: nobody has asked for anything yet.
bool AutoRun::needed() const
{
    if (!m_on || !m_session.hasModel())
        return false;
    return m_session.run() ? m_session.runStale() : m_session.undoStack()->canUndo();
}

/// The latest run of the plan as it is; 0 if there is none.
int AutoRun::knownRun() const
{
    const std::vector<PastRun>& runs = m_session.runs().all();
    const auto known = std::find_if(runs.rbegin(), runs.rend(),
        [&](const PastRun& past) { return past.run->plan() == m_session.plan(); });
    return known == runs.rend() ? 0 : known->id;
}

void AutoRun::runIfNeeded()
{
    if (!needed())
        return;
    if (const int known = knownRun(); known > 0) { // undone, or chosen again
        m_session.selection().setRuns({known});
        return;
    }
    if (m_workflow.activity() != Activity::Idle) {
        m_waits = true;
        return;
    }
    if (m_session.needsProbe() && !m_session.fittingProbe()
        && m_session.plan().probe == "inversion") {
        Q_EMIT held(tr("The images of the probe have to be made first: run the plan once by hand"));
        return;
    }
    m_own = true;
    m_workflow.run();
}

} // namespace pleat::ui
