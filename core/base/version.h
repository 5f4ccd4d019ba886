// SPDX-License-Identifier: GPL-3.0-or-later
// The version of Pleat, for files that say what wrote them.
#pragma once

#include <string>

namespace pleat {

/// "0.1.0".
std::string version();

} // namespace pleat
