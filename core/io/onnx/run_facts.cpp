// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/onnx/run_facts.h"

#include "core/graph/executor.h"

#include <ATen/core/ivalue_inl.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <set>
#include <string>

namespace pleat::io {

using graph::NodeId;
using graph::ValueId;

namespace {

bool isRandom(const std::string& name)
{
    static const std::set<std::string> kNames = {"aten::rand", "aten::randn", "aten::randint",
        "aten::randperm", "aten::rand_like", "aten::randn_like", "aten::randint_like",
        "aten::bernoulli", "aten::normal", "aten::multinomial", "aten::dropout"};
    return kNames.contains(name);
}

/// Reads the shape and type of a tensor, not its elements.
bool readsShapeOnly(const std::string& name)
{
    static const std::set<std::string> kNames = {"aten::size", "aten::numel", "aten::len",
        "aten::new_zeros", "aten::new_ones", "aten::new_full", "aten::new_empty",
        "aten::zeros_like", "aten::ones_like", "aten::full_like", "aten::empty_like"};
    return kNames.contains(name);
}

TensorFacts factsOf(const c10::IValue& value)
{
    if (value.isTensor() && value.toTensor().defined()) {
        const Sizes shape = value.toTensor().sizes().vec();
        return {value.toTensor().scalar_type(), shape, shape};
    }
    return {value.isInt()      ? at::kLong
            : value.isBool()   ? at::kBool
            : value.isDouble() ? at::kDouble
                               : at::ScalarType::Undefined,
        {}, {}};
}

ValueFacts valueFacts(const c10::IValue& value)
{
    ValueFacts facts;
    facts.list = value.isList();
    if (!facts.list) {
        facts.items.push_back(factsOf(value));
    } else {
        for (const c10::IValue& item : value.toListRef())
            facts.items.push_back(factsOf(item));
    }
    if (!value.isTensor() && !value.isTensorList())
        facts.example = facts.larger = value;
    return facts;
}

bool sameContent(const c10::IValue& a, const c10::IValue& b)
{
    if (a.isTensor() && b.isTensor())
        return a.toTensor().sizes() == b.toTensor().sizes() && a.toTensor().equal(b.toTensor());
    return a.tagKind() == b.tagKind() && !a.isTensorList() && a == b;
}

c10::IValue snapshot(const c10::IValue& value)
{
    return value.isTensor() && value.toTensor().defined() ? value.toTensor().clone() : value;
}

class Observer
{
public:
    explicit Observer(const graph::Graph& source)
        : m_graph(std::make_shared<graph::Graph>(source))
        , m_held(source.values.size())
        , m_larger(source.values.size())
    {
    }

    Result<RunFacts> observe(bool withLarger);

private:
    void runLarger(const graph::Executor& executor);
    void addLarger(std::size_t value, const c10::IValue& made);
    void readBy(NodeId node);
    void made(ValueId id, const c10::IValue& value);
    bool allKnown(NodeId node) const;

    graph::GraphPtr m_graph;
    RunFacts m_facts;
    std::vector<c10::IValue> m_held; ///< known values, as the run has them
    std::vector<c10::IValue> m_larger; ///< what sizes alone decide, of the larger run
    std::vector<ValueFacts> m_largerFacts; ///< empty without that run
    bool m_nodeKnown = false; ///< of the node that runs
};

bool Observer::allKnown(NodeId id) const
{
    const graph::Node& node = m_graph->node(id);
    bool known = !isRandom(node.op.name);
    graph::forEachInput(node, [&](ValueId value) { known &= m_facts.values[value.index].known; });
    return known;
}

void Observer::readBy(NodeId id)
{
    m_nodeKnown = allKnown(id);
    if (m_nodeKnown)
        return;
    graph::forEachInput(m_graph->node(id), [&](ValueId value) {
        if (m_facts.values[value.index].known)
            m_facts.read[{id, value}] = snapshot(m_held[value.index]);
    });
}

void Observer::made(ValueId id, const c10::IValue& value)
{
    ValueFacts& facts = m_facts.values[id.index];
    facts = valueFacts(value);
    const graph::Value& described = m_graph->value(id);
    const bool bySizes =
        described.fromSizes || readsShapeOnly(m_graph->node(described.producer).op.name);
    const bool same = bySizes && sameContent(value, m_larger[id.index]);
    facts.known = m_nodeKnown || same || (bySizes && m_largerFacts.empty());
    if (facts.known)
        m_held[id.index] = value;
}

/// Keeps only what the other run is compared with.
void Observer::runLarger(const graph::Executor& executor)
{
    std::vector<at::Tensor> inputs;
    for (const at::Tensor& example : m_graph->exampleInputs) {
        Sizes shape = example.sizes().vec();
        if (!shape.empty())
            shape[0] *= 2;
        inputs.push_back(at::zeros(shape, example.options()));
    }
    m_largerFacts.resize(m_graph->values.size());
    graph::ExecutionHooks hooks;
    hooks.tap = [&](ValueId id, const c10::IValue& value) {
        m_largerFacts[id.index] = valueFacts(value);
        const graph::Value& described = m_graph->value(id);
        if (described.fromSizes || readsShapeOnly(m_graph->node(described.producer).op.name))
            m_larger[id.index] = snapshot(value);
    };
    if (!executor.run(inputs, hooks)) {
        m_largerFacts.clear();
        return;
    }
    for (std::size_t i = 0; i < inputs.size(); ++i)
        m_largerFacts[m_graph->inputs[i].index] = valueFacts(inputs[i]);
}

/// Adds the sizes of the larger run; false if ranks or counts differ between the runs.
bool join(ValueFacts& facts, const ValueFacts& larger)
{
    if (facts.items.size() != larger.items.size())
        return false;
    for (std::size_t i = 0; i < facts.items.size(); ++i) {
        if (facts.items[i].rank() != larger.items[i].rank())
            return false;
        facts.items[i].larger = larger.items[i].shape;
    }
    facts.larger = larger.larger;
    return true;
}

Result<RunFacts> Observer::observe(bool withLarger)
{
    auto executor = graph::Executor::prepare(m_graph);
    if (!executor)
        return executor.error();
    if (withLarger)
        runLarger(*executor);
    m_facts.values.resize(m_graph->values.size());
    for (std::size_t i = 0; i < m_graph->inputs.size(); ++i)
        m_facts.values[m_graph->inputs[i].index] = valueFacts(m_graph->exampleInputs[i]);
    for (const graph::Parameter& parameter : m_graph->parameters)
        m_facts.values[parameter.value.index] = valueFacts(parameter.tensor);
    graph::ExecutionHooks hooks;
    hooks.intercept = [&](NodeId node, torch::jit::Stack&) {
        readBy(node);
        return false;
    };
    hooks.tap = [&](ValueId id, const c10::IValue& value) { made(id, value); };
    if (auto ran = executor->run(m_graph->exampleInputs, hooks); !ran)
        return ran.error();
    graph::forEachValue(m_graph->output, [&](ValueId value) {
        if (m_facts.values[value.index].known)
            m_facts.read[{NodeId(), value}] = snapshot(m_held[value.index]);
    });
    m_facts.anyBatch = !m_largerFacts.empty();
    for (std::size_t v = 0; v < m_facts.values.size() && m_facts.anyBatch; ++v) {
        if (m_graph->values[v].kind != graph::ValueKind::Parameter && !m_facts.values[v].known)
            m_facts.anyBatch = join(m_facts.values[v], m_largerFacts[v]);
    }
    return std::move(m_facts);
}

} // namespace

Result<RunFacts> observe(const graph::Graph& graph)
{
    auto facts = Observer(graph).observe(true);
    if (!facts || facts->anyBatch)
        return facts;
    return Observer(graph).observe(false); // every size is that of the example
}

} // namespace pleat::io
