// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/commands.h"
#include "core/base/legible.h"
#include "core/study/run.h"

#include <algorithm>
#include <cstdio>

namespace pleat::app {

namespace {

std::string fixed(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

std::string title(const study::GroupInfo& group)
{
    const std::string name = legible(group.name);
    return group.layers.size() > 1 ? name + " +" + std::to_string(group.layers.size() - 1) : name;
}

void printGroups(const std::vector<study::GroupInfo>& groups)
{
    std::size_t width = 5;
    for (const study::GroupInfo& group : groups)
        width = std::max(width, title(group).size());
    const int column = static_cast<int>(width);
    std::printf("%-4s %-*s %6s  %10s  %s\n", "id", column, "group", "n", "parameters", "state");
    for (const study::GroupInfo& group : groups)
        std::printf("%-4s %-*s %6lld  %10s  %s\n", group.id.c_str(), column, title(group).c_str(),
            static_cast<long long>(group.channels), shortNumber(group.parameters).c_str(),
            group.foldable ? (group.inner ? "foldable, inner" : "foldable")
                           : ("frozen: " + legible(group.frozen)).c_str());
}

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text;
    for (std::int64_t size : shape)
        text += (text.empty() ? "" : "x") + std::to_string(size);
    return text;
}

std::string shapesText(const std::vector<std::vector<std::int64_t>>& shapes)
{
    std::string text;
    for (const auto& shape : shapes)
        text += (text.empty() ? "" : ",") + shapeText(shape);
    return text;
}

void printTensors(const study::WeightsInfo& weights)
{
    std::size_t width = 6;
    for (const study::TensorInfo& tensor : weights.tensors)
        width = std::max(width, legible(tensor.name).size());
    const int column = static_cast<int>(width);
    std::printf("%s: %s, %zu tensors, %s elements, no groups\n\n", legible(weights.name).c_str(),
        weights.format.c_str(), weights.tensors.size(), shortNumber(weights.elements).c_str());
    std::printf("%-*s %-9s %s\n", column, "tensor", "dtype", "shape");
    for (const study::TensorInfo& tensor : weights.tensors)
        std::printf("%-*s %-9s %s\n", column, legible(tensor.name).c_str(), tensor.type.c_str(),
            shapeText(tensor.shape).c_str());
    for (const Finding& finding : weights.findings)
        std::printf(
            "note: %s: %s\n", legible(finding.where).c_str(), legible(finding.message).c_str());
}

/// Weights without a graph can still be listed.
int reportUnopened(const InspectOptions& options, const Error& error, const CommonOptions& common)
{
    if (error.code != ErrorCode::Unsupported)
        return report(error, common.json);
    auto weights = study::listWeights(options.model);
    if (!weights)
        return report(error, common.json);
    finishProgress();
    if (common.json) {
        std::fputs(study::toJson(*weights, error).c_str(), stdout);
        return static_cast<int>(error.code);
    }
    printTensors(*weights);
    std::fflush(stdout);
    return report(error, false);
}

void print(const study::ModelInfo& info)
{
    std::printf("%s: %s%s, %s parameters (%.1f %% in foldable groups), %s MACs, input %s\n\n",
        legible(info.name).c_str(), info.format.c_str(),
        info.architecture.empty() ? "" : (" of " + info.architecture).c_str(),
        shortNumber(info.parameters).c_str(), 100 * info.foldableShare,
        shortNumber(info.macs).c_str(), shapesText(info.inputs).c_str());
    printGroups(info.groups);
    for (const Finding& finding : info.findings)
        std::printf(
            "note: %s: %s\n", legible(finding.where).c_str(), legible(finding.message).c_str());
}

struct Overviews
{
    std::vector<study::GroupStatisticsPtr> statistics; ///< by group
    std::vector<study::TreeOverview> trees; ///< by group
};

Result<Overviews> overviewsOf(
    const study::Model& model, const InspectOptions& options, const StageContext& context)
{
    const cluster::ClusterOptions clustering = options.clustering.over({});
    fold::Plan plan;
    plan.clustering = clustering;
    if (const auto possible = study::checkPlan(model.info(), plan); !possible)
        return possible.error();
    auto statistics = study::analyseAllGroups(model, clustering, context);
    if (!statistics)
        return statistics.error();
    Overviews overviews{std::move(*statistics), {}};
    for (const study::GroupStatisticsPtr& group : overviews.statistics) {
        overviews.trees.emplace_back();
        if (!group)
            continue;
        auto tree = study::treeOverview(*group, context);
        if (!tree)
            return tree.error();
        overviews.trees.back() = std::move(*tree);
    }
    return overviews;
}

void print(const study::ModelInfo& info, const Overviews& overviews)
{
    std::size_t width = 5;
    for (const study::GroupInfo& group : info.groups)
        width = std::max(width, title(group).size());
    std::printf("\nsuggested k\n%-*s %6s %6s %11s %10s %10s\n", static_cast<int>(width), "group",
        "n", "elbow", "silhouette", "its value", "10 % error");
    for (std::size_t g = 0; g < info.groups.size(); ++g) {
        if (!overviews.statistics[g])
            continue;
        const study::TreeOverview& tree = overviews.trees[g];
        const auto best = tree.quality.find(tree.bestSilhouette);
        std::printf("%-*s %6lld %6lld %11lld %10s %10lld\n", static_cast<int>(width),
            title(info.groups[g]).c_str(), static_cast<long long>(info.groups[g].channels),
            static_cast<long long>(tree.elbow), static_cast<long long>(tree.bestSilhouette),
            best == tree.quality.end() ? "-" : fixed(best->second.silhouette).c_str(),
            static_cast<long long>(tree.tenPercentError));
    }
    const auto previewed = std::find_if(overviews.trees.begin(), overviews.trees.end(),
        [](const study::TreeOverview& tree) { return !tree.exact; });
    if (previewed != overviews.trees.end())
        std::printf("note: these are the numbers of Ward's tree, which previews the clusterer\n");
}

} // namespace

int inspect(const InspectOptions& options, const CommonOptions& common, const StageContext& context)
{
    auto model = study::openModel({options.model, common.inputShapes}, context);
    if (!model)
        return reportUnopened(options, model.error(), common);
    const study::ModelInfo& info = (*model)->info();
    Overviews overviews;
    if (options.clusters) {
        auto made = overviewsOf(**model, options, context);
        if (!made)
            return report(made.error(), common.json);
        overviews = std::move(*made);
    }
    finishProgress();
    if (common.json && options.clusters)
        std::fputs(study::toJson(info, overviews.statistics, overviews.trees).c_str(), stdout);
    else if (common.json)
        std::fputs(study::toJson(info).c_str(), stdout);
    else if (options.text)
        std::fputs(study::describeAsText(**model).c_str(), stdout);
    else
        print(info);
    if (options.clusters && !common.json)
        print(info, overviews);
    return 0;
}

} // namespace pleat::app
