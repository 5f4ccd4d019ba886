// SPDX-License-Identifier: GPL-3.0-or-later
// How long a run will take. An order of magnitude: constants are those of a core of 2020, only the
// passes through the network are measured.
#include "core/study/model_content.h"
#include "core/study/resources.h"

#include <algorithm>

namespace pleat::study {

namespace {

constexpr double kGramPerSecond = 2e10; // products of two features
constexpr double kTreePerSecond = 5e7; // pairs of channels
constexpr double kFoldPerSecond = 2e7; // parameters, in and out of the fused form in double
constexpr double kReadSeconds = 0.5; // a data set of the size of MNIST
/// For variances, as the sums of squares in double take nearly as long as the pass itself.
constexpr double kVariancePass = 1.7;
constexpr double kInversionSteps = 300;
constexpr double kPassesPerStep = 3; // forward, and backward as two
constexpr int kLatencyRuns = 10;
constexpr double kLeastLatencySeconds = 0.1, kMostLatencySeconds = 0.5; // of a network

/// Passes of a probe's example through the network.
struct RepairPasses
{
    const char* repair;
    double passes;
};
/// A new repair that takes a probe gets its line here. Least squares sees every image five times.
constexpr RepairPasses kRepairPasses[] = {{"bn", 2}, {"repair", 4}, {"ls-channel", 40}, {"ls", 60}};

/// Of a chain: the sum.
double repairPasses(const std::string& repair)
{
    if (!repairNeedsProbe(repair))
        return 0;
    double passes = 0;
    const std::string chain = "+" + repair + "+";
    for (const RepairPasses& known : kRepairPasses) {
        if (chain.find("+" + std::string(known.repair) + "+") != std::string::npos)
            passes += known.passes;
    }
    return passes;
}

/// Until the probe's examples are there. A new kind of probe gets its line here.
double probeSeconds(const Model& model, const RunOptions& options, double secondsPerPass)
{
    const ProbeRequest request = probeRequest(options.plan);
    if (options.probe && fits(*options.probe, request, model))
        return 0;
    if (request.source.starts_with("data:"))
        return kReadSeconds;
    if (request.source == "inversion")
        return kInversionSteps * kPassesPerStep * static_cast<double>(request.samples)
            * secondsPerPass;
    return 0;
}

double analysisSeconds(const GroupInfo& group)
{
    const auto channels = static_cast<double>(group.channels);
    return channels * static_cast<double>(group.parameters) / kGramPerSecond
        + channels * channels / kTreePerSecond;
}

/// Passes of examples through the network as it was and as it will be.
struct Passes
{
    double original = 0, folded = 0;
};

Passes passesOf(const RunOptions& options, bool data)
{
    const auto samples = static_cast<double>(probeRequest(options.plan).samples);
    const auto tested = static_cast<double>(options.evaluateSamples);
    Passes passes;
    passes.folded = repairPasses(options.plan.repair) * samples;
    if (data) { // variances: original, merged, repaired; accuracy: the folded one beside the
                // original
        passes.original += kVariancePass * samples + 2 * tested;
        passes.folded += 2 * kVariancePass * samples + tested;
    }
    return passes;
}

double readSeconds(const RunOptions& options, bool data)
{
    return data ? kReadSeconds * (options.evaluateSamples > 0 ? 3 : 1) : 0;
}

} // namespace

std::optional<double> predictedSeconds(
    const Model& model, const RunOptions& options, const std::vector<GroupStatisticsPtr>& cached)
{
    const Model::Content& content = model.content();
    if (!content.profile)
        return std::nullopt;
    const ModelInfo& info = content.info;
    const fold::Plan& plan = options.plan;
    const double pass = content.profile->batchMs / 1e3;
    const std::vector<std::int64_t> kept = keptChannels(info, plan);
    double seconds = static_cast<double>(info.parameters) / kFoldPerSecond;
    for (std::size_t g = 0; g < kept.size(); ++g) {
        const bool known =
            g < cached.size() && cached[g] && sameStatistics(cached[g]->options, plan.clustering);
        if (kept[g] < info.groups[g].channels && !known)
            seconds += analysisSeconds(info.groups[g]);
    }
    if (repairNeedsProbe(plan.repair))
        seconds += probeSeconds(model, options, pass);
    const bool data =
        !options.measurePath.empty() || plan.probe.starts_with("data:") || !info.dataPath.empty();
    const Passes passes = passesOf(options, data);
    const double share = info.macs > 0
        ? static_cast<double>(content.macCost.at(kept)) / static_cast<double>(info.macs)
        : 1;
    seconds += readSeconds(options, data) + pass * (passes.original + passes.folded * share);
    const double latency = std::clamp(
        kLatencyRuns * content.profile->latencyMs / 1e3, kLeastLatencySeconds, kMostLatencySeconds);
    return seconds + latency * (data && options.evaluateSamples > 0 ? 4 : 2);
}

} // namespace pleat::study
