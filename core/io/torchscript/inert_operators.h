// SPDX-License-Identifier: GPL-3.0-or-later
// TorchScript is a program, and some of its operators reach beyond its tensors.
#pragma once

namespace pleat::io {

/// Takes those operators away from TorchScript that read or write files or call other machines; a
/// file that uses them no longer compiles. What it prints goes nowhere. Loading a file may already
/// run parts of it (default arguments), so call this before. Safe to repeat; thread-safe.
void disarmTorchScript();

} // namespace pleat::io
