// SPDX-License-Identifier: GPL-3.0-or-later
// How well a few typed letters fit a name.
#pragma once

#include <QString>

#include <optional>

namespace pleat::ui {

/// The letters of every word of `query` occur in `text` in that order, whatever their case; words
/// may come in any order. Higher is better: starts of words and letters side by side count most,
/// and shorter texts win among equals. None if something does not occur; 0 for an empty query.
std::optional<int> fuzzyMatch(const QString& query, const QString& text);

} // namespace pleat::ui
