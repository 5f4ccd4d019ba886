// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/version.h"

namespace pleat {

std::string version()
{
    return PLEAT_VERSION;
}

} // namespace pleat
