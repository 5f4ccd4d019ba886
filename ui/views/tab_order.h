// SPDX-License-Identifier: GPL-3.0-or-later
// Tab goes through a view as the eye does.
#pragma once

class QWidget;

namespace pleat::ui {

/// In the order of the widget's layout and of those inside of it, whatever the order in which the
/// controls were made. Once the layout is complete.
void orderTabs(QWidget& view);

} // namespace pleat::ui
