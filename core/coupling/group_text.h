// SPDX-License-Identifier: GPL-3.0-or-later
// Groups of channels as text, one line per group, for tests and reports of bugs.
//
//     g0 input of stem 3 frozen (network input): stem.weight:1 consumer
//     g1 stem 8 joined: stem.weight:0 producer, head.weight:1 consumer +8 2x x16
//     g2 conv 4: conv.weight:0 producer, fc.weight:1 consumer +0 x16 +64 x16
//
// A group's name, its channels, what is special; then its members, each a parameter, an axis and a
// role. "+8 2x x16" is a span with begin 8, outer 2 and inner 16; 0, 1 and 1 are left out, except
// that every one of several spans says where it begins. Names that would be read as something else
// stand in backquotes, a bracket that closes within a reason behind a backslash.
#pragma once

#include "core/coupling/coupling.h"

#include <string>
#include <string_view>
#include <vector>

namespace pleat::coupling {

std::string dump(const graph::Graph& graph, const std::vector<ChannelGroup>& groups);
std::string dump(const graph::Graph& graph, const Coupling& coupling);

/// The groups that `dump` wrote, whatever the graph's own are. ErrorCode::Unreadable with line and
/// column for whatever no dump holds and for members that are not in the graph.
Result<std::vector<ChannelGroup>> parseGroups(const graph::Graph& graph, std::string_view text);

} // namespace pleat::coupling
