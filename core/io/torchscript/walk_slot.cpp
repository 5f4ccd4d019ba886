// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/torchscript/walk_slot.h"

#include <ATen/core/ivalue_inl.h>

namespace pleat::io {

Slot knownSlot(c10::IValue value)
{
    Slot slot;
    slot.known = std::move(value);
    return slot;
}

Slot aggregateSlot(const c10::IValue& value)
{
    if (!value.isList())
        return knownSlot(value);
    Slot slot;
    slot.kind = Slot::Kind::Aggregate;
    slot.elementType = value.toList().elementType();
    slot.items = std::make_shared<std::vector<Slot>>();
    for (const c10::IValue& item : value.toListRef())
        slot.items->push_back(knownSlot(item));
    return slot;
}

std::optional<c10::IValue> asConstant(const Slot& slot)
{
    if (slot.kind == Slot::Kind::Known)
        return slot.known;
    if (slot.kind != Slot::Kind::Aggregate)
        return std::nullopt;
    std::vector<c10::IValue> items;
    for (const Slot& item : *slot.items) {
        auto constant = asConstant(item);
        if (!constant)
            return std::nullopt;
        items.push_back(std::move(*constant));
    }
    return graph::listOrTuple(std::move(items), slot.elementType);
}

c10::IValue exampleOf(const Slot& slot)
{
    if (slot.kind != Slot::Kind::Aggregate)
        return slot.known;
    std::vector<c10::IValue> items;
    for (const Slot& item : *slot.items)
        items.push_back(exampleOf(item));
    return graph::listOrTuple(std::move(items), slot.elementType);
}

} // namespace pleat::io
