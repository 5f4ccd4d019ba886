// SPDX-License-Identifier: GPL-3.0-or-later
// A network written down as operator calls, before there are tensors. Knows no ATen.
#pragma once

#include "core/base/finding.h"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace pleat::architecture {

using Shape = std::vector<std::int64_t>;

/// A tensor of a file, without its elements.
struct ShapedName
{
    std::string name; ///< "layer1.0.conv1.weight"
    Shape shape;
};

/// Value 0 is the input; the results of the steps follow in order.
struct ValueRef
{
    std::size_t index = 0;
};

struct ParameterName
{
    std::string name; ///< as in the file
};

/// std::monostate is None.
using Argument = std::variant<std::monostate, bool, std::int64_t, double, std::string,
    std::vector<std::int64_t>, ValueRef, std::vector<ValueRef>, ParameterName>;

/// One call of an ATen operator.
struct Step
{
    std::string op; ///< "aten::conv2d"
    std::string overload; ///< "Tensor" of aten::add.Tensor; may be empty
    std::vector<Argument> arguments; ///< all of them, in the order of the schema
    std::size_t results = 1; ///< more than one: a list of tensors, unpacked
    std::string source; ///< the layer, for messages
};

/// How Python makes a module with the same parameter names; see python_lines.h.
struct PythonModule
{
    std::string constructor; ///< "torchvision.models.resnet18()"; empty if nobody knows one
    /// Older names of torchvision and those that the constructor gives, as parts of a name.
    std::vector<std::pair<std::string, std::string>> renamed;
    bool foldedAttention = false; ///< heads are missing, which nn.MultiheadAttention cannot run
};

struct Blueprint
{
    std::string family; ///< as config.json calls it, "resnet"
    std::string title; ///< "resnet18"
    Shape inputShape; ///< of one example without its batch axis, such as [C, H, W]
    std::vector<Step> steps;
    ValueRef output;
    std::vector<Finding> findings; ///< what had to be assumed
    PythonModule python;
};

} // namespace pleat::architecture
