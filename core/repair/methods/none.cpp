// SPDX-License-Identifier: GPL-3.0-or-later
// Plain folding: means of fused rows and biases, nothing else.
#include "core/repair/repair_method.h"

namespace pleat::repair {

extern const RepairMethod repair_none;
const RepairMethod repair_none{
    "none", "No repair", false, true, [](const RepairTask& task, const StageContext&) {
        return fold::assemble(task.network, fold::unrepaired(task.network));
    }};

} // namespace pleat::repair
