// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the plan by itself once edits have settled.
#pragma once

#include <QObject>
#include <QTimer>

namespace pleat::ui {

class Session;
class Workflow;

/// While it is on, every edit is followed by a run, and one that is under way for an older plan is
/// stopped. Runs that a person has started are left alone.
class AutoRun : public QObject
{
    Q_OBJECT
public:
    /// Both outlive it. Off at first.
    AutoRun(Session& session, Workflow& workflow, QObject* parent = nullptr);

    bool isOn() const { return m_on; }
    void setOn(bool on);
    /// The run under way was started by this.
    bool underWay() const { return m_own; }

Q_SIGNALS:
    /// It is on, but a run would take too long to start unasked; `why` is a sentence.
    void held(const QString& why);

private:
    void onPlanChanged();
    void onActivityChanged();
    void runIfNeeded();
    bool needed() const;
    int knownRun() const;

    Session& m_session;
    Workflow& m_workflow;
    QTimer m_settle;
    bool m_on = false;
    bool m_own = false;
    bool m_waits = false; ///< for another activity to end
};

} // namespace pleat::ui
