// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/weights/weights_file.h"

#include <algorithm>

namespace pleat::io {

std::vector<std::int64_t> denseStrides(const std::vector<std::int64_t>& shape)
{
    std::vector<std::int64_t> strides(shape.size(), 1);
    for (std::size_t axis = shape.size(); axis-- > 1;)
        strides[axis - 1] = strides[axis] * shape[axis];
    return strides;
}

std::int64_t checkedCount(const std::vector<std::int64_t>& shape)
{
    std::int64_t count = 1;
    bool isEmpty = false;
    for (std::int64_t size : shape) {
        // A size of 0 must not hide that the others are impossible: strides multiply them too.
        if (size < 0 || __builtin_mul_overflow(count, std::max<std::int64_t>(size, 1), &count))
            return -1;
        isEmpty |= size == 0;
    }
    return isEmpty ? 0 : count;
}

namespace {

/// Index of the last element that shape and strides reach, or -1 if that overflows.
std::int64_t lastElement(const StoredTensor& tensor)
{
    std::int64_t last = tensor.offset;
    for (std::size_t axis = 0; axis < tensor.shape.size(); ++axis) {
        std::int64_t step = 0;
        if (tensor.strides[axis] < 0
            || __builtin_mul_overflow(tensor.shape[axis] - 1, tensor.strides[axis], &step)
            || __builtin_add_overflow(last, step, &last))
            return -1;
    }
    return last;
}

} // namespace

Result<void> checkStored(const StoredTensor& tensor, const std::string& where)
{
    const auto broken = [&](const std::string& what) {
        return Error{ErrorCode::Unreadable, tensor.name + ": " + what, where,
            "the file is damaged or was made by hand; save it again"};
    };
    const std::int64_t count = checkedCount(tensor.shape);
    std::int64_t size_bytes = 0;
    if (count < 0 || __builtin_mul_overflow(count, elementSize_bytes(tensor.type), &size_bytes))
        return broken("its shape is impossible");
    if (tensor.strides.size() != tensor.shape.size())
        return broken("it has " + std::to_string(tensor.strides.size()) + " strides for "
            + std::to_string(tensor.shape.size()) + " axes");
    if (tensor.offset < 0)
        return broken("its offset is negative");
    if (count == 0)
        return {};
    const auto held =
        static_cast<std::int64_t>(tensor.storage.size()) / elementSize_bytes(tensor.type);
    const std::int64_t last = lastElement(tensor);
    if (last < 0 || last >= held)
        return broken("it reaches beyond the " + std::to_string(held) + " elements of its storage");
    // Strides of 0 would let a small file ask for a huge tensor.
    if (count > held)
        return broken("it repeats elements of its storage");
    return {};
}

} // namespace pleat::io
