// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the hand-tuner, the same wherever k can be set.
#pragma once

#include <cstdint>
#include <optional>

class QKeyEvent;

namespace pleat::ui {

class Session;

/// What Left, Right, PgUp, PgDn, Home, End and E ask of the current group; none for other keys, for
/// keys with a modifier, and for E without statistics. Steps are as wide as the snap.
std::optional<std::int64_t> keyedK(const Session& session, const QKeyEvent& event);
/// L locks or unlocks the current group, R resets it. Whether the key was one of them.
bool keyedEdit(Session& session, const QKeyEvent& event);

} // namespace pleat::ui
