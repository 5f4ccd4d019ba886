// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/edit_burst.h"

#include <QScopedValueRollback>

namespace pleat::ui {

namespace {

constexpr int kBurst = 500; // milliseconds between two steps of one gesture

} // namespace

EditBurst::EditBurst(Session& session, QObject* parent)
    : QObject(parent)
{
    connect(&session, &Session::planChanged, this, [this] {
        if (!m_editing)
            end();
    });
}

void EditBurst::edit(const QObject* control, const std::function<void()>& change)
{
    {
        const QScopedValueRollback<bool> editing(m_editing, true);
        change();
    }
    m_control = control;
    m_since.start();
}

Gesture EditBurst::next(const QObject& control) const
{
    return madeLatest(control) && m_since.elapsed() < kBurst ? Gesture::Continue : Gesture::Begin;
}

} // namespace pleat::ui
