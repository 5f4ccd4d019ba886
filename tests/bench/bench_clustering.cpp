// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters every foldable group of a network to half its channels and prints how long each step
// takes, one JSON object per group and line: bench_clustering MODEL FOLDER. The features go to
// FOLDER/GROUP.bin (float32 [n, d]), for compare_sklearn.py to cluster them once more.
#include "core/cluster/cluster_method.h"
#include "core/cluster/features.h"
#include "core/cluster/gram.h"
#include "core/cluster/quality.h"
#include "core/study/model_content.h"

#include <ATen/ops/cat.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <limits>

using namespace pleat;

namespace {

/// The value of a step that must succeed, and the least wall time of three: others may have run
/// beside another program.
template <typename Step>
auto timed(double& seconds, const Step& step)
{
    using Clock = std::chrono::steady_clock;
    seconds = std::numeric_limits<double>::infinity();
    for (int repetition = 1;; ++repetition) {
        const auto begin = Clock::now();
        auto result = step();
        seconds = std::min(seconds, std::chrono::duration<double>(Clock::now() - begin).count());
        if (!result)
            throw LogicError(toString(result.error()));
        if (repetition == 3)
            return std::move(result).value();
    }
}

void write(const at::Tensor& features, const std::string& path)
{
    std::ofstream(path, std::ios::binary)
        .write(static_cast<const char*>(features.data_ptr()),
            static_cast<std::streamsize>(features.nbytes()));
}

nlohmann::json benchGroup(const study::Model& model, int group, const std::string& folder)
{
    const study::Model::Content& content = model.content();
    const auto blocks =
        cluster::groupFeatures(*content.graph, *content.coupling, group, {}).value();
    const at::Tensor features = at::cat(blocks, 1).to(at::kFloat).contiguous();
    const study::GroupInfo& info = model.info().groups[static_cast<std::size_t>(group)];
    write(features, folder + "/" + info.id + ".bin");

    nlohmann::json entry{{"id", info.id}, {"name", info.name}, {"n", features.size(0)},
        {"d", features.size(1)}, {"k", std::max<std::int64_t>(1, features.size(0) / 2)}};
    double seconds = 0;
    const Eigen::MatrixXd gram =
        timed(seconds, [&] { return cluster::gramMatrix(blocks, StageContext{}); });
    entry["gram"]["seconds"] = seconds;
    const cluster::MergeTree ward = timed(seconds,
        [&] { return cluster::mergeTree(**cluster::findClusterMethod("ward"), gram, {}); });
    entry["ward"]["seconds"] = seconds;
    const std::int64_t k = entry["k"];
    entry["ward"]["inertia"] = ward.inertia()[static_cast<std::size_t>(k - 1)];
    for (const std::string id : {"kmeans", "kmeans++", "spectral", "greedy"}) {
        const cluster::ClusterMethod& method = **cluster::findClusterMethod(id);
        const cluster::Labels labels = timed(seconds, [&]() -> Result<cluster::Labels> {
            if (method.hierarchical())
                return cluster::mergeTree(method, gram, {}).value().cut(k);
            return cluster::clusterAt(method, gram, ward, k, {}, {});
        });
        entry[id] = {{"seconds", seconds}, {"inertia", cluster::inertia(gram, labels)}};
    }
    return entry;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fputs("usage: bench_clustering MODEL FOLDER\n", stderr);
        return 2;
    }
    setThreadCount(2);
    const auto model = study::openModel({argv[1], ""}, {});
    if (!model) {
        std::fprintf(stderr, "%s\n", toString(model.error()).c_str());
        return 1;
    }
    const auto& groups = (*model)->info().groups;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        if (groups[group].foldable)
            std::printf(
                "%s\n", benchGroup(**model, static_cast<int>(group), argv[2]).dump().c_str());
    }
    return 0;
}
