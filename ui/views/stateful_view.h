// SPDX-License-Identifier: GPL-3.0-or-later
// A view with settings that its controls alone do not tell.
#pragma once

#include <QJsonObject>

namespace pleat::ui {

/// Controls are kept by their names without this, see control_states.h. For what is left: the order
/// of a table, a choice that the next group may offer again. The model, the plan and the selection
/// are there when the state is restored.
class StatefulView
{
public:
    virtual ~StatefulView() = default;
    virtual QJsonObject viewState() const = 0;
    /// Of any window: what does not fit is passed over.
    virtual void restoreViewState(const QJsonObject& state) = 0;
};

} // namespace pleat::ui
