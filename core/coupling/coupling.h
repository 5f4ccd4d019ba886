// SPDX-License-Identifier: GPL-3.0-or-later
// graph -> channel groups: which axes of which parameters must be clustered alike. Discovered from
// the rules of the operators, never written by hand for a model.
#pragma once

#include "core/graph/graph.h"
#include "core/ops/channel_rules.h"
#include "core/ops/layer_views.h"

#include <optional>
#include <string>
#include <vector>

namespace pleat::coupling {

struct Member
{
    graph::ParameterId parameter;
    std::int64_t axis = 0;
    ops::Role role = ops::Role::Producer;
    std::int64_t inner = 1; ///< neighbouring indices per channel (flatten)
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
    int outGroup = -1; ///< index of the group of its rows
    int inGroup = -1; ///< index of the group of its columns
    std::int64_t inner = 1; ///< columns per channel of inGroup
    std::int64_t positions = 1; ///< multiply-accumulates per weight element, for one example
    std::vector<int>
        positionGroups; ///< groups of other axes of the output, which count as positions
};

/// A BatchNorm that no single layer feeds: it cannot be fused, its vectors are averaged.
struct LooseNorm
{
    graph::NodeId node;
    ops::BatchNormView view;
    int group = -1;
};

struct Coupling
{
    std::vector<ChannelGroup> groups; ///< in execution order
    std::vector<Layer> layers; ///< in execution order
    std::vector<LooseNorm> norms;
};

/// Pure: the same graph gives the same coupling.
Coupling discoverCoupling(const graph::Graph& graph);

/// "g3 layer1.0.conv1 64: layer1.0.conv1.weight:0 producer, ..." one line per group.
std::string dump(const graph::Graph& graph, const Coupling& coupling);

const char* roleName(ops::Role role);

} // namespace pleat::coupling
