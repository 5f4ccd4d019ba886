// SPDX-License-Identifier: GPL-3.0-or-later
// Something suspicious but usable about a network or a run, for a person to read.
#pragma once

#include <string>

namespace pleat {

struct Finding
{
    std::string where; ///< layer, operator or file
    std::string message;
};

} // namespace pleat
