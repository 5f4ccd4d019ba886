// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/repair/repair_method.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/logical_and.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/where.h>

#include <algorithm>
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

Result<std::vector<const RepairMethod*>> repairChain(const std::string& ids)
{
    std::vector<const RepairMethod*> chain;
    for (std::size_t begin = 0; begin <= ids.size();) {
        const std::size_t end = std::min(ids.find('+', begin), ids.size());
        auto method = findRepair(ids.substr(begin, end - begin));
        if (!method)
            return method.error();
        if ((*method)->startsFromMerged && !chain.empty())
            return Error{ErrorCode::Usage,
                "\"" + (*method)->id
                    + "\" starts from the merged weights, so it can only come first",
                "repair", "write it in front of the others, as in ar+bn"};
        chain.push_back(*method);
        begin = end + 1;
    }
    return chain;
}

bool needsProbe(const std::vector<const RepairMethod*>& chain)
{
    return std::any_of(
        chain.begin(), chain.end(), [](const RepairMethod* method) { return method->needsProbe; });
}

at::Tensor approximateGain(const fold::FoldedLayer& layer)
{
    const at::Tensor gain = at::clamp(layer.targetStd / layer.whiteStd, 1, kLargestGain);
    return at::where(
        at::logical_and(layer.targetStd > fold::kConstantChannelStd, layer.whiteStd > 0), gain,
        at::ones_like(gain));
}

} // namespace pleat::repair
