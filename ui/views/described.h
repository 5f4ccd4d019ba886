// SPDX-License-Identifier: GPL-3.0-or-later
// Every control has a name for tests, one for screen readers and a tooltip.
#pragma once

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

} // namespace pleat::ui
