// SPDX-License-Identifier: GPL-3.0-or-later
// The feature rows of a channel group.
#pragma once

#include "core/base/result.h"
#include "core/cluster/cluster_options.h"
#include "core/coupling/coupling.h"

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

namespace pleat::cluster {

/// A way of describing channels by their weights. No set holds biases.
/// - raw: producer rows as stored, times the sign of gamma of the BatchNorm that they feed, and
///   consumer columns as stored. Not normalised: that gives dead channels the say of live ones.
/// - normalised: [sign(gamma)/sigma W | |gamma| | consumer columns], sigma^2 = running variance +
///   epsilon, where a BatchNorm follows: what the paper's Fold-AR clusters (Algorithm 1), with
///   (W, gamma) and (-W, -gamma) made equal, since they are the same channel.
/// - fused: gamma/sigma W and consumer columns.
/// - incoming, outgoing: the one or the other half of raw.
/// - scale-free: for ReLU, which lets a factor pass from a channel's producer to its consumer. Each
///   producer's fused row divided by its norm (zero stays zero), consumer columns times that norm:
///   channels that differ by such a factor coincide. Of several producers (residual streams) each
///   row is divided by its own norm and the columns take the root mean square of the norms, so
///   that it does not matter how many write.
/// Tables that make channels without being the weight of a layer (embeddings) count as producers
/// without a BatchNorm.
struct FeatureSet
{
    std::string id; ///< as on the command line and in recipes: "raw"
    std::string title; ///< for people, English
};
/// The default first.
std::vector<FeatureSet> featureSets();

/// The largest incomingWeight and outgoingWeight: squares of features must not overflow.
inline constexpr double kLargestFeatureWeight = 1e6;

/// ErrorCode::Usage for an unknown set or weights that leave nothing.
Result<void> checkFeatures(const FeatureOptions& options);

/// Feature rows of a group, in blocks [n, d_i] of a floating type, d_i > 0; the weights of the
/// options are multiplied in, and a half with weight 0 is left out. Deterministic.
/// ErrorCode::Impossible if the group has no weights of the kind that the options ask for.
Result<std::vector<at::Tensor>> groupFeatures(const graph::Graph& graph,
    const coupling::Coupling& coupling, int group, const FeatureOptions& options);

} // namespace pleat::cluster
