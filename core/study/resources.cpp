// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/resources.h"

#include "core/ops/operator_family.h"
#include "core/study/model_content.h"

#include <algorithm>
#include <chrono>

namespace pleat::study {

namespace {

constexpr double kBatchPatienceMs = 200;
constexpr std::int64_t kLargestBatch = 32;

/// The example inputs `times` times one behind the other.
std::vector<at::Tensor> repeated(const std::vector<at::Tensor>& inputs, std::int64_t times)
{
    std::vector<at::Tensor> result;
    for (const at::Tensor& input : inputs) {
        std::vector<std::int64_t> repeats(static_cast<std::size_t>(input.dim()), 1);
        if (!repeats.empty())
            repeats[0] = times;
        result.push_back(input.repeat(repeats));
    }
    return result;
}

/// One example costs less in a batch, where weights are reordered once for all of them.
double batchMs(const graph::Executor& network, double latencyMs, const StageContext& context)
{
    const std::int64_t batch = std::clamp<std::int64_t>(
        static_cast<std::int64_t>(kBatchPatienceMs / std::max(latencyMs, 1e-3)), 1, kLargestBatch);
    const std::int64_t examples = batch * ops::exampleBatch(network.graph());
    if (batch == 1)
        return latencyMs / static_cast<double>(examples);
    graph::ExecutionHooks hooks;
    hooks.stop = context.stop;
    const std::vector<at::Tensor> inputs = repeated(network.graph().exampleInputs, batch);
    double best = latencyMs * static_cast<double>(batch);
    for (int run = 0; run < 2; ++run) { // the first one also takes memory
        const auto start = std::chrono::steady_clock::now();
        if (!network.run(inputs, hooks))
            break; // a network may be made for one batch size
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - start;
        best = std::min(best, took.count());
    }
    return best / static_cast<double>(examples);
}

Result<Resources> measuredResources(const graph::GraphPtr& graph, const StageContext& context)
{
    auto executor = graph::Executor::prepare(graph);
    if (!executor)
        return executor.error();
    auto memory = evaluate::measuredMemory(*executor, context);
    if (!memory)
        return memory.error();
    auto latency = evaluate::latencyMs(*executor, context);
    if (!latency)
        return latency.error();
    return Resources{*memory, *latency};
}

} // namespace

Result<Profile> profileOf(
    const graph::GraphPtr& graph, const coupling::Coupling& coupling, const StageContext& context)
{
    auto executor = graph::Executor::prepare(graph);
    if (!executor)
        return executor.error();
    Profile profile;
    auto memory = evaluate::memoryModel(*executor, coupling, context);
    if (!memory)
        return memory.error();
    profile.memory = std::move(*memory);
    auto latency = evaluate::latencyModel(*executor, coupling, context);
    if (!latency)
        return latency.error();
    profile.latency = std::move(*latency);
    coupling::CostModel::Widths full;
    for (const coupling::ChannelGroup& group : coupling.groups)
        full.push_back(group.channels);
    profile.latencyMs = profile.latency.at(full);
    profile.batchMs = batchMs(*executor, profile.latencyMs, context);
    return profile;
}

Result<ResourceReport> measureResources(
    const graph::GraphPtr& before, const graph::GraphPtr& after, const StageContext& context)
{
    auto first = measuredResources(before, context);
    if (!first)
        return first.error();
    auto second = measuredResources(after, context);
    if (!second)
        return second.error();
    ResourceReport report;
    report.before = *first;
    report.after = *second;
    return report;
}

std::optional<Resources> predictedResources(const Model& model, const fold::Plan& plan)
{
    const Model::Content& content = model.content();
    if (!content.profile)
        return std::nullopt;
    const std::vector<std::int64_t> kept = keptChannels(content.info, plan);
    return Resources{content.profile->memory.at(kept), content.profile->latency.at(kept)};
}

} // namespace pleat::study
