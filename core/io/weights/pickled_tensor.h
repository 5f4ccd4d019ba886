// SPDX-License-Identifier: GPL-3.0-or-later
// How PyTorch pickles tensors: as calls that rebuild them from a storage. Knows no ATen.
#pragma once

#include "core/io/weights/element_type.h"
#include "core/io/weights/pickle_reader.h"

#include <optional>

namespace pleat::io {

/// "FloatStorage", the class of the module torch whose elements have this type.
std::string_view storageClassName(ElementType type);

/// By the full name of a storage class, also of types that cannot be read.
std::optional<std::int64_t> storageElementSize_bytes(std::string_view className);

/// The call that makes a tensor.
struct TensorCall
{
    std::string function; ///< "torch._utils._rebuild_tensor_v2"
    PickleId arguments = 0;
};

/// Of a tensor or a Parameter around one; nothing for any other value.
std::optional<TensorCall> tensorCall(const Pickle& pickle, PickleId id);

/// What a pickle says of a tensor. Sizes, strides and offset are as they stand there, unchecked.
struct PickledTensor
{
    std::string_view storage; ///< its key: the name of a record
    ElementType type = ElementType::Float32;
    std::int64_t storage_bytes = 0; ///< what the storage must hold, not negative
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides;
    std::int64_t offset = 0;
};

/// ErrorCode::Unsupported for complex, quantised, sparse and meta tensors, ErrorCode::Unreadable
/// for arguments that make no sense; both name the tensor.
Result<PickledTensor> readPickledTensor(const Pickle& pickle, const TensorCall& call,
    const std::string& name, const std::string& where);

} // namespace pleat::io
