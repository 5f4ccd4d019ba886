// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace pleat::architecture {

/// Numbers within names count as numbers: "fc2" stands before "fc10".
bool naturallyLess(const std::string& a, const std::string& b);

} // namespace pleat::architecture
