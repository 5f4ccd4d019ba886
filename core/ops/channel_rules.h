// SPDX-License-Identifier: GPL-3.0-or-later
// The vocabulary in which an operator says how its channels hang together.
#pragma once

#include "core/graph/graph.h"

#include <string>

namespace pleat::ops {

/// One axis of one value or parameter.
struct Axis
{
    graph::ValueId value;
    std::int64_t axis = 0;
    auto operator<=>(const Axis&) const = default;
};

enum class Role
{
    Producer, ///< rows that make the channel: averaged
    PerChannel, ///< bias, BatchNorm vectors: averaged, then repaired
    Consumer, ///< columns that read it: summed
};

/// Rules talk to this; coupling implements it with union-find. An axis is tracked once a rule has
/// given it channels; axes that nobody tracks (batch, space) are nobody's concern.
class ChannelRules
{
public:
    virtual ~ChannelRules() = default;

    virtual bool tracked(Axis axis) const = 0;
    /// New channels, one per index of the axis.
    virtual void produce(Axis out) = 0;
    /// Both axes hold the same channels (residual add, activation, BatchNorm).
    virtual void same(Axis a, Axis b) = 0;
    /// Each channel of `in` becomes `inner` neighbours in `out` (flatten).
    virtual void repeat(Axis out, Axis in, std::int64_t inner) = 0;
    /// The channels of the axis may not be folded. The first reason is kept.
    virtual void freeze(Axis axis, const std::string& reason) = 0;
    /// An axis of a parameter belongs to the channels of `of`.
    virtual void member(graph::ParameterId parameter, std::int64_t axis, Role role, Axis of) = 0;
    /// An addition of two computed values joins these channels.
    virtual void joined(Axis axis) = 0;
};

/// Every tracked axis of `in` continues in `out` at the same place.
void passThrough(
    const graph::Graph& graph, ChannelRules& rules, graph::ValueId out, graph::ValueId in);
/// Freezes every tracked axis of the value.
void freezeTracked(const graph::Graph& graph, ChannelRules& rules, graph::ValueId value,
    const std::string& reason);
/// For operators without a rule: what they read freezes, what they make is new and frozen.
void freezeNode(const graph::Graph& graph, ChannelRules& rules, const graph::Node& node,
    const std::string& reason);

} // namespace pleat::ops
