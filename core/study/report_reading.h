// SPDX-License-Identifier: GPL-3.0-or-later
// Reports of runs that a project keeps: everything, where the JSON for scripts leaves some out.
#pragma once

#include "core/study/run.h"

#include <string>

namespace pleat::study {

/// JSON on one line: the keys of toJson(), and with them the labels of the groups and the probe.
std::string storedReport(const RunReport& report);

/// Reads what storedReport() wrote: equal in every field, numbers to the last bit; what was not
/// finite is not a number. ErrorCode::Unreadable names the field, its value and what is allowed.
Result<RunReport> readReport(const std::string& text, const std::string& where);

} // namespace pleat::study
