// SPDX-License-Identifier: GPL-3.0-or-later
// What stands behind Model and Run; for core only, since it holds tensors.
#pragma once

#include "core/architecture/wanted.h"
#include "core/coupling/cost_model.h"
#include "core/coupling/coupling.h"
#include "core/graph/graph.h"
#include "core/io/input_description.h"
#include "core/study/resources.h"
#include "core/study/run.h"

namespace pleat::study {

struct Model::Content
{
    ModelInfo info;
    graph::GraphPtr graph;
    std::shared_ptr<const coupling::Coupling> coupling;
    coupling::CostModel parameterCost, macCost;
    io::InputDescription input;
    architecture::Wanted wanted; ///< what the builder of the graph was told
    std::shared_ptr<const Profile> profile; ///< null unless it was asked for
};

/// Of all groups, in the order of the coupling.
std::vector<GroupInfo> groupInfos(const graph::Graph& graph, const coupling::Coupling& coupling);
/// Channels that each group keeps; frozen ones keep all.
std::vector<std::int64_t> keptChannels(const ModelInfo& info, const fold::Plan& plan);

struct Run::Content
{
    graph::GraphPtr graph; ///< folded and repaired
    io::InputDescription input;
    architecture::Wanted wanted; ///< what the builder of the graph was told
};

} // namespace pleat::study
