// SPDX-License-Identifier: GPL-3.0-or-later
// Every control has a name for tests, one for screen readers and a tooltip, which says why while
// the control cannot be used.
#pragma once

#include "ui/session/text.h"

#include <QString>
#include <QWidget>

namespace pleat::ui {

/// Returns `widget`, so that it reads well where the widget is made.
template <typename W>
W* described(W* widget, const QString& objectName, const QString& accessibleName,
    const QString& toolTip = {})
{
    widget->setObjectName(objectName);
    widget->setAccessibleName(accessibleName);
    widget->setToolTip(toolTip.isEmpty() ? accessibleName : toolTip);
    widget->setWhatsThis(widget->toolTip());
    return widget;
}

/// For what tells by its tooltip what is under the mouse: What's This says what it shows and what
/// can be done there, and it has no tooltip of its own.
inline void explain(QWidget& widget, const QString& whatsThis)
{
    widget.setToolTip({});
    widget.setWhatsThis(whatsThis);
}

/// Enables or disables. What's This always tells what a control does; its tooltip tells that, too,
/// or why the control cannot be used.
inline void setUsable(QWidget& control, bool usable, const QString& reason)
{
    control.setEnabled(usable);
    control.setToolTip(usable ? control.whatsThis() : plainToolTip(reason));
}

} // namespace pleat::ui
