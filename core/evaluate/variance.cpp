// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/variance.h"

#include "core/evaluate/channel_moments.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace pleat::evaluate {

namespace {

constexpr double kNegligible = 1e-8;
constexpr std::int64_t kPiece = 64;

std::vector<double> numbers(const at::Tensor& vector)
{
    const at::Tensor values = vector.contiguous();
    return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
}

LayerMoments momentsOf(const ChannelMoments& moments)
{
    return {numbers(moments.mean()), numbers(moments.variance())};
}

} // namespace

std::vector<double> inverseVariances(const std::vector<double>& variances)
{
    const double mean = std::accumulate(variances.begin(), variances.end(), 0.0)
        / static_cast<double>(variances.size());
    std::vector<double> inverse;
    for (const double variance : variances)
        inverse.push_back(variance > kNegligible * mean ? 1 / variance : 0);
    return inverse;
}

VarianceRatio varianceRatio(const std::vector<double>& original, const std::vector<double>& folded,
    const std::vector<std::int32_t>& labels)
{
    VarianceRatio result;
    const std::vector<double> inverse = inverseVariances(original);
    double sum = 0;
    for (std::size_t i = 0; i < original.size(); ++i) {
        if (labels[i] >= 0)
            sum += inverse[i] * folded.at(static_cast<std::size_t>(labels[i]));
        result.leftOut += inverse[i] > 0 && labels[i] >= 0 ? 0 : 1;
    }
    const auto counted = static_cast<double>(original.size()) - static_cast<double>(result.leftOut);
    result.ratio = counted > 0 ? sum / counted : 1;
    return result;
}

double meanError(const LayerMoments& original, const LayerMoments& folded,
    const std::vector<std::int32_t>& labels)
{
    struct Cluster
    {
        double members = 0, mean = 0, variance = 0;
    };
    std::vector<Cluster> clusters(folded.mean.size());
    double total = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        total += original.variance[i];
        if (labels[i] < 0)
            continue;
        Cluster& cluster = clusters.at(static_cast<std::size_t>(labels[i]));
        ++cluster.members;
        cluster.mean += original.mean[i];
        cluster.variance += original.variance[i];
    }
    const double least = kNegligible * total / static_cast<double>(labels.size());
    double sum = 0, counted = 0;
    for (std::size_t c = 0; c < clusters.size(); ++c) {
        const Cluster& cluster = clusters[c];
        const double variance = cluster.variance / std::max(1.0, cluster.members);
        if (variance <= least)
            continue;
        sum += std::abs(folded.mean[c] - cluster.mean / cluster.members) / std::sqrt(variance);
        ++counted;
    }
    return counted > 0 ? sum / counted : 0;
}

Result<std::vector<LayerMoments>> measureLayers(const graph::Executor& network,
    const std::vector<coupling::Layer>& layers, const at::Tensor& batch,
    const std::function<void(std::size_t, const LayerMoments&)>& onLayer,
    const StageContext& context)
{
    at::NoGradGuard noGrad;
    std::map<graph::ValueId, std::size_t> layerOfTap;
    for (std::size_t i = 0; i < layers.size(); ++i)
        layerOfTap[layers[i].tap] = i;
    std::vector<ChannelMoments> moments(layers.size());
    graph::ExecutionHooks hooks;
    hooks.stop = context.stop;
    hooks.tap = [&](graph::ValueId id, const c10::IValue& made) {
        const auto tapped = layerOfTap.find(id);
        if (tapped == layerOfTap.end())
            return;
        const std::size_t i = tapped->second;
        moments[i].add(made.toTensor(), layers[i].view.channelAxis);
        if (onLayer)
            onLayer(i, momentsOf(moments[i]));
    };
    for (std::int64_t first = 0; first < batch.size(0); first += kPiece) {
        const std::int64_t count = std::min(kPiece, batch.size(0) - first);
        if (auto ran = network.run({batch.narrow(0, first, count)}, hooks); !ran)
            return ran.error();
    }
    std::vector<LayerMoments> result;
    for (const ChannelMoments& layer : moments)
        result.push_back(momentsOf(layer));
    return result;
}

} // namespace pleat::evaluate
