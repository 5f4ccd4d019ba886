// SPDX-License-Identifier: GPL-3.0-or-later
// How much memory there is, and refusing what would not fit: a system that runs out of it kills
// programs, and with them the work of a person.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>

namespace pleat {

/// Of this process, in bytes; 0 where the system does not say. Takes microseconds.
std::int64_t residentBytes();

/// The whole process is to take no more, in bytes; 0: whatever there is. From any thread. Where it
/// was never set, PLEAT_MEMORY_MB says it.
void setMemoryLimit(std::int64_t bytes);

/// What can still be taken without swapping: what the system has, at most what the control group
/// of the process leaves, at most what setMemoryLimit() leaves. None where the system does
/// not say.
std::optional<std::int64_t> availableBytes();

/// "1.5 GB", in powers of 1000.
std::string memoryText(std::int64_t bytes);

/// ErrorCode::Impossible if `need_bytes` more than now do not fit: what, how much, how much is
/// free. `what` begins a sentence: "the statistics of conv1"; `hint`: what needs less.
Result<void> checkMemory(
    std::int64_t need_bytes, const std::string& what, const std::string& where, std::string hint);

} // namespace pleat
