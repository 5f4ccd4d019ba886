// SPDX-License-Identifier: GPL-3.0-or-later
// Texts with names from foreign files in them, made fit for terminals, logs and windows.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pleat {

constexpr std::size_t kLongestLegible_bytes = 1000;

/// One line of UTF-8: control characters, which terminals obey, and bytes that are no UTF-8 are
/// written as \x1b; the middle of a long text is left out.
std::string legible(std::string_view text);

} // namespace pleat
