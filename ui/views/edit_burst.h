// SPDX-License-Identifier: GPL-3.0-or-later
// Steps of a held or wheeled control in quick succession are one gesture, so one step to undo.
#pragma once

#include "ui/session/session.h"

#include <QElapsedTimer>
#include <QObject>

#include <functional>

namespace pleat::ui {

/// Knows which control made the latest edit of the plan, and when. An edit from elsewhere, also an
/// undo, ends the gesture: the next step must not merge with it.
class EditBurst : public QObject
{
public:
    explicit EditBurst(Session& session, QObject* parent = nullptr);

    /// Calls `change`, which edits the plan, on behalf of `control`; null for one that makes
    /// gestures of its own.
    void edit(const QObject* control, const std::function<void()>& change);
    bool editing() const { return m_editing; }
    bool madeLatest(const QObject& control) const { return m_control == &control; }
    /// What a step of `control` would be now.
    Gesture next(const QObject& control) const;
    void end() { m_control = nullptr; }

private:
    const QObject* m_control = nullptr; ///< made the latest edit; null if another part did
    QElapsedTimer m_since; ///< that edit
    bool m_editing = false;
};

} // namespace pleat::ui
