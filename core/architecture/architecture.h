// SPDX-License-Identifier: GPL-3.0-or-later
// Files of weights hold no graph: the names and shapes of their tensors tell which network they
// belong to. Every width is read from the tensors, so that a folded file is found again.
// Pure, the same input gives the same blueprint. Knows no ATen.
#pragma once

#include "core/architecture/architecture_family.h"
#include "core/architecture/blueprint.h"
#include "core/architecture/wanted.h"
#include "core/base/result.h"

#include <string>
#include <vector>

namespace pleat::architecture {

/// In the order of their names.
const std::vector<const ArchitectureFamily*>& architectureFamilies();

/// The one family that has a place for every tensor and misses none. A beginning that all names
/// share ("model.") is no obstacle. `where` names the file.
/// ErrorCode::Unsupported if none fits, with the nearest one and what does not fit there, or if
/// several do.
Result<Blueprint> findArchitecture(const std::vector<ShapedName>& tensors, const Wanted& wanted,
    const std::string& where,
    const std::vector<const ArchitectureFamily*>& families = architectureFamilies());

} // namespace pleat::architecture
