// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences of core in the language of the window.
#pragma once

#include <QString>

#include <string>

namespace pleat::ui {

/// `text` of core (an error, a finding, a reason, a stage, the title of a method) in the language
/// of the window, with the names and numbers in it put in as they are. A sentence that is not known
/// stays English. Any thread.
QString coreText(const std::string& text);
QString coreText(const QString& text);

} // namespace pleat::ui
