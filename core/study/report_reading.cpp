// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/report_reading.h"

#include "core/base/json_fields.h"

#include <algorithm>

using nlohmann::ordered_json;

namespace pleat::study {

namespace {

std::vector<Finding> readFindings(const JsonFields& fields)
{
    std::vector<Finding> findings;
    for (std::size_t i = 0; i < fields.list("findings").size(); ++i) {
        const JsonFields finding = fields.element("findings", i);
        findings.push_back({finding.text("where"), finding.text("message")});
    }
    return findings;
}

ProbeInfo readProbeInfo(const JsonFields& fields)
{
    ProbeInfo probe;
    probe.request = {fields.text("source"), fields.count("samples"), fields.seed("seed")};
    probe.modelHash = fields.text("model_hash");
    probe.steps = fields.count("steps");
    probe.complete = fields.flag("complete");
    probe.fromFile = fields.flag("from_file");
    probe.seconds = fields.number("seconds");
    for (std::size_t i = 0; i < fields.list("curve").size(); ++i) {
        const JsonFields point = fields.element("curve", i);
        probe.curve.push_back({point.count("step"), point.number("total"), point.number("classes"),
            point.number("statistics"), point.number("variation")});
    }
    probe.findings = readFindings(fields);
    return probe;
}

/// One label for each channel, or none at all.
cluster::Labels readLabels(const JsonFields& fields, const GroupReport& group)
{
    cluster::Labels labels;
    if (!fields.has("labels"))
        return labels;
    const auto fits = [&](const ordered_json& label) {
        return label.is_number_integer() && label >= 0 && label < group.channels;
    };
    const ordered_json& list = fields.list("labels");
    if (list.size() != static_cast<std::size_t>(group.channels)
        || !std::all_of(list.begin(), list.end(), fits)) {
        fields.refuse("labels", "a cluster for each of the channels");
        return labels;
    }
    for (const ordered_json& label : list)
        labels.push_back(label.get<cluster::Labels::value_type>());
    return labels;
}

GroupReport readGroup(const JsonFields& fields)
{
    GroupReport group;
    group.name = fields.text("name");
    group.channels = fields.count("channels", 1);
    group.k = fields.count("k", 1);
    if (group.k > group.channels)
        fields.refuse("k", "at most the channels");
    group.relativeInertia = fields.number("relative_inertia");
    group.predictedRatio = fields.number("variance_ratio_predicted");
    group.pruned = fields.flag("pruned");
    group.labels = readLabels(fields, group);
    return group;
}

LayerReport readLayer(const JsonFields& fields)
{
    LayerReport layer;
    layer.name = fields.text("name");
    layer.group = fields.text("group");
    layer.predicted = fields.number("variance_ratio_predicted");
    layer.merged = fields.optionalNumber("variance_ratio_merged");
    layer.repaired = fields.optionalNumber("variance_ratio_repaired");
    layer.meanErrorMerged = fields.optionalNumber("mean_error_merged");
    layer.meanErrorRepaired = fields.optionalNumber("mean_error_repaired");
    layer.leftOut = fields.count("channels_left_out");
    return layer;
}

Evaluation readEvaluation(const JsonFields& fields)
{
    Evaluation evaluation;
    evaluation.accuracy = fields.optionalNumber("accuracy");
    evaluation.loss = fields.optionalNumber("loss");
    evaluation.samples = fields.count("samples");
    evaluation.latencyMs = fields.number("latency_ms");
    if (fields.has("output_error"))
        evaluation.outputError = fields.optionalNumber("output_error");
    if (fields.has("agreement"))
        evaluation.agreement = fields.optionalNumber("agreement");
    return evaluation;
}

ResourceReport readResources(const JsonFields& fields)
{
    ResourceReport resources;
    resources.before = {fields.count("memory_bytes_before"), fields.number("latency_ms_before")};
    resources.after = {fields.count("memory_bytes_after"), fields.number("latency_ms_after")};
    const bool predicted =
        fields.has("memory_bytes_predicted") && !fields.json()["memory_bytes_predicted"].is_null();
    if (predicted)
        resources.predicted = {
            fields.count("memory_bytes_predicted"), fields.number("latency_ms_predicted")};
    resources.secondsPredicted = fields.optionalNumber("seconds_predicted");
    return resources;
}

void readMeasurement(const JsonFields& fields, RunReport& report)
{
    const bool measured = fields.has("measured_on") && !fields.json()["measured_on"].is_null();
    report.measuredOn = measured ? fields.text("measured_on") : std::string();
    report.measuredSamples = fields.count("measured_samples");
    if (fields.has("evaluation_before"))
        report.evaluationBefore = readEvaluation(fields.object("evaluation_before"));
    if (fields.has("evaluation_after"))
        report.evaluationAfter = readEvaluation(fields.object("evaluation_after"));
}

RunReport readAll(const JsonFields& fields)
{
    RunReport report;
    report.modelName = fields.text("model");
    report.modelHash = fields.text("model_hash");
    report.weightsHash = fields.text("weights_hash");
    report.before = {fields.count("parameters_before"), fields.count("macs_before")};
    report.after = {fields.count("parameters_after"), fields.count("macs_after")};
    report.resources = readResources(fields);
    for (std::size_t i = 0; i < fields.list("groups").size(); ++i)
        report.groups.push_back(readGroup(fields.element("groups", i)));
    for (std::size_t i = 0; i < fields.list("layers").size(); ++i)
        report.layers.push_back(readLayer(fields.element("layers", i)));
    readMeasurement(fields, report);
    const JsonFields seconds = fields.object("seconds");
    if (seconds.json().is_object()) {
        for (const auto& entry : seconds.json().items())
            report.seconds[entry.key()] = seconds.number(entry.key().c_str());
    }
    report.findings = readFindings(fields);
    if (fields.has("probe"))
        report.probe = readProbeInfo(fields.object("probe"));
    return report;
}

} // namespace

Result<RunReport> readReport(const std::string& text, const std::string& where)
{
    const ordered_json object = parseJson<ordered_json>(text);
    std::optional<Error> fault;
    RunReport report = readAll(JsonFields(object, where, {}, fault));
    if (fault)
        return *fault;
    return report;
}

} // namespace pleat::study
