// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a command line as a POSIX shell reads and writes them; nothing is expanded.
#pragma once

#include "core/base/result.h"

#include <string>
#include <vector>

namespace pleat {

/// The word as it is if a shell reads it so, else in single quotes.
std::string quotedForShell(const std::string& word);

/// Understands single and double quotes, backslashes and lines that a backslash continues.
/// ErrorCode::Usage for a quote that is not closed and for what only a shell can do: several
/// commands, pipes, redirections, variables.
Result<std::vector<std::string>> shellWords(const std::string& text);

} // namespace pleat
