// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/memory.h"

#include <ATen/core/ivalue_inl.h>
#include <c10/core/Storage.h>

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace pleat::evaluate {

namespace {

/// Does not keep the bytes, but its address, so that no other storage is taken for this one.
using WeakStorage = c10::weak_intrusive_ptr<c10::StorageImpl>;

template <typename Visit>
void forEachStorage(const c10::IValue& value, const Visit& visit)
{
    if (value.isTensor()) {
        const at::Tensor& tensor = value.toTensor();
        if (tensor.defined() && tensor.has_storage())
            visit(tensor);
    } else if (value.isList()) {
        for (const c10::IValue& item : value.toListRef())
            forEachStorage(item, visit);
    } else if (value.isTuple()) {
        for (const c10::IValue& item : value.toTupleRef().elements())
            forEachStorage(item, visit);
    }
}

const c10::StorageImpl* storageOf(const at::Tensor& tensor)
{
    return tensor.storage().unsafeGetStorageImpl();
}

std::int64_t bytesOf(const at::Tensor& tensor)
{
    return static_cast<std::int64_t>(tensor.storage().nbytes());
}

/// What parameters lie in; an activation that is a view of one costs nothing.
std::unordered_set<const c10::StorageImpl*> parameterStorages(const graph::Graph& graph)
{
    std::unordered_set<const c10::StorageImpl*> storages;
    for (const graph::Parameter& parameter : graph.parameters) {
        if (parameter.tensor.has_storage())
            storages.insert(storageOf(parameter.tensor));
    }
    return storages;
}

/// A file may be mapped as one storage, so the tensors are counted.
std::int64_t parameterBytes(const graph::Graph& graph)
{
    std::unordered_set<const void*> counted;
    std::int64_t bytes = 0;
    for (const graph::Parameter& parameter : graph.parameters) {
        if (counted.insert(parameter.tensor.unsafeGetTensorImpl()).second)
            bytes += static_cast<std::int64_t>(parameter.tensor.nbytes());
    }
    return bytes;
}

/// Asks the storages themselves whether they are still there.
class LiveStorages
{
public:
    explicit LiveStorages(const graph::Graph& graph)
        : m_graph(graph)
        , m_parameters(parameterStorages(graph))
    {
    }

    void note(graph::ValueId id, const c10::IValue& value)
    {
        if (m_graph.value(id).fromSizes)
            return;
        std::erase_if(m_live, [](const auto& live) { return live.second.weak.expired(); });
        forEachStorage(value, [&](const at::Tensor& tensor) {
            if (!m_parameters.contains(storageOf(tensor)))
                m_live.try_emplace(storageOf(tensor),
                    Live{tensor.storage().getWeakStorageImpl(), bytesOf(tensor)});
        });
        std::int64_t bytes = 0;
        for (const auto& [storage, live] : m_live)
            bytes += live.bytes;
        m_peak = std::max(m_peak, bytes);
    }
    std::int64_t peak() const { return m_peak; }

private:
    struct Live
    {
        WeakStorage weak;
        std::int64_t bytes = 0;
    };
    const graph::Graph& m_graph;
    std::unordered_set<const c10::StorageImpl*> m_parameters;
    std::unordered_map<const c10::StorageImpl*, Live> m_live;
    std::int64_t m_peak = 0;
};

/// Follows every storage from its first to its last value.
class StorageLives
{
public:
    StorageLives(const graph::Executor& network, const coupling::Coupling& coupling)
        : m_graph(network.graph())
        , m_coupling(coupling)
        , m_parameters(parameterStorages(m_graph))
        , m_last(m_graph.values.size(), m_graph.nodes.size())
    {
        for (std::size_t n = 0; n < m_graph.nodes.size(); ++n) {
            for (const graph::ValueId id : network.lastUses()[n])
                m_last[id.index] = n;
        }
    }

    void note(graph::ValueId id, const c10::IValue& value)
    {
        if (m_graph.value(id).fromSizes)
            return;
        forEachStorage(value, [&](const at::Tensor& tensor) {
            if (!m_parameters.contains(storageOf(tensor)))
                noteTensor(id, tensor);
        });
    }
    std::vector<StorageLife> take() { return std::move(m_lives); }

private:
    void noteTensor(graph::ValueId id, const at::Tensor& tensor)
    {
        const graph::Value& value = m_graph.value(id);
        const auto [entry, added] = m_known.try_emplace(storageOf(tensor), m_lives.size());
        if (added) {
            m_weak.push_back(tensor.storage().getWeakStorageImpl());
            StorageLife life;
            life.bytesBefore = bytesOf(tensor);
            life.first = value.producer.valid() ? value.producer.index : 0;
            m_lives.push_back(std::move(life));
        }
        StorageLife& life = m_lives[entry->second];
        life.last = std::max(life.last, m_last[id.index]);
        // A broadcast tensor has more elements than its storage.
        const std::int64_t elements = tensor.numel();
        const bool fits =
            elements * static_cast<std::int64_t>(tensor.itemsize()) <= life.bytesBefore;
        if (value.isTensor && fits && (elements > life.elementsBefore || added)) {
            life.elements = coupling::elementsOf(m_graph, m_coupling, id);
            life.elementsBefore = std::max<std::int64_t>(1, elements);
        }
    }

    const graph::Graph& m_graph;
    const coupling::Coupling& m_coupling;
    std::unordered_set<const c10::StorageImpl*> m_parameters;
    std::vector<std::size_t> m_last; ///< per value: the node after which it is dropped
    std::unordered_map<const c10::StorageImpl*, std::size_t> m_known; ///< index into m_lives
    std::vector<WeakStorage> m_weak;
    std::vector<StorageLife> m_lives;
};

template <typename Observer>
Result<void> observe(
    const graph::Executor& network, Observer& observer, const StageContext& context)
{
    graph::ExecutionHooks hooks;
    hooks.stop = context.stop;
    hooks.input = [&](graph::ValueId id, const c10::IValue& value) { observer.note(id, value); };
    hooks.tap = hooks.input;
    if (auto ran = network.run(network.graph().exampleInputs, hooks); !ran)
        return ran.error();
    return {};
}

} // namespace

Result<std::int64_t> measuredMemory(const graph::Executor& network, const StageContext& context)
{
    LiveStorages storages(network.graph());
    if (auto observed = observe(network, storages, context); !observed)
        return observed.error();
    return parameterBytes(network.graph()) + storages.peak();
}

MemoryModel::MemoryModel(
    coupling::CostModel stored, std::vector<StorageLife> storages, std::size_t nodes)
    : m_stored(std::move(stored))
    , m_storages(std::move(storages))
    , m_nodes(nodes)
{
}

std::int64_t MemoryModel::at(const coupling::CostModel::Widths& kept) const
{
    std::vector<std::int64_t> change(m_nodes + 2, 0);
    for (const StorageLife& life : m_storages) {
        const std::int64_t bytes = life.bytesBefore * life.elements.at(kept) / life.elementsBefore;
        change[life.first] += bytes;
        change[life.last + 1] -= bytes;
    }
    std::int64_t live = 0, peak = 0;
    for (const std::int64_t bytes : change) {
        live += bytes;
        peak = std::max(peak, live);
    }
    return m_stored.at(kept) + peak;
}

Result<MemoryModel> memoryModel(
    const graph::Executor& network, const coupling::Coupling& coupling, const StageContext& context)
{
    StorageLives lives(network, coupling);
    if (auto observed = observe(network, lives, context); !observed)
        return observed.error();
    return MemoryModel(coupling::storedBytes(network.graph(), coupling), lives.take(),
        network.graph().nodes.size());
}

} // namespace pleat::evaluate
