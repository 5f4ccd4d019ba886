// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/stored_tensors.h"

#include "tests/fuzz/fuzz_support.h"

#include <cstring>
#include <set>
#include <string>

namespace pleat::fuzz {

namespace {

/// Reads the first and the last element, with the sanitizers watching.
void touch(const io::StoredTensor& tensor)
{
    std::int64_t last = tensor.offset;
    for (std::size_t axis = 0; axis < tensor.shape.size(); ++axis)
        last += (tensor.shape[axis] - 1) * tensor.strides[axis];
    const auto size = static_cast<std::size_t>(io::elementSize_bytes(tensor.type));
    for (std::int64_t index : {tensor.offset, last}) {
        const std::size_t begin = static_cast<std::size_t>(index) * size;
        require(index >= 0 && begin + size <= tensor.storage.size(),
            tensor.name + " reaches beyond its storage");
        std::byte element[8];
        std::memcpy(element, tensor.storage.data() + begin, size);
        volatile std::byte kept = element[size - 1]; // else the read would be optimised away
        static_cast<void>(kept);
    }
}

} // namespace

void checkTensors(const io::WeightsFile& weights, std::span<const std::byte> file)
{
    std::set<std::string> names;
    for (const io::StoredTensor& tensor : weights.tensors) {
        require(names.insert(tensor.name).second, "two tensors are called " + tensor.name);
        require(tensor.strides.size() == tensor.shape.size(), tensor.name + " lacks strides");
        const std::int64_t count = io::checkedCount(tensor.shape);
        require(count >= 0, tensor.name + " has an impossible shape");
        if (count == 0)
            continue;
        require(file.empty()
                || (tensor.storage.data() >= file.data()
                    && tensor.storage.data() + tensor.storage.size() <= file.data() + file.size()),
            tensor.name + " lies outside the file");
        touch(tensor);
    }
}

void checkWeights(const Result<io::WeightsFile>& weights, std::span<const std::byte> file)
{
    if (weights)
        checkTensors(*weights, file);
    else
        checkError(weights.error());
}

} // namespace pleat::fuzz
