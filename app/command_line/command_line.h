// SPDX-License-Identifier: GPL-3.0-or-later
// `pleat inspect`, `pleat fold`, `pleat eval`.
#pragma once

namespace pleat::app {

/// Returns the exit code: 0 done, else the number of the ErrorCode.
int runCommandLine(int argc, char** argv);

} // namespace pleat::app
