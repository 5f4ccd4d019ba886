// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

#include "core/base/legible.h"

namespace pleat {

std::string toString(const Error& error)
{
    std::string text = error.where.empty() ? "" : legible(error.where) + ": ";
    text += legible(error.message);
    if (!error.hint.empty())
        text += " (" + legible(error.hint) + ")";
    return text;
}

} // namespace pleat
