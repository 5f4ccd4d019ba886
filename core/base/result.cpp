// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

namespace pleat {

std::string toString(const Error& error)
{
    std::string text = error.where.empty() ? error.message : error.where + ": " + error.message;
    if (!error.hint.empty())
        text += " (" + error.hint + ")";
    return text;
}

} // namespace pleat
