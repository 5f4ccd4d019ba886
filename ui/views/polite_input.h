// SPDX-License-Identifier: GPL-3.0-or-later
// How input controls behave beside others: what is not meant for them passes them by.
#pragma once

class QAbstractSpinBox;
class QWidget;

namespace pleat::ui {

/// A wheel that only passes by must not change a plan: it reaches the control only with focus.
void ignorePassingWheel(QWidget& control);
/// The line edit of a spin box takes Undo and Redo for its own text; the window is to have them.
void leaveUndoToWindow(QAbstractSpinBox& box);

} // namespace pleat::ui
