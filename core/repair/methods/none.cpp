// SPDX-License-Identifier: GPL-3.0-or-later
// Plain folding: means of fused rows and biases, nothing else.
#include "core/repair/repair_method.h"

namespace pleat::repair {

extern const RepairMethod repair_none;
const RepairMethod repair_none{"none", "No repair", false,
    [](const fold::FoldedNetwork& network, const at::Tensor&, const StageContext&) {
        return fold::assemble(network, fold::unrepaired(network));
    }};

} // namespace pleat::repair
