// SPDX-License-Identifier: GPL-3.0-or-later
// Branches, loops and lists of the walk.
#include "core/io/torchscript/walk.h"

#include <ATen/core/ivalue_inl.h>

namespace pleat::io {

void Walk::walkConstruct(const jit::Node* node)
{
    Slot result;
    result.kind = Slot::Kind::Aggregate;
    result.items = std::make_shared<std::vector<Slot>>(inputs(node));
    if (node->kind() == c10::prim::ListConstruct)
        result.elementType = node->output()->type()->expectRef<c10::ListType>().getElementType();
    m_slots[node->output()] = std::move(result);
}

void Walk::walkUnpack(const jit::Node* node)
{
    const Slot from = slot(node->input(0));
    if (from.kind == Slot::Kind::Aggregate) {
        for (std::size_t i = 0; i < node->outputs().size(); ++i)
            m_slots[node->output(i)] = from.items->at(i);
        return;
    }
    const std::vector<c10::IValue> items = from.known.isTuple()
        ? from.known.toTupleRef().elements().vec()
        : from.known.toListRef().vec();
    if (from.isValue()) {
        addNode(node, {"prim::ListUnpack", ""}, {from}, items);
        return;
    }
    for (std::size_t i = 0; i < node->outputs().size(); ++i)
        m_slots[node->output(i)] = knownSlot(items.at(i));
}

bool Walk::decide(const jit::Node* node, const Slot& condition)
{
    if (condition.isValue()) {
        if (!m_builder.value(condition.id).fromSizes)
            fail(node, "a branch or loop depends on the values of a tensor",
                "trace the network with torch.jit.trace on a typical input");
        m_builder.addFinding(
            place(node), "a branch depends on sizes; the one for the example input is taken");
    }
    return condition.known.toBool();
}

void Walk::walkBranch(const jit::Node* node)
{
    const bool taken = decide(node, slot(node->input(0)));
    const jit::Block* block = node->blocks()[taken ? 0 : 1];
    walkBlock(block);
    for (std::size_t i = 0; i < node->outputs().size(); ++i)
        m_slots[node->output(i)] = slot(block->outputs()[i]);
}

void Walk::walkLoop(const jit::Node* node)
{
    const jit::Block* body = node->blocks()[0];
    const std::int64_t trips = slot(node->input(0)).known.toInt();
    std::vector<Slot> carried = inputs(node);
    bool goOn = decide(node, carried[1]);
    carried.erase(carried.begin(), carried.begin() + 2);
    for (std::int64_t trip = 0; trip < trips && goOn; ++trip) {
        countSteps(node);
        m_slots[body->inputs()[0]] = knownSlot(trip);
        for (std::size_t i = 0; i < carried.size(); ++i)
            m_slots[body->inputs()[i + 1]] = carried[i];
        walkBlock(body);
        goOn = decide(node, slot(body->outputs()[0]));
        for (std::size_t i = 0; i < carried.size(); ++i)
            carried[i] = slot(body->outputs()[i + 1]);
    }
    for (std::size_t i = 0; i < carried.size(); ++i)
        m_slots[node->output(i)] = carried[i];
}

/// The item of a tracked list at the index that is the node's second input.
Slot& Walk::itemOf(const jit::Node* node, const Slot& list)
{
    const c10::IValue index = exampleOf(slot(node->input(1)));
    const auto size = static_cast<std::int64_t>(list.items->size());
    if (!index.isInt() || !asConstant(slot(node->input(1))))
        fail(node, "a list is indexed by a computed number");
    const std::int64_t at = index.toInt() < 0 ? index.toInt() + size : index.toInt();
    return list.items->at(static_cast<std::size_t>(at));
}

/// append, extend, len and indexing of a list that the walk tracks.
bool Walk::walkAggregateMethod(const jit::Node* node)
{
    if (node->inputs().size() == 0 || node->input(0)->type()->kind() == c10::TypeKind::TensorType)
        return false;
    Slot& first = slot(node->input(0));
    if (first.kind != Slot::Kind::Aggregate)
        return false;
    const std::string name = node->kind().toQualString();
    if (name == "aten::append") {
        first.items->push_back(slot(node->input(1)));
        m_slots[node->output()] = first;
        return true;
    }
    const Slot* second = node->inputs().size() > 1 ? &slot(node->input(1)) : nullptr;
    if ((name == "aten::extend" || name == "aten::add_") && second
        && second->kind == Slot::Kind::Aggregate) {
        countSteps(node, second->items->size());
        const std::vector<Slot> added = *second->items; // a list may be extended by itself
        first.items->insert(first.items->end(), added.begin(), added.end());
        if (node->outputs().size() == 1)
            m_slots[node->output()] = first;
        return true;
    }
    if (name == "aten::_set_item") {
        itemOf(node, first) = slot(node->input(2));
        if (node->outputs().size() == 1)
            m_slots[node->output()] = first;
        return true;
    }
    if (name == "aten::len") {
        m_slots[node->output()] = knownSlot(static_cast<std::int64_t>(first.items->size()));
        return true;
    }
    const bool indexed = name == "aten::__getitem__" || name == "prim::TupleIndex";
    if (indexed && asConstant(slot(node->input(1)))) {
        const Slot item = itemOf(node, first);
        m_slots[node->output()] = item;
        return true;
    }
    return false;
}

} // namespace pleat::io
