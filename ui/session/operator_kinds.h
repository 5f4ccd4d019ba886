// SPDX-License-Identifier: GPL-3.0-or-later
// What operators are called in the language of the window.
#pragma once

#include <QString>
#include <QStringList>

#include <string>

namespace pleat::ui {

/// A kind of study::OutlineNode in the language of the window; the name of an operator that has no
/// rule of coupling stays as it is.
QString kindText(const std::string& kind);

/// The kinds that kindText() translates, in English.
QStringList translatedKinds();

} // namespace pleat::ui
