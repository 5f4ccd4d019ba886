// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/run_values.h"

#include "core/cluster/adjusted_rand.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace pleat::ui {

namespace {

double shareOf(std::int64_t after, std::int64_t before)
{
    return before > 0 ? static_cast<double>(after) / static_cast<double>(before) : 1;
}

std::optional<double> finite(std::optional<double> value)
{
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<double> median(std::vector<double> values)
{
    if (values.empty())
        return std::nullopt;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// A group that was left as it is has no labels: each channel is its own cluster.
cluster::Labels labelsOf(const study::GroupReport& group)
{
    if (!group.labels.empty())
        return group.labels;
    cluster::Labels labels(static_cast<std::size_t>(group.channels));
    std::iota(labels.begin(), labels.end(), 0);
    return labels;
}

template <typename Named>
const Named* named(const std::vector<Named>& all, const std::string& name)
{
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

RunValues runValues(const study::RunReport& report)
{
    RunValues values;
    values.parameters = shareOf(report.after.parameters, report.before.parameters);
    values.macs = shareOf(report.after.macs, report.before.macs);
    if (report.evaluationAfter) {
        values.accuracy = finite(report.evaluationAfter->accuracy);
        values.outputError = finite(report.evaluationAfter->outputError);
    }
    if (values.accuracy && report.evaluationBefore && report.evaluationBefore->accuracy)
        values.change = *values.accuracy - *report.evaluationBefore->accuracy;
    std::vector<double> ratios;
    for (const study::LayerReport& layer : report.layers) {
        if (const std::optional<double> ratio = finite(layer.repaired))
            ratios.push_back(*ratio);
    }
    values.ratio = median(std::move(ratios));
    values.latencyMs = report.resources.after.latencyMs;
    for (const auto& [stage, seconds] : report.seconds)
        values.seconds += seconds;
    return values;
}

std::optional<double> meanRatio(const study::RunReport& report, const std::string& group)
{
    double sum = 0;
    int count = 0;
    for (const study::LayerReport& layer : report.layers) {
        const std::optional<double> ratio = finite(layer.repaired);
        if (layer.group == group && ratio) {
            sum += *ratio;
            ++count;
        }
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

std::optional<double> difference(std::optional<double> a, std::optional<double> b)
{
    return a && b ? std::optional(*b - *a) : std::nullopt;
}

QString signedText(double value, int decimals)
{
    const QString text = QString::number(value, 'f', decimals);
    return value > 0 ? QString(QLatin1Char('+') + text) : text;
}

RunComparison compareRuns(const study::RunReport& a, const study::RunReport& b)
{
    RunComparison result;
    for (const study::GroupReport& group : a.groups) {
        if (const study::GroupReport* other = named(b.groups, group.name))
            result.groups.push_back({group.name, group.channels, group.k, other->k,
                meanRatio(a, group.name), meanRatio(b, group.name),
                cluster::adjustedRand(labelsOf(group), labelsOf(*other))});
    }
    for (const study::LayerReport& layer : a.layers) {
        if (const study::LayerReport* other = named(b.layers, layer.name))
            result.layers.push_back(
                {layer.name, layer.group, finite(layer.repaired), finite(other->repaired)});
    }
    result.sameData = a.measuredOn == b.measuredOn && a.measuredSamples == b.measuredSamples;
    return result;
}

} // namespace pleat::ui
