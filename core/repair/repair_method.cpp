// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/repair/repair_method.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/logical_and.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/where.h>

#include <iterator>

namespace pleat::repair {

#include "repair_methods.inc"

namespace {

constexpr double kLargestGain = 10;

} // namespace

std::vector<const RepairMethod*> repairMethods()
{
    return {std::begin(kRegistered), std::end(kRegistered)};
}

Result<const RepairMethod*> findRepair(const std::string& id)
{
    std::string known;
    for (const RepairMethod* method : kRegistered) {
        if (method->id == id)
            return method;
        known += (known.empty() ? "" : ", ") + method->id;
    }
    return Error{ErrorCode::Usage, "unknown repair \"" + id + "\"", "repair", "known are " + known};
}

at::Tensor approximateGain(const fold::FoldedLayer& layer)
{
    const at::Tensor gain = at::clamp(layer.targetStd / layer.whiteStd, 1, kLargestGain);
    return at::where(
        at::logical_and(layer.targetStd > fold::kConstantChannelStd, layer.whiteStd > 0), gain,
        at::ones_like(gain));
}

} // namespace pleat::repair
