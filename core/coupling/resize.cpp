// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/coupling/resize.h"

#include "core/base/result.h"
#include "core/graph/operator_binding.h"
#include "core/ops/operator_family.h"

#include <ATen/core/ivalue_inl.h>
#include <ATen/core/jit_type.h>
#include <ATen/ops/empty.h>

#include <map>

namespace pleat::coupling {

namespace {

/// What computed sizes are on the example once the widths have changed.
class SizesAfter
{
public:
    SizesAfter(
        const graph::Graph& graph, const Coupling& coupling, const std::vector<std::int64_t>& kept)
        : m_graph(graph)
        , m_coupling(coupling)
        , m_kept(kept)
    {
    }

    /// None if it is no size.
    c10::IValue valueOf(const graph::Argument& argument)
    {
        if (argument.kind == graph::Argument::Kind::Constant)
            return argument.constant;
        if (argument.isValue())
            return valueOf(argument.value);
        std::vector<c10::IValue> items;
        for (const graph::Argument& item : argument.items)
            items.push_back(valueOf(item));
        return graph::listOrTuple(std::move(items), argument.elementType);
    }

private:
    c10::IValue valueOf(graph::ValueId id)
    {
        const graph::Value& value = m_graph.value(id);
        if (value.isTensor && !value.fromSizes)
            return at::empty(shapeAfter(m_graph, m_coupling, id, m_kept), at::device(at::kMeta));
        if (!value.fromSizes || !value.producer.valid())
            return {};
        const auto known = m_known.find(id);
        if (known != m_known.end())
            return known->second;
        const graph::Node& node = m_graph.node(value.producer);
        const auto bound = graph::bindOperator(node.op);
        torch::jit::Stack stack;
        for (const graph::Argument& argument : node.arguments)
            stack.push_back(valueOf(argument));
        if (bound)
            bound->call(stack);
        for (std::size_t i = 0; bound && i < node.outputs.size(); ++i)
            m_known[node.outputs[i]] = stack.at(i);
        return m_known[id];
    }

    const graph::Graph& m_graph;
    const Coupling& m_coupling;
    const std::vector<std::int64_t>& m_kept;
    std::map<graph::ValueId, c10::IValue> m_known;
};

/// Builds the new list of nodes; sizes that are computed while the network runs get a
/// multiplication and a division of their own.
class GraphResizer final : public ops::Resizing
{
public:
    GraphResizer(
        const graph::Graph& graph, const Coupling& coupling, const std::vector<std::int64_t>& kept)
        : m_graph(graph)
        , m_coupling(coupling)
        , m_kept(kept)
        , m_sizes(graph, coupling, kept)
        , m_result(graph)
    {
        m_result.nodes.clear();
    }

    graph::Graph run()
    {
        for (graph::Node node : m_graph.nodes) {
            const ops::OperatorFamily* family = ops::familyOf(node);
            if (family && family->resize)
                family->resize(m_graph, node, *this);
            add(std::move(node));
        }
        return std::move(m_result);
    }

    std::int64_t extent(ops::Axis axis) const override { return extentAfter(layout(axis), m_kept); }
    std::int64_t position(ops::Axis axis, std::int64_t position) const override
    {
        return positionAfter(layout(axis), position, m_kept);
    }
    graph::Argument scaled(const graph::Argument& size, std::int64_t after) override
    {
        const c10::IValue now = m_sizes.valueOf(size);
        if (now.isInt() && now.toInt() == after)
            return size;
        if (!now.isInt() || now.toInt() == 0)
            throw LogicError("a size cannot be computed: " + std::to_string(after));
        return arithmetic("aten::floordiv", arithmetic("aten::mul", size, after), now.toInt());
    }

private:
    Layout layout(ops::Axis axis) const
    {
        return m_coupling.layout(axis, ops::extentOf(m_graph, axis));
    }

    void add(graph::Node node)
    {
        for (graph::ValueId id : node.outputs)
            m_result.value(id).producer = graph::NodeId(m_result.nodes.size());
        m_result.nodes.push_back(std::move(node));
    }

    graph::Argument arithmetic(const char* name, const graph::Argument& left, std::int64_t right)
    {
        graph::Value value;
        value.name = "resized." + std::to_string(m_result.values.size());
        value.type = c10::IntType::get();
        value.fromSizes = true;
        const graph::ValueId id(m_result.values.size());
        m_result.values.push_back(std::move(value));
        graph::Node node;
        node.op = {name, "int"};
        node.arguments = {left, graph::Argument::ofConstant(right)};
        node.outputs = {id};
        add(std::move(node));
        return graph::Argument::ofValue(id);
    }

    const graph::Graph& m_graph;
    const Coupling& m_coupling;
    const std::vector<std::int64_t>& m_kept;
    SizesAfter m_sizes;
    graph::Graph m_result;
};

} // namespace

std::vector<std::int64_t> shapeAfter(const graph::Graph& graph, const Coupling& coupling,
    graph::ValueId value, const std::vector<std::int64_t>& kept)
{
    std::vector<std::int64_t> shape = graph.value(value).shape;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        const auto found = coupling.layouts.find({value, static_cast<std::int64_t>(axis)});
        if (found != coupling.layouts.end())
            shape[axis] = extentAfter(found->second, kept);
    }
    return shape;
}

graph::Graph resized(
    const graph::Graph& graph, const Coupling& coupling, const std::vector<std::int64_t>& kept)
{
    return GraphResizer(graph, coupling, kept).run();
}

} // namespace pleat::coupling
