// SPDX-License-Identifier: GPL-3.0-or-later
// BatchNorm re-estimation: the running statistics of *all* BatchNorms are replaced by those of the
// probe in the folded network (changed inputs reach the untouched ones too); folded layers get
// gamma = s* and beta = m*. Batches are averaged by size; equal ones give what PyTorch gives with
// momentum = None. (Paper: Fold-R with data, Fold-DIR with inverted images.)
#include "core/graph/executor.h"
#include "core/ops/layer_views.h"
#include "core/repair/repair_method.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/batch_norm.h>
#include <ATen/ops/var_mean.h>

#include <algorithm>
#include <map>

namespace pleat::repair {

namespace {

constexpr std::int64_t kBatch = 128;

struct Statistics
{
    at::Tensor mean, variance; ///< sums over batches, weighted by their size, double [C]
};

Result<graph::GraphPtr> reestimated(
    const graph::GraphPtr& graph, const at::Tensor& probe, const StageContext& context)
{
    auto executor = graph::Executor::prepare(graph);
    if (!executor)
        return executor.error();
    std::map<graph::NodeId, ops::BatchNormView> norms;
    for (std::size_t n = 0; n < graph->nodes.size(); ++n) {
        const auto view = ops::batchNormView(*graph, graph->nodes[n]);
        if (view && view->complete())
            norms.emplace(graph::NodeId(n), *view);
    }
    std::map<graph::NodeId, Statistics> sums;
    graph::ExecutionHooks hooks;
    hooks.stop = context.stop;
    hooks.intercept = [&](graph::NodeId id, torch::jit::Stack& stack) {
        const auto norm = norms.find(id);
        if (norm == norms.end())
            return false;
        const at::Tensor input = stack[0].toTensor();
        const at::Tensor channels = input.to(at::kDouble).transpose(0, 1).flatten(1);
        const auto [variance, mean] = at::var_mean(channels, at::OptionalIntArrayRef({1}), true);
        Statistics& sum = sums[id];
        const auto weight = static_cast<double>(input.size(0));
        sum.mean = sum.mean.defined() ? sum.mean + mean * weight : mean * weight;
        sum.variance =
            sum.variance.defined() ? sum.variance + variance * weight : variance * weight;
        const at::Tensor output = at::batch_norm(input, stack[1].toTensor(), stack[2].toTensor(),
            {}, {}, true, 0, norm->second.epsilon, false);
        stack = {output};
        return true;
    };
    // Batches of nearly equal size: a small last one would be a poor estimate.
    const std::int64_t batches = std::max<std::int64_t>(1, probe.size(0) / kBatch);
    for (std::int64_t batch = 0; batch < batches; ++batch) {
        const std::int64_t first = probe.size(0) * batch / batches;
        const std::int64_t end = probe.size(0) * (batch + 1) / batches;
        if (auto ran = executor->run({probe.narrow(0, first, end - first)}, hooks); !ran)
            return ran.error();
    }
    const auto total = static_cast<double>(probe.size(0));
    std::vector<at::Tensor> tensors(graph->parameters.size());
    for (const auto& [id, sum] : sums) {
        const ops::BatchNormView& view = norms.at(id);
        tensors[view.mean.index] =
            (sum.mean / total).to(graph->parameter(view.mean).tensor.scalar_type());
        tensors[view.variance.index] =
            (sum.variance / total).to(graph->parameter(view.variance).tensor.scalar_type());
    }
    return graph::withTensors(*graph, tensors);
}

/// gamma = s* and beta = m* of the folded layers, whatever the repair before has made of them.
Result<graph::GraphPtr> withTargets(const RepairTask& task)
{
    std::vector<at::Tensor> targets(task.current->parameters.size());
    for (const fold::FoldedLayer& folded : task.network.layers) {
        const auto& norm = task.network.coupling->layers[folded.layer].norm;
        if (!norm)
            continue;
        const auto set = [&](graph::ParameterId id, const at::Tensor& value) {
            targets[id.index] = value.to(task.current->parameter(id).tensor.scalar_type());
        };
        set(norm->gamma, folded.targetStd);
        set(norm->beta, folded.targetMean);
    }
    return graph::withTensors(*task.current, targets);
}

Result<graph::GraphPtr> apply(const RepairTask& task, const StageContext& context)
{
    at::NoGradGuard noGrad;
    const auto& maps = task.network.maps;
    if (std::none_of(maps.begin(), maps.end(), [](const auto& map) { return map.has_value(); }))
        return task.current; // nothing was merged, so the statistics of the training data hold
    if (task.probe.size(0) < 2)
        return Error{ErrorCode::Usage, "one image has no variance; BatchNorm needs at least 2",
            "--samples", "draw more"};
    auto aimed = withTargets(task);
    if (!aimed)
        return aimed.error();
    return reestimated(*aimed, task.probe, context);
}

} // namespace

extern const RepairMethod repair_bn;
const RepairMethod repair_bn{"bn", "BatchNorm re-estimation", true, false, apply};

} // namespace pleat::repair
