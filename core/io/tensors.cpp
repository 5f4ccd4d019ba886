// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/tensors.h"

#include "core/base/memory.h"
#include "core/base/torch_errors.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <array>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace pleat::io {

namespace {

/// In the order of ElementType.
constexpr std::array kScalarTypes{at::kDouble, at::kFloat, at::kHalf, at::kBFloat16, at::kLong,
    at::kInt, at::kShort, at::kChar, at::kByte, at::kBool};

at::ScalarType scalarType(ElementType type)
{
    return kScalarTypes[static_cast<std::size_t>(type)];
}

std::optional<ElementType> elementType(at::ScalarType type)
{
    for (std::size_t i = 0; i < kScalarTypes.size(); ++i) {
        if (kScalarTypes[i] == type)
            return static_cast<ElementType>(i);
    }
    return std::nullopt;
}

/// Files put tensors at any byte, ATen wants them aligned: hence copies.
at::Tensor denseCopy(const StoredTensor& stored)
{
    const at::ScalarType type = scalarType(stored.type);
    const std::int64_t size_bytes = elementSize_bytes(stored.type);
    if (stored.strides == denseStrides(stored.shape)) {
        at::Tensor dense = at::empty(stored.shape, type);
        if (dense.nbytes() > 0)
            std::memcpy(dense.data_ptr(),
                stored.storage.data() + static_cast<std::size_t>(stored.offset * size_bytes),
                dense.nbytes());
        return dense;
    }
    at::Tensor all =
        at::empty({static_cast<std::int64_t>(stored.storage.size()) / size_bytes}, type);
    std::memcpy(all.data_ptr(), stored.storage.data(), all.nbytes());
    return all.as_strided(stored.shape, stored.strides, stored.offset).contiguous();
}

/// Two names with equal keys are one tensor.
auto identity(const StoredTensor& tensor)
{
    return std::tuple(
        tensor.storage.data(), tensor.type, tensor.offset, tensor.shape, tensor.strides);
}

/// Of all copies that loadTensors() makes.
std::int64_t bytesInMemory(const WeightsFile& file)
{
    std::set<decltype(identity(file.tensors.front()))> known;
    std::int64_t bytes = 0;
    for (const StoredTensor& tensor : file.tensors) {
        const auto size = c10::elementSize(computingType(scalarType(tensor.type)));
        if (known.insert(identity(tensor)).second)
            bytes += checkedCount(tensor.shape) * static_cast<std::int64_t>(size);
    }
    return bytes;
}

} // namespace

at::ScalarType computingType(at::ScalarType stored)
{
    return stored == at::kHalf || stored == at::kBFloat16 ? at::kFloat : stored;
}

Result<std::vector<architecture::NamedTensor>> loadTensors(const WeightsFile& file)
{
    if (auto fits = checkMemory(bytesInMemory(file), "the weights", "weights",
            "close other programs, or work on a machine with more memory");
        !fits)
        return fits.error();
    std::vector<architecture::NamedTensor> tensors;
    std::map<decltype(identity(file.tensors.front())), at::Tensor> known;
    const auto loaded = callTorch("weights", [&] {
        for (const StoredTensor& stored : file.tensors) {
            at::Tensor& tensor = known[identity(stored)];
            const at::ScalarType type = scalarType(stored.type);
            if (!tensor.defined()) {
                tensor = denseCopy(stored).to(computingType(type));
                releasePages(stored.storage);
            }
            const bool narrower = computingType(type) != type;
            tensors.push_back({stored.name, tensor, narrower ? type : at::ScalarType::Undefined});
        }
    });
    if (!loaded)
        return loaded.error();
    return tensors;
}

Result<WritableTensors> writableTensors(const graph::Graph& graph)
{
    WritableTensors result;
    std::map<const at::TensorImpl*, at::Tensor> dense; // tied tensors stay one
    for (const graph::Parameter& parameter : graph.parameters) {
        if (parameter.constant)
            continue;
        at::Tensor& tensor = dense[parameter.tensor.unsafeGetTensorImpl()];
        if (!tensor.defined())
            tensor = graph::storedTensor(parameter);
        const auto type = elementType(tensor.scalar_type());
        if (!type)
            return Error{ErrorCode::Impossible,
                std::string("it has the dtype ") + c10::toString(tensor.scalar_type())
                    + ", which files of weights do not know",
                parameter.name, "save TorchScript (.pt)"};
        StoredTensor stored;
        stored.name = parameter.name;
        stored.type = *type;
        stored.shape = tensor.sizes().vec();
        stored.strides = denseStrides(stored.shape);
        stored.storage = {static_cast<const std::byte*>(tensor.data_ptr()), tensor.nbytes()};
        result.tensors.push_back(std::move(stored));
        result.kept.push_back(tensor);
    }
    return result;
}

} // namespace pleat::io
