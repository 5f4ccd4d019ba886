// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/state_dict_tensors.h"

#include "core/io/weights/pickled_state_dict.h"

namespace pleat::io {

Result<WeightsFile> readTensors(
    const Pickle& pickle, const std::string& where, const StorageLookup& storage)
{
    auto found = findStateDict(pickle, where);
    if (!found)
        return found.error();
    WeightsFile file;
    file.format = "state_dict";
    file.findings = std::move(found->findings);
    for (const auto& [name, call] : found->tensors) {
        auto pickled = readPickledTensor(pickle, call, name, where);
        if (!pickled)
            return pickled.error();
        auto bytes = storage(*pickled, name);
        if (!bytes)
            return bytes.error();
        file.tensors.push_back(
            {name, pickled->type, std::move(pickled->shape), std::move(pickled->strides),
                bytes->first(static_cast<std::size_t>(pickled->storage_bytes)), pickled->offset});
        if (auto checked = checkStored(file.tensors.back(), where); !checked)
            return checked.error();
    }
    return file;
}

} // namespace pleat::io
