// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/repair/least_squares.h"

#include "core/ops/operator_family.h"
#include "core/repair/augmentation.h"
#include "core/repair/moment_matching.h"
#include "core/repair/ridge_regression.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/eye.h>
#include <ATen/ops/matmul.h>

#include <algorithm>

namespace pleat::repair {

namespace {

constexpr std::int64_t kMost_bytes = std::int64_t(6) << 30;
constexpr std::int64_t kAlive = 8; ///< tensors of the largest size at one time, about

/// [out, in/g, kernel...] <-> [g, out/g, in/g * kernel]
at::Tensor grouped(const at::Tensor& rows, std::int64_t groups)
{
    return rows.reshape({groups, rows.size(0) / groups, -1});
}

bool channelwise(const LayerStep& step, const LeastSquaresOptions& options)
{
    // Of a linear layer the two forms are one; of a depthwise one a mixture is a single factor.
    return options.unknowns == Unknowns::Channels && step.features->groups == 1
        && !step.features->kernel.empty();
}

/// The merge map as a matrix [n, k] of ones; the identity without one.
at::Tensor mergeMatrix(const std::optional<fold::MergeMap>& map, std::int64_t n)
{
    const at::Tensor identity = at::eye(n, at::kDouble);
    return map ? fold::sumColumns(identity, *map) : identity;
}

Result<fold::FusedRows> fittedKernel(
    const LayerStep& step, const LeastSquaresOptions& options, const std::stop_token& stop)
{
    const FeatureView& view = *step.features;
    std::int64_t columns = 0;
    for (const at::Tensor& output : step.originalOutputs)
        columns += output.numel() / output.size(view.channelAxis);
    RidgeRegression regression(columns);
    for (std::size_t piece = 0; piece < step.inputs.size(); ++piece) {
        if (stop.stop_requested())
            return cancelledError();
        regression.add(patches(step.inputs[piece], view), channelColumns(step.target(piece), view));
    }
    auto fit = regression.solve(grouped(step.current.weight, view.groups), options.ridge, stop);
    if (!fit)
        return fit.error();
    fold::FusedRows rows = step.current;
    rows.weight = fit->weight.reshape(step.current.weight.sizes());
    rows.bias = fit->bias.flatten();
    return rows;
}

/// W~ B on the input channels, b + W~ (E h - B E h').
Result<fold::FusedRows> fittedChannels(
    const LayerStep& step, const LeastSquaresOptions& options, const std::stop_token& stop)
{
    const FeatureView& view = *step.features;
    const std::int64_t axis = view.channelAxis;
    RidgeRegression regression(INT64_MAX);
    for (std::size_t piece = 0; piece < step.inputs.size(); ++piece) {
        if (stop.stop_requested())
            return cancelledError();
        regression.add(channelColumns(step.inputs[piece], view),
            channelColumns(step.originalInputs[piece], view));
    }
    const at::Tensor start =
        mergeMatrix(step.columns, step.originalInputs[0].size(axis)).unsqueeze(0);
    auto fit = regression.solve(start, options.ridge, stop);
    if (!fit)
        return fit.error();
    const auto merged = [&](const at::Tensor& tensor) {
        return step.rows ? fold::meanRows(tensor, *step.rows) : tensor;
    };
    const at::Tensor weight = merged(step.original.weight); // [k, in, kernel...]
    fold::FusedRows rows = step.current;
    rows.weight = at::matmul(weight.movedim(1, -1), fit->weight[0]).movedim(-1, 1).contiguous();
    rows.bias = merged(step.original.bias)
        + at::matmul(weight.flatten(2).sum(2), fit->bias[0].unsqueeze(1)).squeeze(1);
    return rows;
}

/// Brought to its targets, or with the standard deviation that it has, over the first `pieces`: m*
/// and s* are those of images as they are, not of variants. The mean is right already where there
/// is no BatchNorm to tell better.
Result<std::optional<fold::FusedRows>> finished(const LayerStep& step, fold::FusedRows rows,
    const LeastSquaresOptions& options, std::size_t pieces)
{
    if (!step.layer.norm)
        return std::optional(std::move(rows));
    if (options.rescale) {
        auto scaled = matched(step, rows, targetMoments(step), pieces);
        return scaled ? Result(std::optional(std::move(*scaled))) : scaled.error();
    }
    auto moments = outputMoments(step, rows, pieces);
    if (!moments)
        return moments.error();
    rows.std = moments->std;
    return std::optional(std::move(rows));
}

/// So many that the activations of both networks fit into memory.
std::int64_t copiesThatFit(const graph::Graph& graph, std::int64_t images, std::int64_t copies)
{
    std::int64_t largest = 1;
    for (const graph::Value& value : graph.values)
        largest =
            std::max(largest, value.parameter.valid() ? 0 : c10::multiply_integers(value.shape));
    const std::int64_t bytes = largest / ops::exampleBatch(graph) * kAlive * 4 * images;
    return std::clamp<std::int64_t>(kMost_bytes / std::max<std::int64_t>(1, bytes) - 1, 0, copies);
}

} // namespace

Result<fold::FusedRows> fittedLayer(
    const LayerStep& step, const LeastSquaresOptions& options, const std::stop_token& stop)
{
    return channelwise(step, options) ? fittedChannels(step, options, stop)
                                      : fittedKernel(step, options, stop);
}

Result<graph::GraphPtr> leastSquares(
    const RepairTask& task, const LeastSquaresOptions& options, const StageContext& context)
{
    std::vector<at::Tensor> pieces = inPieces(task.probe);
    const std::size_t unchanged = pieces.size();
    const std::int64_t copies =
        copiesThatFit(*task.network.original, task.probe.size(0), options.copies);
    for (at::Tensor& piece : inPieces(variants(task.probe, copies, context.seed)))
        pieces.push_back(std::move(piece));
    const LayerChange change =
        [&](const LayerStep& step) -> Result<std::optional<fold::FusedRows>> {
        fold::FusedRows rows = step.current;
        if (step.features) {
            auto fitted = fittedLayer(step, options, context.stop);
            if (!fitted)
                return fitted.error();
            rows = std::move(*fitted);
        }
        return finished(step, std::move(rows), options, unchanged);
    };
    return walkLayers(task.network, task.current, pieces, change, context);
}

} // namespace pleat::repair
