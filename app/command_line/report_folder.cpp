// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/report_folder.h"

#include "core/base/files.h"
#include "core/study/recipe_fit.h"
#include "ui/views/report_pictures.h"

#include <QApplication>

#include <cstdlib>
#include <filesystem>
#include <iomanip>
#include <limits>
#include <sstream>

namespace fs = std::filesystem;

namespace pleat::app {

namespace {

std::string number(const std::optional<double>& value)
{
    std::ostringstream text;
    text << std::setprecision(std::numeric_limits<double>::digits10);
    if (value)
        text << *value;
    return text.str();
}

/// RFC 4180: quoted, quotes doubled.
std::string quoted(const std::string& text)
{
    std::string result = "\"";
    for (char c : text)
        result += c == '"' ? "\"\"" : std::string(1, c);
    return result + "\"";
}

std::string groupsTable(const study::RunReport& report)
{
    std::ostringstream table;
    table << "group,channels,k,relative_inertia,variance_ratio_predicted\r\n";
    for (const study::GroupReport& group : report.groups)
        table << quoted(group.name) << ',' << group.channels << ',' << group.k << ','
              << group.relativeInertia << ',' << group.predictedRatio << "\r\n";
    return table.str();
}

std::string layersTable(const study::RunReport& report)
{
    std::ostringstream table;
    table << "layer,group,variance_ratio_predicted,variance_ratio_merged,variance_ratio_repaired,"
             "mean_error_merged,mean_error_repaired\r\n";
    for (const study::LayerReport& layer : report.layers)
        table << quoted(layer.name) << ',' << quoted(layer.group) << ',' << layer.predicted << ','
              << number(layer.merged) << ',' << number(layer.repaired) << ','
              << number(layer.meanErrorMerged) << ',' << number(layer.meanErrorRepaired) << "\r\n";
    return table.str();
}

/// Empty where there is no prediction; the parameters and MACs of a prediction are exact.
std::string costTable(const study::RunReport& report)
{
    const study::ResourceReport& resources = report.resources;
    std::optional<double> memory, latency;
    if (resources.predicted) {
        memory = static_cast<double>(resources.predicted->memoryBytes);
        latency = resources.predicted->latencyMs;
    }
    double seconds = 0;
    for (const auto& [stage, took] : report.seconds)
        seconds += took;
    std::ostringstream table;
    table << std::setprecision(std::numeric_limits<double>::digits10);
    const auto row = [&](const char* name, auto before, auto after, const std::string& predicted) {
        table << name << ',' << before << ',' << after << ',' << predicted << "\r\n";
    };
    table << "cost,before,after,predicted\r\n";
    row("parameters", report.before.parameters, report.after.parameters,
        std::to_string(report.after.parameters));
    row("macs", report.before.macs, report.after.macs, std::to_string(report.after.macs));
    row("memory_bytes", resources.before.memoryBytes, resources.after.memoryBytes, number(memory));
    row("latency_ms", resources.before.latencyMs, resources.after.latencyMs, number(latency));
    row("seconds", "", seconds, number(resources.secondsPredicted));
    return table.str();
}

/// Pictures need a QApplication; without a window on the way, no display either.
void writePictures(const std::string& folder, const study::Model& model, const study::Run& run,
    const std::vector<study::GroupStatisticsPtr>& statistics)
{
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    int argc = 1;
    char name[] = "pleat";
    char* argv[] = {name, nullptr};
    const QApplication application(argc, argv);
    ui::writeReportPictures(folder, model.info(), run.report(), statistics);
}

} // namespace

Result<void> makeReportFolder(const std::string& folder)
{
    if (folder.empty())
        return {};
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        return Error{
            ErrorCode::Impossible, failure.message(), folder, "choose another folder for --report"};
    return checkWritableTarget((fs::path(folder) / "report.json").string());
}

Result<void> writeReportFolder(const std::string& folder, const study::Model& model,
    const study::Run& run, const std::vector<study::GroupStatisticsPtr>& statistics,
    const std::string& output)
{
    const auto write = [&](const char* name, const std::string& text) {
        return writeTextFile((fs::path(folder) / name).string(), text);
    };
    fold::Recipe recipe = study::recipeOf(run.plan(), model.info());
    recipe.resultHash = run.report().weightsHash;
    for (const Result<void>& written : {write("report.json", study::toJson(run.report(), output)),
             write("groups.csv", groupsTable(run.report())),
             write("cost.csv", costTable(run.report())),
             write("layers.csv", layersTable(run.report())),
             write("recipe.json", fold::toJson(recipe))}) {
        if (!written)
            return written;
    }
    writePictures(folder, model, run, statistics);
    return {};
}

} // namespace pleat::app
