// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/repair/layer_walk.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/core/ivalue_inl.h>

#include <algorithm>

namespace pleat::repair {

namespace {

std::set<graph::ParameterId> parametersOf(const coupling::Layer& layer)
{
    std::set<graph::ParameterId> ids{layer.view.weight, layer.view.bias};
    if (layer.norm)
        ids.insert({layer.norm->gamma, layer.norm->beta, layer.norm->mean, layer.norm->variance});
    ids.erase(graph::ParameterId());
    return ids;
}

/// Values of the original graph that are other ones in the folded network.
std::set<graph::ValueId> changedValues(const fold::FoldedNetwork& network)
{
    const graph::Graph& graph = *network.original;
    std::set<graph::ValueId> changed;
    for (std::size_t p = 0; p < network.tensors.size(); ++p) {
        if (network.tensors[p].defined())
            changed.insert(graph.parameters[p].value);
    }
    for (const fold::FoldedLayer& folded : network.layers) {
        for (const graph::ParameterId id : parametersOf(network.coupling->layers[folded.layer]))
            changed.insert(graph.parameter(id).value);
    }
    for (const graph::Node& node : graph.nodes) {
        bool reads = false;
        graph::forEachInput(node, [&](graph::ValueId id) { reads |= changed.contains(id); });
        if (reads)
            changed.insert(node.outputs.begin(), node.outputs.end());
    }
    return changed;
}

/// Whether only this layer reads its parameters: changing them changes nothing else.
bool ownsParameters(const graph::Graph& graph, const coupling::Layer& layer,
    const std::vector<std::vector<graph::NodeId>>& readers)
{
    const auto owned = [&](graph::ParameterId id) {
        return readers[graph.parameter(id).value.index].size() == 1;
    };
    const auto ids = parametersOf(layer);
    return std::all_of(ids.begin(), ids.end(), owned);
}

/// One network run over all pieces of the probe, halted between nodes.
class PiecewiseRun
{
public:
    static Result<PiecewiseRun> start(
        const graph::Executor& executor, const std::vector<at::Tensor>& probe)
    {
        PiecewiseRun run;
        for (const at::Tensor& piece : probe) {
            auto execution = graph::Execution::start(executor, {piece});
            if (!execution)
                return execution.error();
            run.m_pieces.push_back(std::move(*execution));
        }
        run.m_kept.resize(run.m_pieces.size());
        return run;
    }

    /// The value is kept beyond its last use, until it is dropped.
    void keep(graph::ValueId id) { m_wanted.insert(id); }

    Result<void> runTo(std::size_t node, const std::stop_token& stop)
    {
        for (std::size_t p = 0; p < m_pieces.size(); ++p) {
            graph::ExecutionHooks hooks;
            hooks.stop = stop;
            hooks.tap = [&](graph::ValueId id, const c10::IValue& made) {
                if (m_wanted.contains(id))
                    m_kept[p][id] = made.toTensor();
            };
            if (auto ran = m_pieces[p].runTo(node, hooks); !ran)
                return ran;
        }
        return {};
    }

    std::vector<at::Tensor> values(graph::ValueId id) const
    {
        std::vector<at::Tensor> tensors;
        for (std::size_t p = 0; p < m_pieces.size(); ++p) {
            const auto kept = m_kept[p].find(id);
            tensors.push_back(
                kept == m_kept[p].end() ? m_pieces[p].value(id).toTensor() : kept->second);
        }
        return tensors;
    }
    void drop(graph::ValueId id)
    {
        for (auto& kept : m_kept)
            kept.erase(id);
    }
    /// Runs copies of the first pieces on to where `id` is made, with other parameters.
    Result<std::vector<at::Tensor>> preview(graph::ValueId id, std::size_t node,
        const std::map<graph::ParameterId, at::Tensor>& parameters, std::size_t pieces,
        const std::stop_token& stop) const
    {
        std::vector<at::Tensor> made;
        for (std::size_t p = 0; p < std::min(pieces, m_pieces.size()); ++p) {
            graph::Execution piece = m_pieces[p];
            for (const auto& [parameter, tensor] : parameters)
                piece.setParameter(parameter, tensor);
            graph::ExecutionHooks hooks;
            hooks.stop = stop;
            hooks.tap = [&](graph::ValueId value, const c10::IValue& result) {
                if (value == id)
                    made.push_back(result.toTensor());
            };
            if (auto ran = piece.runTo(node + 1, hooks); !ran)
                return ran.error();
        }
        return made;
    }
    void setParameter(graph::ParameterId id, const at::Tensor& tensor)
    {
        for (graph::Execution& piece : m_pieces)
            piece.setParameter(id, tensor);
    }

private:
    std::vector<graph::Execution> m_pieces;
    std::set<graph::ValueId> m_wanted;
    std::vector<std::map<graph::ValueId, at::Tensor>> m_kept; ///< per piece
};

class Walk
{
public:
    Walk(const fold::FoldedNetwork& network, graph::GraphPtr current, const StageContext& context)
        : m_network(network)
        , m_current(std::move(current))
        , m_context(context)
        , m_tensors(m_current->parameters.size())
    {
    }

    Result<graph::GraphPtr> run(const std::vector<at::Tensor>& probe, const LayerChange& change)
    {
        auto original = graph::Executor::prepare(m_network.original);
        auto folded = graph::Executor::prepare(m_current);
        if (!original || !folded)
            return original ? folded.error() : original.error();
        auto originalRun = PiecewiseRun::start(*original, probe);
        auto foldedRun = PiecewiseRun::start(*folded, probe);
        if (!originalRun || !foldedRun)
            return originalRun ? foldedRun.error() : originalRun.error();
        const std::vector<std::size_t> layers = reachedLayers();
        std::map<graph::ValueId, std::size_t> lastReader;
        for (const std::size_t index : layers) {
            const coupling::Layer& layer = m_network.coupling->layers[index];
            originalRun->keep(layer.tap);
            originalRun->keep(layer.view.input);
            lastReader[layer.view.input] = index;
        }
        std::size_t done = 0;
        for (const std::size_t index : layers) {
            const coupling::Layer& layer = m_network.coupling->layers[index];
            m_context.progress("repair", layer.name,
                static_cast<double>(done++) / static_cast<double>(layers.size()));
            if (auto stepped = step(layer, *originalRun, *foldedRun, change); !stepped)
                return stepped.error();
            if (!lastReader.contains(layer.tap)) // a layer may read it with nothing in between
                originalRun->drop(layer.tap);
            if (lastReader[layer.view.input] == index)
                originalRun->drop(layer.view.input);
        }
        return graph::withTensors(*m_current, m_tensors);
    }

private:
    std::vector<std::size_t> reachedLayers() const
    {
        const auto changed = changedValues(m_network);
        const auto readers = graph::readers(*m_network.original);
        std::vector<std::size_t> layers;
        for (std::size_t i = 0; i < m_network.coupling->layers.size(); ++i) {
            const coupling::Layer& layer = m_network.coupling->layers[i];
            const bool reached = changed.contains(layer.tap);
            if (reached && !layer.repeated && layer.view.weight.valid()
                && layer.view.biasIsParameter
                && ownsParameters(*m_network.original, layer, readers))
                layers.push_back(i);
        }
        return layers;
    }

    fold::FusedRows currentRows(const coupling::Layer& layer, const ops::WeightLayerView& view,
        const fold::FusedRows& original) const
    {
        fold::FusedRows rows = fold::fusedRows(*m_current, layer, view);
        rows.mean = original.mean;
        rows.std = original.std;
        for (const fold::FoldedLayer& folded : m_network.layers) {
            if (&m_network.coupling->layers[folded.layer] == &layer) {
                rows.mean = folded.targetMean;
                rows.std = folded.targetStd;
            }
        }
        return rows;
    }

    Result<void> step(const coupling::Layer& layer, PiecewiseRun& original, PiecewiseRun& folded,
        const LayerChange& change)
    {
        const graph::NodeId tapNode = m_network.original->value(layer.tap).producer;
        if (auto ran = original.runTo(tapNode.index + 1, m_context.stop); !ran)
            return ran;
        const graph::NodeId node = fold::nodeIn(*m_current, layer);
        if (auto ran = folded.runTo(node.index, m_context.stop); !ran)
            return ran;
        const ops::WeightLayerView view = *ops::weightLayerView(*m_current, m_current->node(node));
        LayerStep step{layer, view, featureView(*m_current, m_current->node(node), view),
            fold::axisMap(layer.rows, m_network.maps), fold::axisMap(layer.columns, m_network.maps),
            fold::fusedRows(*m_network.original, layer), {}, folded.values(view.input),
            original.values(layer.view.input), original.values(layer.tap), {}};
        step.current = currentRows(layer, view, step.original);
        step.outputs = [&](const fold::FusedRows& rows, std::size_t pieces) {
            return folded.preview(layer.tap, m_current->value(layer.tap).producer.index,
                stored(layer, view, rows), pieces, m_context.stop);
        };
        auto changed = change(step);
        if (!changed)
            return changed.error();
        if (!*changed)
            return {};
        for (const auto& [id, tensor] : stored(layer, view, **changed)) {
            folded.setParameter(id, tensor);
            m_tensors[id.index] = tensor;
        }
        return {};
    }

    std::map<graph::ParameterId, at::Tensor> stored(const coupling::Layer& layer,
        const ops::WeightLayerView& view, const fold::FusedRows& rows) const
    {
        std::vector<at::Tensor> tensors(m_tensors.size());
        fold::storeFused(tensors, layer, view, rows);
        std::map<graph::ParameterId, at::Tensor> result;
        for (const graph::ParameterId id : parametersOf(layer))
            result[id] =
                tensors[id.index].to(m_current->parameter(id).tensor.scalar_type()).contiguous();
        return result;
    }

    const fold::FoldedNetwork& m_network;
    graph::GraphPtr m_current;
    const StageContext& m_context;
    std::vector<at::Tensor> m_tensors; ///< per parameter: those that were changed
};

} // namespace

std::vector<at::Tensor> inPieces(const at::Tensor& batch)
{
    constexpr std::int64_t kImages = 32;
    std::vector<at::Tensor> pieces;
    for (std::int64_t first = 0; first < batch.size(0); first += kImages)
        pieces.push_back(batch.narrow(0, first, std::min(kImages, batch.size(0) - first)));
    return pieces;
}

at::Tensor LayerStep::target(std::size_t piece) const
{
    const at::Tensor output = originalOutputs[piece].to(at::kDouble);
    return rows ? fold::meanAlong(output, layer.view.channelAxis, *rows) : output;
}

Result<graph::GraphPtr> walkLayers(const fold::FoldedNetwork& network,
    const graph::GraphPtr& current, const std::vector<at::Tensor>& probe, const LayerChange& change,
    const StageContext& context)
{
    at::NoGradGuard noGrad;
    return Walk(network, current, context).run(probe, change);
}

} // namespace pleat::repair
