// SPDX-License-Identifier: GPL-3.0-or-later
// Where the weights of a network are in a checkpoint, which may hold much else. Knows no ATen.
#pragma once

#include "core/base/finding.h"
#include "core/io/weights/pickled_tensor.h"

namespace pleat::io {

struct NamedTensorCall
{
    std::string name; ///< UTF-8, not empty, unique; without the prefix of wrappers
    TensorCall call;
};

struct PickledStateDict
{
    std::vector<NamedTensorCall> tensors; ///< in the order of the file, at least one
    std::vector<Finding> findings; ///< what else is in the file; `where` is the file
};

/// The root if it is a dict of tensors, or such a dict under a customary key, or the only one.
/// ErrorCode::Unsupported with the Python lines that help: a pickled module, several dicts of
/// tensors, none.
Result<PickledStateDict> findStateDict(const Pickle& pickle, const std::string& where);

} // namespace pleat::io
