// SPDX-License-Identifier: GPL-3.0-or-later
// What a value of a TorchScript graph stands for while the graph is evaluated partially.
#pragma once

#include "core/graph/graph.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace pleat::io {

struct Slot
{
    enum class Kind
    {
        Known,
        Module,
        Aggregate,
        Value
    };
    Kind kind = Kind::Known;
    c10::IValue known; ///< Known: the constant; Module: the object; Value: its example
    std::string path; ///< Module: dotted path
    std::shared_ptr<std::vector<Slot>> items; ///< Aggregate; shared, so that append works
    c10::TypePtr elementType; ///< Aggregate: of a list; null for a tuple
    graph::ValueId id; ///< Value

    bool isValue() const { return kind == Kind::Value; }
};

Slot knownSlot(c10::IValue value);
/// A list whose items may be replaced; a value that is no list stays as it is.
Slot aggregateSlot(const c10::IValue& value);
/// The constant behind the slot; nothing if a part of it is a value or a module.
std::optional<c10::IValue> asConstant(const Slot& slot);
/// The constant, or what the value was on the example input.
c10::IValue exampleOf(const Slot& slot);

} // namespace pleat::io
