// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/measurement.h"

#include "core/evaluate/variance.h"
#include "core/graph/executor.h"

#include <numeric>

namespace pleat::study {

namespace {

using Moments = std::vector<evaluate::LayerMoments>; // per layer
using PointWatcher = std::function<void(const LayerPoint&)>;

/// Cluster of each output channel of the layers.
std::vector<std::vector<std::int32_t>> labelsOf(const std::vector<coupling::Layer>& layers,
    const std::vector<std::optional<fold::MergeMap>>& maps)
{
    std::vector<std::vector<std::int32_t>> labels;
    for (const coupling::Layer& layer : layers) {
        if (auto map = fold::axisMap(layer.rows, maps)) {
            labels.push_back(std::move(map->labels));
            continue;
        }
        labels.emplace_back(static_cast<std::size_t>(coupling::extentOf(layer.rows)));
        std::iota(labels.back().begin(), labels.back().end(), 0);
    }
    return labels;
}

class Measurement
{
public:
    Measurement(const std::vector<coupling::Layer>& layers,
        const std::vector<std::optional<fold::MergeMap>>& maps, const PointWatcher& onPoint,
        const StageContext& context)
        : m_layers(layers)
        , m_labels(labelsOf(layers, maps))
        , m_onPoint(onPoint)
        , m_context(context)
    {
    }

    /// The original network comes first.
    Result<Moments> measure(Phase phase, const graph::GraphPtr& graph, const at::Tensor& inputs)
    {
        static constexpr const char* kNames[] = {"original", "merged", "repaired"};
        const int number = static_cast<int>(phase);
        m_context.progress("measuring", kNames[number], 0.45 + 0.1 * number);
        auto executor = graph::Executor::prepare(graph);
        if (!executor)
            return executor.error();
        const auto onLayer = [&](std::size_t i, const evaluate::LayerMoments& moments) {
            if (!m_onPoint)
                return;
            LayerPoint point{phase, static_cast<int>(i), m_layers[i].name};
            if (phase != Phase::Original) {
                point.ratio = ratio(i, moments).ratio;
                point.meanError = meanError(i, moments);
            }
            m_onPoint(point);
        };
        auto moments = evaluate::measureLayers(*executor, m_layers, inputs, onLayer, m_context);
        if (moments && phase == Phase::Original)
            m_original = *moments;
        return moments;
    }

    evaluate::VarianceRatio ratio(std::size_t layer, const evaluate::LayerMoments& moments) const
    {
        return evaluate::varianceRatio(
            m_original[layer].variance, moments.variance, m_labels[layer]);
    }
    double meanError(std::size_t layer, const evaluate::LayerMoments& moments) const
    {
        return evaluate::meanError(m_original[layer], moments, m_labels[layer]);
    }

private:
    const std::vector<coupling::Layer>& m_layers;
    std::vector<std::vector<std::int32_t>> m_labels;
    const PointWatcher& m_onPoint;
    const StageContext& m_context;
    Moments m_original;
};

} // namespace

Result<void> measureLayers(const MeasuredGraphs& graphs, const std::vector<coupling::Layer>& layers,
    const std::vector<std::optional<fold::MergeMap>>& maps, const at::Tensor& inputs,
    const std::function<void(const LayerPoint&)>& onPoint, RunReport& report,
    const StageContext& context)
{
    Measurement measurement(layers, maps, onPoint, context);
    if (auto original = measurement.measure(Phase::Original, graphs.original, inputs); !original)
        return original.error();
    auto merged = measurement.measure(Phase::Merged, graphs.merged, inputs);
    if (!merged)
        return merged.error();
    auto repaired = measurement.measure(Phase::Repaired, graphs.repaired, inputs);
    if (!repaired)
        return repaired.error();
    report.measuredSamples = inputs.size(0);
    for (std::size_t i = 0; i < layers.size(); ++i) {
        LayerReport& layer = report.layers[i];
        const evaluate::VarianceRatio ratio = measurement.ratio(i, (*merged)[i]);
        layer.merged = ratio.ratio;
        layer.leftOut = ratio.leftOut;
        layer.repaired = measurement.ratio(i, (*repaired)[i]).ratio;
        layer.meanErrorMerged = measurement.meanError(i, (*merged)[i]);
        layer.meanErrorRepaired = measurement.meanError(i, (*repaired)[i]);
    }
    return {};
}

} // namespace pleat::study
