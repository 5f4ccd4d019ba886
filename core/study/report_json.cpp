// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/legible.h"
#include "core/study/run.h"

#include <nlohmann/json.hpp>

#include <cmath>

using nlohmann::ordered_json;

namespace pleat::study {

namespace {

ordered_json orNull(const std::optional<double>& number)
{
    if (!number || !std::isfinite(*number))
        return nullptr;
    return *number;
}

void addResources(ordered_json& object, const ResourceReport& resources)
{
    const std::optional<Resources>& predicted = resources.predicted;
    object["memory_bytes_before"] = resources.before.memoryBytes;
    object["memory_bytes_after"] = resources.after.memoryBytes;
    object["memory_bytes_predicted"] =
        predicted ? ordered_json(predicted->memoryBytes) : ordered_json(nullptr);
    object["latency_ms_before"] = resources.before.latencyMs;
    object["latency_ms_after"] = resources.after.latencyMs;
    object["latency_ms_predicted"] =
        predicted ? ordered_json(predicted->latencyMs) : ordered_json(nullptr);
    object["seconds_predicted"] = orNull(resources.secondsPredicted);
}

ordered_json findingsJson(const std::vector<Finding>& findings)
{
    ordered_json list = ordered_json::array();
    for (const Finding& finding : findings)
        list.push_back({{"where", finding.where}, {"message", finding.message}});
    return list;
}

ordered_json evaluationJson(const Evaluation& evaluation)
{
    ordered_json object;
    object["accuracy"] = orNull(evaluation.accuracy);
    object["loss"] = orNull(evaluation.loss);
    object["samples"] = evaluation.samples;
    object["latency_ms"] = evaluation.latencyMs;
    if (evaluation.outputError)
        object["output_error"] = orNull(evaluation.outputError);
    if (evaluation.agreement)
        object["agreement"] = orNull(evaluation.agreement);
    return object;
}

ordered_json errorJson(const Error& error)
{
    return {{"code", static_cast<int>(error.code)}, {"message", legible(error.message)},
        {"where", error.where}, {"hint", legible(error.hint)}};
}

std::string text(const ordered_json& object)
{
    return object.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace

namespace {

ordered_json clustersJson(const GroupStatistics& statistics, const TreeOverview& overview)
{
    ordered_json object;
    object["cluster"] = statistics.options.method;
    object["features"] = statistics.options.features.set;
    object["exact"] = overview.exact;
    object["elbow"] = overview.elbow;
    object["best_silhouette"] =
        overview.bestSilhouette > 0 ? ordered_json(overview.bestSilhouette) : ordered_json(nullptr);
    object["ten_percent_error"] = overview.tenPercentError;
    for (std::int64_t k = 1; k <= statistics.tree.channels(); ++k) {
        object["inertia"].push_back(statistics.tree.inertia()[static_cast<std::size_t>(k - 1)]);
        object["explained"].push_back(1 - statistics.tree.relativeInertia(k));
        object["largest"].push_back(statistics.tree.largestCluster(k));
    }
    object["measured"] = ordered_json::array();
    for (const auto& [k, quality] : overview.quality)
        object["measured"].push_back({{"k", k}, {"silhouette", orNull(quality.silhouette)},
            {"davies_bouldin", orNull(quality.daviesBouldin)}, {"sampled", quality.sampled}});
    return object;
}

ordered_json modelJson(const ModelInfo& info)
{
    ordered_json object;
    object["name"] = info.name;
    object["format"] = info.format;
    object["architecture"] =
        info.architecture.empty() ? ordered_json(nullptr) : ordered_json(info.architecture);
    object["weights_hash"] = info.weightsHash;
    object["parameters"] = info.parameters;
    object["macs"] = info.macs;
    object["foldable_share"] = info.foldableShare;
    object["file_bytes"] = info.fileBytes;
    object["input_shape"] = info.inputShape;
    object["groups"] = ordered_json::array();
    for (const GroupInfo& group : info.groups) {
        ordered_json entry;
        entry["id"] = group.id;
        entry["name"] = group.name;
        entry["channels"] = group.channels;
        entry["foldable"] = group.foldable;
        entry["frozen"] = group.foldable ? ordered_json(nullptr) : ordered_json(group.frozen);
        entry["inner"] = group.inner;
        entry["parameters"] = group.parameters;
        entry["layers"] = group.layers;
        entry["members"] = ordered_json::array();
        for (const MemberInfo& member : group.members)
            entry["members"].push_back(
                {{"parameter", member.parameter}, {"axis", member.axis}, {"role", member.role}});
        object["groups"].push_back(std::move(entry));
    }
    object["findings"] = findingsJson(info.findings);
    return object;
}

} // namespace

std::string toJson(const ModelInfo& info)
{
    return text(modelJson(info));
}

std::string toJson(const ModelInfo& info, const std::vector<GroupStatisticsPtr>& statistics,
    const std::vector<TreeOverview>& overviews)
{
    ordered_json object = modelJson(info);
    for (std::size_t g = 0; g < statistics.size(); ++g) {
        if (statistics[g])
            object["groups"][g]["clusters"] = clustersJson(*statistics[g], overviews[g]);
    }
    return text(object);
}

std::string toJson(const RunReport& report, const std::string& output)
{
    ordered_json object;
    object["output"] = output;
    object["model"] = report.modelName;
    object["model_hash"] = report.modelHash;
    object["weights_hash"] = report.weightsHash;
    object["parameters_before"] = report.before.parameters;
    object["parameters_after"] = report.after.parameters;
    object["macs_before"] = report.before.macs;
    object["macs_after"] = report.after.macs;
    addResources(object, report.resources);
    object["groups"] = ordered_json::array();
    for (const GroupReport& group : report.groups) {
        object["groups"].push_back({{"name", group.name}, {"channels", group.channels},
            {"k", group.k}, {"relative_inertia", group.relativeInertia},
            {"variance_ratio_predicted", group.predictedRatio}, {"pruned", group.pruned}});
    }
    object["layers"] = ordered_json::array();
    for (const LayerReport& layer : report.layers) {
        object["layers"].push_back({{"name", layer.name}, {"group", layer.group},
            {"variance_ratio_predicted", layer.predicted},
            {"variance_ratio_merged", orNull(layer.merged)},
            {"variance_ratio_repaired", orNull(layer.repaired)},
            {"mean_error_merged", orNull(layer.meanErrorMerged)},
            {"mean_error_repaired", orNull(layer.meanErrorRepaired)},
            {"channels_left_out", layer.leftOut}});
    }
    object["measured_on"] =
        report.measuredOn.empty() ? ordered_json(nullptr) : ordered_json(report.measuredOn);
    object["measured_samples"] = report.measuredSamples;
    if (report.evaluationBefore)
        object["evaluation_before"] = evaluationJson(*report.evaluationBefore);
    if (report.evaluationAfter)
        object["evaluation_after"] = evaluationJson(*report.evaluationAfter);
    object["seconds"] = report.seconds;
    object["findings"] = findingsJson(report.findings);
    return text(object);
}

std::string toJson(const Evaluation& evaluation, const ModelInfo& info)
{
    ordered_json object = evaluationJson(evaluation);
    object["parameters"] = info.parameters;
    object["macs"] = info.macs;
    object["file_bytes"] = info.fileBytes;
    return text(object);
}

std::string toJson(const Error& error)
{
    ordered_json object;
    object["error"] = errorJson(error);
    return text(object);
}

std::string toJson(const WeightsInfo& weights, const Error& reason)
{
    ordered_json object;
    object["name"] = weights.name;
    object["format"] = weights.format;
    object["elements"] = weights.elements;
    object["tensors"] = ordered_json::array();
    for (const TensorInfo& tensor : weights.tensors)
        object["tensors"].push_back(
            {{"name", tensor.name}, {"dtype", tensor.type}, {"shape", tensor.shape}});
    object["groups"] = ordered_json::array();
    object["findings"] = findingsJson(weights.findings);
    object["error"] = errorJson(reason);
    return text(object);
}

} // namespace pleat::study
