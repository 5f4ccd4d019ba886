// SPDX-License-Identifier: GPL-3.0-or-later
// What a file of weights holds: names, types, shapes and where the bytes are. Knows no ATen.
#pragma once

#include "core/base/finding.h"
#include "core/io/weights/element_type.h"
#include "core/io/weights/mapped_file.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace pleat::io {

/// A tensor in a file. Readers guarantee: sizes are not negative, no product of sizes overflows,
/// and every element that shape, strides and offset reach lies inside `storage`.
struct StoredTensor
{
    std::string name; ///< dotted path, "layer1.0.conv1.weight"
    ElementType type = ElementType::Float32;
    std::vector<std::int64_t> shape; ///< empty: one element without axes
    std::vector<std::int64_t> strides; ///< in elements, one per axis, not negative
    std::span<const std::byte> storage; ///< little endian; several tensors may share one
    std::int64_t offset = 0; ///< of the first element in the storage, in elements
};

struct WeightsFile
{
    std::string format; ///< "state_dict" or "safetensors"
    std::vector<StoredTensor> tensors; ///< in the order of the file; names are unique
    std::string description; ///< the text that Pleat wrote beside the weights; may be empty
    std::vector<Finding> findings;
    std::vector<MappedFilePtr> files; ///< keeps the storages alive
};

/// Row-major strides of a dense tensor.
std::vector<std::int64_t> denseStrides(const std::vector<std::int64_t>& shape);

/// Elements of `shape`, or -1 if a size is negative or the product of those that are not 0 does not
/// fit 63 bits.
std::int64_t checkedCount(const std::vector<std::int64_t>& shape);

/// The guarantee of StoredTensor for sizes, strides and offset; the error says which is broken.
Result<void> checkStored(const StoredTensor& tensor, const std::string& where);

} // namespace pleat::io
