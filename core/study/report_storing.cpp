// SPDX-License-Identifier: GPL-3.0-or-later
// A report as a project keeps it: more than scripts get, so that nothing is lost.
#include "core/base/json.h"
#include "core/study/report_reading.h"

#include <cmath>

using nlohmann::ordered_json;

namespace pleat::study {

namespace {

ordered_json orNull(double number)
{
    return std::isfinite(number) ? ordered_json(number) : ordered_json(nullptr);
}

ordered_json probeJson(const ProbeInfo& probe)
{
    ordered_json object;
    object["source"] = probe.request.source;
    object["samples"] = probe.request.samples;
    object["seed"] = probe.request.seed;
    object["model_hash"] = probe.modelHash;
    object["steps"] = probe.steps;
    object["complete"] = probe.complete;
    object["from_file"] = probe.fromFile;
    object["seconds"] = orNull(probe.seconds);
    object["curve"] = ordered_json::array();
    for (const InversionPoint& point : probe.curve)
        object["curve"].push_back({{"step", point.step}, {"total", orNull(point.total)},
            {"classes", orNull(point.classes)}, {"statistics", orNull(point.statistics)},
            {"variation", orNull(point.variation)}});
    object["findings"] = ordered_json::array();
    for (const Finding& finding : probe.findings)
        object["findings"].push_back({{"where", finding.where}, {"message", finding.message}});
    return object;
}

} // namespace

std::string storedReport(const RunReport& report)
{
    ordered_json object = parseJson<ordered_json>(toJson(report, {}));
    object.erase("output");
    for (std::size_t g = 0; g < report.groups.size(); ++g) {
        if (!report.groups[g].labels.empty())
            object["groups"][g]["labels"] = report.groups[g].labels;
    }
    if (report.probe)
        object["probe"] = probeJson(*report.probe);
    return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

} // namespace pleat::study
