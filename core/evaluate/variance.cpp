// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/variance.h"

#include "core/evaluate/channel_moments.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace pleat::evaluate {

namespace {

constexpr double kNegligible = 1e-8;
constexpr std::int64_t kPiece = 64;

std::vector<double> variancesOf(const ChannelMoments& moments)
{
    const at::Tensor values = moments.variance().contiguous();
    return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
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
        sum += inverse[i] * folded.at(static_cast<std::size_t>(labels[i]));
        result.leftOut += inverse[i] > 0 ? 0 : 1;
    }
    const auto counted = static_cast<double>(original.size()) - static_cast<double>(result.leftOut);
    result.ratio = counted > 0 ? sum / counted : 1;
    return result;
}

Result<LayerVariances> measureVariances(const graph::Executor& network,
    const std::vector<coupling::Layer>& layers, const at::Tensor& batch,
    const std::function<void(std::size_t, const std::vector<double>&)>& onLayer,
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
            onLayer(i, variancesOf(moments[i]));
    };
    for (std::int64_t first = 0; first < batch.size(0); first += kPiece) {
        const std::int64_t count = std::min(kPiece, batch.size(0) - first);
        if (auto ran = network.run({batch.narrow(0, first, count)}, hooks); !ran)
            return ran.error();
    }
    LayerVariances variances;
    for (const ChannelMoments& layer : moments)
        variances.push_back(variancesOf(layer));
    return variances;
}

} // namespace pleat::evaluate
