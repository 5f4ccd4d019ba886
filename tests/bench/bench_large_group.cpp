// SPDX-License-Identifier: GPL-3.0-or-later
// The widest group of a LLaMA of 7 B: n = 11008 channels with 3 x 4096 features (gate, up, down).
// Seconds for the Gram matrix and a tree for every k, peak memory, and how long a cancelled job
// still runs, with halves and with floats.
#include "core/cluster/cluster_method.h"
#include "core/cluster/gram.h"
#include "core/cluster/principal_picture.h"
#include "core/cluster/quality.h"
#include "core/evaluate/predicted_variance.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <malloc.h>
#include <string>
#include <sys/resource.h>
#include <thread>
#include <vector>

using namespace pleat;
using Clock = std::chrono::steady_clock;

namespace {

constexpr double kMostSeconds = 150; ///< Gram matrix and tree
constexpr double kMostMemory_GB = 4;
constexpr double kMostLatency_s = 0.2;

constexpr std::int64_t kChannels = 11008;
constexpr std::int64_t kWidth = 4096;
constexpr int kBlocks = 3;
constexpr std::int64_t kFamilies = 2000; ///< channels of one family are alike

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double peakMemory_GB()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / (1 << 20);
}

std::vector<at::Tensor> plantedFeatures(at::ScalarType type)
{
    auto generator = at::make_generator<at::CPUGeneratorImpl>(1);
    const at::Tensor family = at::randint(kFamilies, {kChannels}, generator, at::kLong);
    std::vector<at::Tensor> blocks;
    for (int block = 0; block < kBlocks; ++block) {
        at::Tensor rows = at::randn({kChannels, kWidth}, generator, at::kFloat).mul_(0.5);
        rows.add_(at::randn({kFamilies, kWidth}, generator, at::kFloat).index_select(0, family));
        blocks.push_back(rows.mul_(0.02).to(type));
    }
    return blocks;
}

using Stage = std::function<bool(const StageContext&)>; ///< whether it came to its end

/// Runs the stage, asks it to stop after `delay`, and returns how long it took from there; 0 if it
/// had come to its end.
double cancelLatency(const Stage& stage, double delay)
{
    std::stop_source source;
    StageContext context;
    context.stop = source.get_token();
    Clock::time_point asked;
    std::jthread asker([&] {
        std::this_thread::sleep_for(std::chrono::duration<double>(delay));
        asked = Clock::now();
        source.request_stop();
    });
    const bool ended = stage(context);
    const Clock::time_point returned = Clock::now();
    asker.join();
    return ended ? 0 : std::chrono::duration<double>(returned - asked).count();
}

struct Worst
{
    double seconds = 0, latency = 0;
};

/// The time of one whole run, with what it reported, and the worst latency of some that are
/// cancelled on the way.
double measure(
    const char* name, const Stage& stage, const std::vector<double>& moments, Worst& worst)
{
    int reports = 0;
    StageContext context;
    context.report = [&](const Progress&) { ++reports; };
    const Clock::time_point start = Clock::now();
    stage(context);
    const double seconds = secondsSince(start);
    double latency = 0;
    for (const double moment : moments)
        latency = std::max(latency, cancelLatency(stage, moment * seconds));
    std::printf("  %-12s %6.1f s, %4d reports, cancelled within %3.0f ms\n", name, seconds, reports,
        1000 * latency);
    std::fflush(stdout);
    worst.latency = std::max(worst.latency, latency);
    return seconds;
}

/// Of as many k as the window shows, in the largest group that is measured in full.
void measureQualities(const Eigen::MatrixXd& gram, Worst& worst)
{
    const cluster::ClusterMethod& ward = *cluster::findClusterMethod("ward").value();
    const cluster::MergeTree tree = cluster::mergeTree(ward, gram, {}).value();
    std::vector<cluster::Labels> cuts;
    for (std::int64_t i = 1; i <= 24; ++i)
        cuts.push_back(tree.cut(i * tree.channels() / 25));
    measure(
        "24 qualities",
        [&](const StageContext& context) { return cluster::qualities(gram, cuts, context).ok(); },
        {0.1, 0.3, 0.6, 0.9}, worst);
}

void measureGroup(at::ScalarType type, Worst& worst)
{
    const std::vector<at::Tensor> features = plantedFeatures(type);
    const cluster::ClusterMethod& ward = *cluster::findClusterMethod("ward").value();
    Eigen::MatrixXd gram;
    cluster::MergeTree tree;
    const auto keep = [](auto result, auto& kept) {
        if (result)
            kept = std::move(*result);
        return result.ok();
    };
    double seconds = measure(
        "Gram matrix",
        [&](const StageContext& context) {
            auto made = cluster::gramMatrix(features, context);
            return keep(std::move(made), gram);
        },
        {0.001, 0.01, 0.03, 0.1}, worst);
    seconds += measure(
        "Ward's tree",
        [&](const StageContext& context) {
            return keep(cluster::mergeTree(ward, gram, context), tree);
        },
        {0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98}, worst);
    worst.seconds = std::max(worst.seconds, seconds);
    measure(
        "picture",
        [&](const StageContext& context) { return cluster::principalPicture(gram, context).ok(); },
        {0.01, 0.3, 0.6, 0.9, 0.97}, worst);
    measure(
        "ratios",
        [&](const StageContext& context) {
            const auto ratios = evaluate::mergedVariances(features[0], tree, context).ratios;
            return !context.cancelled();
        },
        {0.1, 0.3, 0.6, 0.9}, worst);
    measure(
        "3 qualities",
        [&](const StageContext& context) {
            return cluster::qualities(gram, {tree.cut(20), tree.cut(2000), tree.cut(5504)}, context)
                .ok();
        },
        {0.1, 0.3, 0.6, 0.9}, worst);
    measureQualities(gram.topLeftCorner(cluster::kMeasuredInFull, cluster::kMeasuredInFull), worst);
}

/// As the program does at its start: else pages are given back and cleared again and again.
void setUpAllocator()
{
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, 0x7fffffff);
    mallopt(M_TOP_PAD, 64 << 20);
    mallopt(M_ARENA_MAX, 1);
}

} // namespace

int main()
{
    setUpAllocator();
    setThreadCount(0);
    Worst worst;
    for (const auto& [name, type] : {std::pair{"half", at::kHalf}, {"float", at::kFloat}}) {
        std::printf("%s, %d threads\n", name, threadCount());
        measureGroup(type, worst);
    }
    const double memory = peakMemory_GB();
    std::printf("Gram matrix and tree: %.0f s, at most %.0f\n", worst.seconds, kMostSeconds);
    std::printf("peak memory: %.2f GB, at most %.0f\n", memory, kMostMemory_GB);
    std::printf(
        "cancelled within %.0f ms, at most %.0f\n", 1000 * worst.latency, 1000 * kMostLatency_s);
    return worst.seconds <= kMostSeconds && memory <= kMostMemory_GB
            && worst.latency <= kMostLatency_s
        ? 0
        : 1;
}
