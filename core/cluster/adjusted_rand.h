// SPDX-License-Identifier: GPL-3.0-or-later
// How far two clusterings of the same channels agree.
#pragma once

#include "core/cluster/merge_tree.h"

namespace pleat::cluster {

/// Adjusted Rand index (Hubert and Arabie 1985): 1 for equal partitions whatever their labels, 0 on
/// average for random ones of the same cluster sizes, down to -0.5. Any label values; `a` and `b`
/// must be equally long. 1 where both partitions are trivial alike, as in sklearn.
double adjustedRand(const Labels& a, const Labels& b);

} // namespace pleat::cluster
