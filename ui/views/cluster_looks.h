// SPDX-License-Identifier: GPL-3.0-or-later
// Which colour and marker a cluster has, so that it keeps them while k moves.
#pragma once

#include "core/cluster/merge_tree.h"

#include <cstdint>
#include <vector>

namespace pleat::ui {

/// [n] number of the cluster of each channel, in the order in which the clusters appear as k grows
/// from 1: of two parts of a split the larger keeps its number. At every k the numbers are 0..k-1.
std::vector<std::int32_t> clusterLooks(const cluster::MergeTree& tree, std::int64_t k);
/// The same for clusters that are no cut: each takes the number of the cluster of the cut at the
/// same k with which it shares most channels, the larger share first; the rest take what is left.
std::vector<std::int32_t> clusterLooks(
    const cluster::MergeTree& tree, const cluster::Labels& labels, std::int64_t k);

} // namespace pleat::ui
