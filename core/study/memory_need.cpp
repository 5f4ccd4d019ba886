// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/memory_need.h"

#include "core/base/memory.h"
#include "core/ops/operator_family.h"
#include "core/study/model_content.h"

#include <algorithm>

namespace pleat::study {

namespace {

constexpr std::int64_t kDouble = sizeof(double);
constexpr std::int64_t kFloat = sizeof(float);
constexpr std::int64_t kVarianceBatch = 64; // see evaluate/variance.cpp
constexpr std::int64_t kAccuracyBatch = 250; // see evaluate/accuracy.cpp

std::int64_t gramBytes(const GroupInfo& group)
{
    return group.channels * group.channels * kDouble;
}

/// Activations of the largest batch that goes through the network; 0 without a profile.
std::int64_t activationBytes(const Model::Content& content, const RunOptions& options)
{
    if (!content.profile)
        return 0;
    const ModelInfo& info = content.info;
    const std::int64_t whole = content.profile->memory.at(keptChannels(info, {}));
    const std::int64_t live = std::max<std::int64_t>(0, whole - info.parameters * kFloat);
    const bool data = !options.measurePath.empty() || options.plan.probe.starts_with("data:")
        || !info.dataPath.empty();
    const bool passes = data || repairNeedsProbe(options.plan.repair);
    const std::int64_t batch = std::max<std::int64_t>(
        passes ? kVarianceBatch : 1, data ? std::min(kAccuracyBatch, options.evaluateSamples) : 1);
    return live / std::max<std::int64_t>(1, ops::exampleBatch(*content.graph)) * batch;
}

/// Gram matrices stay; of what is put aside again only the largest counts.
std::int64_t missingStatistics(
    const ModelInfo& info, const RunOptions& options, const std::vector<GroupStatisticsPtr>& cached)
{
    const std::vector<std::int64_t> kept = keptChannels(info, options.plan);
    std::int64_t stays = 0, passing = 0;
    for (std::size_t g = 0; g < kept.size(); ++g) {
        const GroupInfo& group = info.groups[g];
        const bool known = g < cached.size() && cached[g]
            && sameStatistics(cached[g]->options, options.plan.clustering);
        if (known || kept[g] == group.channels)
            continue;
        stays += gramBytes(group);
        passing = std::max(passing, analysisNeed(group) - gramBytes(group));
    }
    return stays + passing;
}

} // namespace

std::int64_t analysisNeed(const GroupInfo& group)
{
    const std::int64_t pairs = gramBytes(group) / 2;
    return gramBytes(group) + std::max(pairs, group.parameters * kFloat);
}

std::int64_t similarityNeed(const GroupInfo& group)
{
    // the cosines, their order, and a quarter for each coarser level
    return group.channels * group.channels * kFloat * 7 / 3;
}

std::int64_t runNeed(
    const Model& model, const RunOptions& options, const std::vector<GroupStatisticsPtr>& cached)
{
    const Model::Content& content = model.content();
    const Cost folded = predictedCost(model, options.plan);
    // In double while it is folded; merged and repaired as they will be stored.
    const std::int64_t networks =
        content.info.parameters * kDouble + 2 * folded.parameters * kFloat;
    return missingStatistics(content.info, options, cached)
        + std::max(networks, activationBytes(content, options));
}

Result<void> checkRunMemory(
    const Model& model, const RunOptions& options, const std::vector<GroupStatisticsPtr>& cached)
{
    return checkMemory(runNeed(model, options, cached), "the run", model.info().name,
        "close other programs, or lock the largest groups at all of their channels");
}

} // namespace pleat::study
