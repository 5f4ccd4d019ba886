// SPDX-License-Identifier: GPL-3.0-or-later
// REPAIR (Jordan et al. 2023, arXiv 2211.08403), for networks without BatchNorm too: mean and
// standard deviation of every layer are brought to the cluster means of the original network's,
// both measured on the probe, and written into weight and bias.
#include "core/repair/moment_matching.h"
#include "core/repair/repair_method.h"

namespace pleat::repair {

namespace {

Result<graph::GraphPtr> apply(const RepairTask& task, const StageContext& context)
{
    const LayerChange change = [](const LayerStep& step) -> Result<std::optional<fold::FusedRows>> {
        // Outputs of the network and of layers that kept their channels are no targets.
        if (!step.rows)
            return std::optional<fold::FusedRows>();
        auto rows = matched(step, step.current, measuredTargets(step));
        return rows ? Result(std::optional(std::move(*rows))) : rows.error();
    };
    return walkLayers(task.network, task.current, inPieces(task.probe), change, context);
}

} // namespace

extern const RepairMethod repair_repair;
const RepairMethod repair_repair{"repair", "REPAIR", true, false, apply};

} // namespace pleat::repair
