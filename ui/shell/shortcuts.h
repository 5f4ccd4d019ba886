// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of actions: which there are, which a person has chosen, and who has them already.
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include <vector>

class QAction;
class QWidget;

namespace pleat::ui {

/// Property of an action whose keys can be chosen: those that it came with, in the portable form.
inline constexpr const char* kFirstKeys = "firstKeys";

/// Below `window`, by text.
std::vector<QAction*> actionsWithKeys(const QWidget& window);
/// Text without mnemonic and dots: "Save recipe".
QString plainText(const QAction& action);
QList<QKeySequence> firstKeys(const QAction& action);

/// From now on and after the next start.
void chooseKeys(QAction& action, const QList<QKeySequence>& keys);
/// Another action below `window` that one of the keys already starts; null if there is none.
QAction* holderOf(const QWidget& window, const QList<QKeySequence>& keys, const QAction& except);

} // namespace pleat::ui
