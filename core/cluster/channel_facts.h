// SPDX-License-Identifier: GPL-3.0-or-later
// What a clustering says about a single channel.
#pragma once

#include "core/cluster/merge_tree.h"

#include <Eigen/Core>

#include <cstdint>
#include <limits>
#include <vector>

namespace pleat::cluster {

struct ChannelFacts
{
    std::int32_t cluster = 0;
    std::int64_t size = 0; ///< channels in it
    double toCentre = 0; ///< Euclidean distance to the cluster's mean
    /// As in ClusterQuality; NaN with one cluster only.
    double silhouette = std::numeric_limits<double>::quiet_NaN();
    std::int32_t nearestOther = -1; ///< by mean distance to its channels; -1 with one cluster only
};

/// Looks at one clustering channel by channel: O(n) each, and once O(size^2) per cluster.
class ClusterFacts
{
public:
    /// `gram` [n, n] must live as long; `labels` [n] in [0, k), no cluster empty.
    ClusterFacts(const Eigen::MatrixXd& gram, Labels labels);

    ChannelFacts of(std::int64_t channel);

private:
    double spread(std::int32_t label);

    const Eigen::MatrixXd& m_gram;
    Labels m_labels;
    std::vector<std::int64_t> m_sizes;
    std::vector<double> m_spreads; ///< squared norm of each mean; NaN: not yet known
};

} // namespace pleat::cluster
