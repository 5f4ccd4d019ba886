// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/commands.h"
#include "app/command_line/report_folder.h"
#include "core/base/legible.h"
#include "core/study/budget.h"
#include "core/study/fold_command.h"
#include "core/study/run.h"

#include <algorithm>
#include <cstdio>

namespace pleat::app {

namespace {

study::GroupSelection selectionOf(const FoldOptions& options)
{
    return options.groups == "inner" ? study::GroupSelection::Inner : study::GroupSelection::All;
}

void warn(const CommonOptions& common, const std::string& message)
{
    if (!common.quiet)
        std::fprintf(stderr, "pleat: warning: %s\n", legible(message).c_str());
}

Result<fold::Plan> planFor(
    const FoldOptions& options, const CommonOptions& common, const study::ModelInfo& info)
{
    fold::Plan plan;
    if (!options.recipe.empty()) {
        auto recipe = study::loadRecipe(options.recipe);
        if (!recipe)
            return recipe.error();
        if (!recipe->modelHash.empty() && recipe->modelHash != info.weightsHash)
            warn(common, "the recipe was made for other weights than those of " + info.name);
        plan = std::move(recipe->plan);
    } else if (options.keep) {
        if (!(*options.keep > 0))
            return Error{ErrorCode::Usage, "--keep is 0, allowed is more than 0 up to 1",
                "command line", "as in --keep 0.5"};
        plan = study::uniformPlan(info, *options.keep, selectionOf(options));
    } else if (!options.params && !options.macs && options.groupSizes.empty()) {
        return Error{ErrorCode::Usage, "nothing says how much to keep", "command line",
            "add --keep R, --k NAME=K, --params P, --macs P or --recipe FILE"};
    }
    if (auto added = study::addGroupSizes(plan, info, options.groupSizes); !added)
        return added.error();
    plan.clustering = options.clustering.over(plan.clustering);
    plan.reduction = options.reduction.value_or(plan.reduction);
    plan.repair = options.repair.value_or(plan.repair);
    plan.probe = options.probe.value_or(plan.probe);
    plan.samples = options.samples.value_or(plan.samples);
    plan.images = options.images.value_or(plan.images);
    plan.seed = common.seed.value_or(plan.seed);
    return plan;
}

/// The plan with the k of the budget; unchanged if none was given.
Result<fold::Plan> budgeted(const FoldOptions& options, const study::Model& model, fold::Plan plan,
    const std::vector<study::GroupStatisticsPtr>& statistics)
{
    if (!options.params && !options.macs)
        return plan;
    study::BudgetOptions budget;
    budget.target = options.params ? study::BudgetTarget::Parameters : study::BudgetTarget::Macs;
    budget.fraction = options.params ? *options.params : *options.macs;
    budget.multiple = options.multiple;
    budget.floor = options.floor;
    budget.selection = selectionOf(options);
    return study::distributeBudget(model, statistics, budget, std::move(plan));
}

/// The images that were saved with the recipe, if the plan still asks for them; null if none were.
study::ProbePtr savedProbe(const FoldOptions& options, const CommonOptions& common,
    const study::Model& model, const fold::Plan& plan)
{
    if (options.recipe.empty() || plan.probe != "inversion")
        return nullptr;
    const auto recipe = study::loadRecipe(options.recipe);
    if (!recipe || recipe->probeFile.empty()
        || study::probeRequest(recipe->plan) != study::probeRequest(plan)
        || recipe->modelHash != model.info().weightsHash)
        return nullptr;
    const std::string path = study::besideRecipe(options.recipe, recipe->probeFile);
    auto probe = study::loadProbe(model, study::probeRequest(plan), path);
    if (probe)
        return std::move(*probe);
    warn(common,
        "the images of the recipe cannot be read, so they are made anew: "
            + toString(probe.error()));
    return nullptr;
}

/// Written as soon as they are there, so that a cancelled run keeps them.
std::function<void(const study::ProbePtr&)> savingImages(
    const FoldOptions& options, Result<void>& saved)
{
    if (options.savedImages.empty())
        return {};
    return [&options, &saved](const study::ProbePtr& probe) {
        saved = study::saveProbe(*probe, options.savedImages);
    };
}

std::string ratio(const std::optional<double>& number)
{
    char text[32] = "-";
    if (number)
        std::snprintf(text, sizeof text, "%.3f", *number);
    return text;
}

double percent(std::int64_t part, std::int64_t whole)
{
    return whole ? 100.0 * static_cast<double>(part) / static_cast<double>(whole) : 0;
}

void printResources(const study::ResourceReport& resources)
{
    const study::Resources& before = resources.before;
    const study::Resources& after = resources.after;
    std::printf("memory      %sB of %sB (%.1f %%)", shortNumber(after.memoryBytes).c_str(),
        shortNumber(before.memoryBytes).c_str(), percent(after.memoryBytes, before.memoryBytes));
    if (resources.predicted)
        std::printf(", predicted %sB", shortNumber(resources.predicted->memoryBytes).c_str());
    std::printf("\nlatency     %.2f ms of %.2f ms (%.1f %%)", after.latencyMs, before.latencyMs,
        100 * after.latencyMs / before.latencyMs);
    if (resources.predicted)
        std::printf(", estimated %.2f ms", resources.predicted->latencyMs);
    std::printf("\n");
}

void print(const study::RunReport& report, const std::string& output)
{
    std::size_t width = 5;
    for (const study::LayerReport& layer : report.layers)
        width = std::max(width, legible(layer.name).size());
    const int column = static_cast<int>(width);
    std::printf("%-*s %10s %10s %10s   variance ratio\n", column, "layer", "predicted", "merged",
        "repaired");
    for (const study::LayerReport& layer : report.layers)
        std::printf("%-*s %10.3f %10s %10s\n", column, legible(layer.name).c_str(), layer.predicted,
            ratio(layer.merged).c_str(), ratio(layer.repaired).c_str());
    std::printf("\nparameters  %s of %s (%.1f %%)\n", shortNumber(report.after.parameters).c_str(),
        shortNumber(report.before.parameters).c_str(),
        percent(report.after.parameters, report.before.parameters));
    std::printf("MACs        %s of %s (%.1f %%)\n", shortNumber(report.after.macs).c_str(),
        shortNumber(report.before.macs).c_str(), percent(report.after.macs, report.before.macs));
    printResources(report.resources);
    std::printf("weights     %s\n", report.weightsHash.c_str());
    std::printf("written to  %s\n", output.c_str());
    for (const Finding& finding : report.findings)
        std::printf(
            "note: %s: %s\n", legible(finding.where).c_str(), legible(finding.message).c_str());
}

/// What can be known to fail before the long work.
Result<void> checkTargets(const FoldOptions& options)
{
    const bool graphless =
        options.output.ends_with(".pth") || options.output.ends_with(".safetensors");
    if (options.fuseNorms && graphless)
        return Error{ErrorCode::Usage, "--fuse-bn needs a format that holds the graph too",
            options.output, "write .pt or .onnx"};
    if (auto possible = study::checkOutput(options.output); !possible)
        return possible;
    return makeReportFolder(options.reportFolder);
}

/// As far as the budget and the report need them; empty otherwise.
Result<std::vector<study::GroupStatisticsPtr>> analysed(const FoldOptions& options,
    const study::Model& model, const fold::Plan& plan, const StageContext& context)
{
    if (options.params || options.macs)
        return study::analyseAllGroups(model, plan.clustering, context);
    if (!options.reportFolder.empty())
        return study::analyseFoldedGroups(model, plan, context);
    return std::vector<study::GroupStatisticsPtr>();
}

/// Folds, keeps the images of the probe if asked to, and fuses.
Result<study::RunPtr> runOf(const FoldOptions& options, const CommonOptions& common,
    const study::Model& model, fold::Plan plan,
    const std::vector<study::GroupStatisticsPtr>& statistics, const StageContext& context)
{
    study::RunOptions run;
    run.plan = std::move(plan);
    run.measurePath = options.measure;
    run.probe = savedProbe(options, common, model, run.plan);
    Result<void> imagesSaved;
    run.onProbeMade = savingImages(options, imagesSaved);
    auto result = study::runPlan(model, run, statistics, context);
    if (!result)
        return result;
    if (!imagesSaved)
        return imagesSaved.error();
    return options.fuseNorms ? study::withFusedNorms(*result) : result;
}

} // namespace

Result<void> foldModel(
    const FoldOptions& options, const CommonOptions& common, const StageContext& context)
{
    if (auto possible = checkTargets(options); !possible)
        return possible;
    auto model = study::openModel({options.model, common.inputShapes, true}, context);
    if (!model)
        return model.error();
    auto plan = planFor(options, common, (*model)->info());
    if (!plan)
        return plan.error();
    const auto statistics = analysed(options, **model, *plan, context);
    if (!statistics)
        return statistics.error();
    plan = budgeted(options, **model, std::move(*plan), *statistics);
    if (!plan)
        return plan.error();
    auto result = runOf(options, common, **model, std::move(*plan), *statistics, context);
    if (!result)
        return result.error();
    if (auto saved = study::saveModel(**result, options.output); !saved)
        return saved;
    if (!options.reportFolder.empty()) {
        auto written =
            writeReportFolder(options.reportFolder, **model, **result, *statistics, options.output);
        if (!written)
            return written;
    }
    finishProgress();
    if (common.json) {
        std::fputs(study::toJson((*result)->report(), options.output).c_str(), stdout);
        return {};
    }
    print((*result)->report(), options.output);
    const std::string lines = study::rebuildingLines(**result, options.output);
    if (!lines.empty())
        std::printf("\nIn Python:\n\n%s", lines.c_str());
    return {};
}

} // namespace pleat::app
