// SPDX-License-Identifier: GPL-3.0-or-later
// How channels are clustered: a part of the plan.
#pragma once

#include <cstdint>
#include <string>

namespace pleat::cluster {

/// What a channel's row of features holds.
struct FeatureOptions
{
    std::string set = "raw"; ///< see featureSets()
    double incomingWeight = 1; ///< factor on the features of producers, >= 0
    double outgoingWeight = 1; ///< the same for consumers; not both may be 0
    bool operator==(const FeatureOptions&) const = default;
};

struct ClusterOptions
{
    std::string method = "ward"; ///< see clusterMethods()
    FeatureOptions features;
    std::int64_t starts = 10; ///< of methods that draw their start; the best counts (n_init)
    bool operator==(const ClusterOptions&) const = default;
};

} // namespace pleat::cluster
