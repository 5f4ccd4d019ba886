// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/repair/moment_matching.h"

#include "core/evaluate/channel_moments.h"
#include "core/fold/rows.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/clamp.h>
#include <ATen/ops/logical_and.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/sqrt.h>
#include <ATen/ops/where.h>

namespace pleat::repair {

namespace {

constexpr double kLargestGain = 10;

} // namespace

Result<Moments> outputMoments(
    const LayerStep& step, const fold::FusedRows& rows, std::size_t pieces)
{
    auto outputs = step.outputs(rows, pieces);
    if (!outputs)
        return outputs.error();
    evaluate::ChannelMoments moments;
    for (const at::Tensor& piece : *outputs)
        moments.add(piece, step.layer.view.channelAxis);
    return Moments{moments.mean(), at::sqrt(moments.variance())};
}

Moments measuredTargets(const LayerStep& step)
{
    evaluate::ChannelMoments moments;
    for (const at::Tensor& piece : step.originalOutputs)
        moments.add(piece, step.layer.view.channelAxis);
    const auto merged = [&](const at::Tensor& perChannel) {
        return step.rows ? fold::meanRows(perChannel, *step.rows) : perChannel;
    };
    return {merged(moments.mean()), at::sqrt(merged(moments.variance()))};
}

Moments targetMoments(const LayerStep& step)
{
    return step.layer.norm ? Moments{step.current.mean, step.current.std} : measuredTargets(step);
}

Result<fold::FusedRows> matched(
    const LayerStep& step, const fold::FusedRows& rows, const Moments& target, std::size_t pieces)
{
    auto now = outputMoments(step, rows, pieces);
    if (!now)
        return now.error();
    const at::Tensor gain = at::where(at::logical_and(target.std > fold::kConstantChannelStd,
                                          now->std > fold::kConstantChannelStd),
        at::clamp(target.std / now->std, 1 / kLargestGain, kLargestGain),
        at::ones_like(target.std));
    fold::FusedRows result = rows;
    result.weight = fold::scaledRows(rows.weight, gain);
    result.bias = gain * (rows.bias - now->mean) + target.mean;
    result.std = gain * now->std;
    if (step.layer.norm)
        result.mean = target.mean;
    return result;
}

} // namespace pleat::repair
