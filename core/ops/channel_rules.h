// SPDX-License-Identifier: GPL-3.0-or-later
// The vocabulary in which an operator says how its channels hang together.
#pragma once

#include "core/graph/graph.h"

#include <string>
#include <vector>

namespace pleat::ops {

/// One axis of one value; parameters are values too.
struct Axis
{
    graph::ValueId value;
    std::int64_t axis = 0;
    auto operator<=>(const Axis&) const = default;
};

/// What a fold does along an axis of a parameter.
enum class Role
{
    Producer, ///< rows that make the channel: averaged
    PerChannel, ///< bias, BatchNorm vectors: averaged, then repaired
    Consumer, ///< columns that read it: summed
};

/// Rules talk to this; coupling implements it with union-find over spaces of channels. An axis is
/// tracked once a rule has given it channels; axes that nobody tracks (batch, space) hold plain
/// positions. Where a rule asks for what cannot be, the channels freeze with a reason.
class ChannelRules
{
public:
    virtual ~ChannelRules() = default;

    virtual bool tracked(Axis axis) const = 0;
    /// New channels, one per index of the axis.
    virtual void produce(Axis out) = 0;
    /// Both axes hold the same channels in the same order. An axis of which nothing is known yet
    /// takes over what is known of the other.
    virtual void same(Axis a, Axis b) = 0;
    /// `out` holds the channels of the parts one behind the other; untracked parts are positions.
    virtual void concat(Axis out, const std::vector<Axis>& parts) = 0;
    /// `out` is the part of `in` that begins at index `begin`.
    virtual void split(Axis out, Axis in, std::int64_t begin) = 0;
    /// No channel lies on both sides of `position`: it stays the end of one part and the beginning
    /// of the next.
    virtual void boundary(Axis axis, std::int64_t position) = 0;
    /// Each channel of `in` becomes `inner` neighbours in `out`.
    virtual void repeat(Axis out, Axis in, std::int64_t inner) = 0;
    /// The axis falls into `count` equal blocks which move as wholes.
    virtual void blocks(Axis axis, std::int64_t count) = 0;
    /// Both axes fall into `count` blocks that belong together, whatever the sizes of the blocks
    /// (groups of a convolution).
    virtual void sameBlocks(Axis a, Axis b, std::int64_t count) = 0;
    /// `out` has the elements of `in` in the same row-major order under another shape.
    virtual void reshape(graph::ValueId out, graph::ValueId in) = 0;
    /// The channels of the axis may not be folded. The first reason is kept.
    virtual void freeze(Axis axis, const std::string& reason) = 0;
    /// How a fold treats an axis of a parameter; an axis that is only tracked is PerChannel.
    virtual void role(graph::ParameterId parameter, std::int64_t axis, Role role) = 0;
    /// An addition of `a` and `b`: joins their channels if both come from the network's input.
    virtual void joined(Axis a, Axis b) = 0;
};

std::int64_t rankOf(const graph::Graph& graph, graph::ValueId value);
std::int64_t extentOf(const graph::Graph& graph, Axis axis);
/// The value at argument `index` if it is a tensor; else invalid.
graph::ValueId tensorArgument(
    const graph::Graph& graph, const graph::Node& node, std::size_t index);
/// The constant axis at argument `index`, counted from the front; -1 if it is computed.
std::int64_t axisArgument(const graph::Node& node, std::size_t index, std::int64_t rank);

/// Element by element with broadcasting: axes of equal extent, counted from the last, hold the same
/// channels in all operands and in the output.
void broadcast(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules,
    const std::vector<graph::ValueId>& operands);
/// Axis `out` and the same axis of several operands hold the same channels. An operand of which
/// nothing is known freezes them.
void sameInAll(const graph::Graph& graph, const graph::Node& node, ChannelRules& rules, Axis out,
    const std::vector<Axis>& operands);
/// Every tracked axis of `in` continues in `out` at the same place.
void passThrough(
    const graph::Graph& graph, ChannelRules& rules, graph::ValueId out, graph::ValueId in);
/// Freezes every tracked axis of the value; of a list, those of what it was made from.
void freezeTracked(const graph::Graph& graph, ChannelRules& rules, graph::ValueId value,
    const std::string& reason);
/// For operators without a rule: what they read freezes, what they make is new and frozen.
void freezeNode(const graph::Graph& graph, ChannelRules& rules, const graph::Node& node,
    const std::string& reason);

} // namespace pleat::ops
