// SPDX-License-Identifier: GPL-3.0-or-later
// How much the output suffers when a group keeps k channels: what a budget weighs against savings.
// From merge trees alone.
#pragma once

#include "core/coupling/coupling.h"

#include <vector>

namespace pleat::evaluate {

/// A layer that makes a group's channels, at every cut of the group's tree.
struct LayerLoss
{
    std::size_t layer = 0; ///< index into Coupling::layers
    double energy = 0; ///< sum of the variances of its channels
    std::vector<double> lost; ///< [n], index k-1: share of the energy that merging loses, 0 to 1
};

/// What is known of one group; the same order as Coupling::groups.
struct GroupLoss
{
    std::vector<LayerLoss> layers; ///< by depth; empty for a group that stays as it is
    std::vector<double> lost; ///< [n], relative inertia: counts where no layer makes the channels
};

/// [groups][n], index k-1; empty for a group that stays as it is.
///
/// Of signals that pass through merged layers one after the other the retained shares multiply, so
/// their negative logarithms add: L(k) = sum over the group's layers of -log(1 - lost(k)), each
/// weighted by its energy relative to the strongest layer of the group. A layer's error is mostly
/// noise that later layers average out while it is small, so it counts with a power above one. The
/// damage is importance * decay^-depth * L(k)^power.
///
/// Importance is the share of the signal that a group carries. What a layer adds to a residual
/// stream is its share of the stream's energy so far, and what a group carries is the sum over the
/// layers that read it, at most 1. It is found from the output backwards. Depth is the group's
/// place among the foldable ones, 0 to 1.
///
/// The constants were measured, see README: errors of groups near the input hurt several times as
/// much as those of groups near the output.
std::vector<std::vector<double>> predictedDamage(
    const coupling::Coupling& coupling, const std::vector<GroupLoss>& losses);

/// [groups] as above, 0 to 1.
std::vector<double> groupImportance(
    const coupling::Coupling& coupling, const std::vector<GroupLoss>& losses);

} // namespace pleat::evaluate
