// SPDX-License-Identifier: GPL-3.0-or-later
// graph -> channel groups: which axes of which parameters must be clustered alike. Discovered from
// the rules of the operators, never written by hand for a model.
#pragma once

#include "core/coupling/layout.h"
#include "core/graph/graph.h"
#include "core/ops/channel_rules.h"
#include "core/ops/layer_views.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pleat::coupling {

/// An axis of a parameter that holds channels of the group.
struct Member
{
    graph::ParameterId parameter;
    std::int64_t axis = 0;
    ops::Role role = ops::Role::Producer;
    std::vector<Span> spans; ///< where the channels stand on the axis
};

/// n channels whose clustering all members share.
struct ChannelGroup
{
    std::string name; ///< its first producer layer; unique
    std::int64_t channels = 0;
    std::string frozen; ///< why it may not be folded; empty if it may
    bool joined = false; ///< an addition of two computed values runs through it
    std::vector<Member> members; ///< in execution order
};

/// A convolution or linear layer with its place among the groups.
struct Layer
{
    std::string name; ///< name of the weight, without ".weight" at its end
    graph::NodeId node;
    ops::WeightLayerView view;
    std::optional<ops::BatchNormView> norm; ///< the BatchNorm that only this layer feeds: fusable
    graph::NodeId normNode;
    graph::ValueId tap; ///< z: after the BatchNorm if there is one, before any addition
    bool repeated = false; ///< an earlier layer has the same weight
    Layout rows; ///< output channels
    Layout columns; ///< input channels that one row reads; plain for grouped convolutions
};

/// A BatchNorm that no single layer feeds: it cannot be fused, its vectors are averaged.
struct LooseNorm
{
    graph::NodeId node;
    ops::BatchNormView view;
};

struct Coupling
{
    std::vector<ChannelGroup> groups; ///< in execution order
    std::vector<Layer> layers; ///< in execution order
    std::vector<LooseNorm> norms;
    std::map<ops::Axis, Layout> layouts; ///< of every axis that holds channels of a group

    /// Plain positions where no channels are known. `extent` is that of the axis.
    Layout layout(ops::Axis axis, std::int64_t extent) const;
};

/// Pure: the same graph gives the same coupling.
Coupling discoverCoupling(const graph::Graph& graph);

/// Whether a fold of group `group` touches the layer's output (its rows).
bool makes(const Layer& layer, int group);
/// The first group among the layer's rows, or -1.
int outGroup(const Layer& layer);

/// As in the text of groups and in --json.
constexpr const char* roleName(ops::Role role)
{
    switch (role) {
    case ops::Role::Producer:
        return "producer";
    case ops::Role::PerChannel:
        return "per-channel";
    case ops::Role::Consumer:
        return "consumer";
    }
    return "";
}

} // namespace pleat::coupling
