// SPDX-License-Identifier: GPL-3.0-or-later
// How numbers and errors read everywhere in the window.
#pragma once

#include "core/base/result.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace pleat::ui {

/// "640", "98.3 k", "11.17 M".
QString countText(std::int64_t count);
/// "56.3 %"; `share` is 0 to 1.
QString percentText(double share);
/// "812 kB", "44.6 MB"; in powers of 1000.
QString bytesText(std::int64_t bytes);
/// "0.42 ms", "6.2 ms", "1.3 s".
QString latencyText(double ms);
/// As rough as the estimate: "less than a second", "about 4 s", "about 3 min".
QString durationText(double seconds);
/// "0.713", or a dash where there is no value.
QString ratioText(std::optional<double> ratio);
/// One sentence: what, where and what to do next.
QString errorText(const Error& error);
/// Why the result of a job that ended with `error` is not there, and how it may come.
QString notDoneText(const Error& error);
/// `text` such that a tooltip shows it as it is, even if it looks like HTML.
QString plainToolTip(const QString& text);

} // namespace pleat::ui
