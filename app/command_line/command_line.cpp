// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line/command_line.h"

#include "app/command_line/commands.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <cstring>

namespace pleat::app {

namespace {

void addCommon(CLI::App* command, CommonOptions& common)
{
    command->add_option("--input", common.inputShapes, "example input shapes, as in 1x3x32x32");
    command->add_flag("--json", common.json, "result on stdout as one JSON object");
    command->add_flag("--quiet", common.quiet, "no progress on stderr");
    command->add_option("--threads", common.threads, "threads to use (default: every core)")
        ->check(CLI::Range(1, 1024));
    command->add_option("--seed", common.seed, "seed of everything that is drawn (default 0)");
}

template <typename Known>
std::string idsOf(const std::vector<Known>& known)
{
    std::string ids;
    for (const Known& each : known)
        ids += (ids.empty() ? "" : ", ") + each.id;
    return ids;
}

void addClustering(CLI::App* command, ClusterFlags& flags)
{
    command->add_option(
        "--cluster", flags.method, idsOf(study::knownClusterMethods()) + " (default ward)");
    command->add_option(
        "--features", flags.features, idsOf(study::knownFeatureSets()) + " (default raw)");
    command
        ->add_option("--feature-weights", flags.weights,
            "factors on incoming and outgoing weights, as in 1,0.5 (default 1,1)")
        ->delimiter(',')
        ->expected(2);
    command
        ->add_option("--starts", flags.starts,
            "starts of clusterers that draw them; the best counts (default 10)")
        ->check(CLI::PositiveNumber);
}

void addInspect(CLI::App* command, InspectOptions& options)
{
    command->add_option("MODEL", options.model, "TorchScript, state_dict, safetensors or ONNX file")
        ->required();
    auto* text = command->add_flag(
        "--text", options.text, "graph and groups as text, without weights, for a bug report");
    command
        ->add_flag("--clusters", options.clusters,
            "suggested k per group; with --json inertia for every k, silhouette, Davies-Bouldin")
        ->excludes(text);
    addClustering(command, options.clustering);
}

void addFold(CLI::App* command, FoldOptions& options)
{
    command->add_option("MODEL", options.model, "TorchScript, state_dict, safetensors or ONNX file")
        ->required();
    command
        ->add_option("-o,--output", options.output,
            "the folded network: .pt (TorchScript), .pth (state_dict), .safetensors or .onnx")
        ->required();
    auto* keep =
        command->add_option("--keep", options.keep, "share of channels that every group keeps")
            ->check(CLI::Range(0.0, 1.0));
    auto* sizes = command->add_option("--k", options.groupSizes,
        "NAME=K: channels that one group keeps; may be repeated, and NAME=K,NAME=K. Over --keep or "
        "--recipe; alone, all other groups keep everything");
    sizes->allow_extra_args(false);
    auto* recipe = command->add_option("--recipe", options.recipe, "k per group from a recipe");
    auto* params = command->add_option("--params", options.params,
        "share of parameters that remains at most; Pleat chooses k per group");
    auto* macs = command->add_option(
        "--macs", options.macs, "the same for multiply-accumulates of one example");
    for (CLI::Option* budget : {params, macs})
        budget->check(CLI::Range(0.0, 1.0))->excludes(keep)->excludes(recipe)->excludes(sizes);
    params->excludes(macs);
    command
        ->add_option("--multiple", options.multiple,
            "with --params or --macs: k is a multiple of it, as in 8 (default 1)")
        ->check(CLI::PositiveNumber);
    command
        ->add_option("--floor", options.floor,
            "with --params or --macs: share of channels that every group keeps at least")
        ->check(CLI::Range(0.0, 1.0));
    keep->excludes(recipe);
    addClustering(command, options.clustering);
    command
        ->add_option("--reduce", options.reduction,
            "fold (default) merges channels, prune drops the smallest, best: what changes less")
        ->check(CLI::IsMember({"fold", "prune", "best"}));
    command->add_option("--repair", options.repair,
        idsOf(study::knownRepairs()) + ", or a chain as in ls+bn (default ar)");
    command->add_option(
        "--probe", options.probe, "where activations come from: inversion, noise or data:PATH");
    command
        ->add_option(
            "--samples", options.samples, "images drawn for probe and measuring (default 256)")
        ->check(CLI::PositiveNumber);
    command->add_option("--images", options.images, "images that inversion makes (default 128)")
        ->check(CLI::PositiveNumber);
    command->add_option("--save-images", options.savedImages,
        "keep the probe's images as .npy: --probe data:FILE takes them again");
    command->add_flag("--fuse-bn", options.fuseNorms,
        "write BatchNorms into the layers before them; for .pt and .onnx");
    command
        ->add_option("--groups", options.groups, "all (default) or inner: off the residual streams")
        ->check(CLI::IsMember({"all", "inner"}))
        ->excludes(recipe);
    command->add_option("--measure", options.measure, "data to measure variance ratios on");
    command->add_option(
        "--report", options.reportFolder, "folder for report.json, tables and pictures");
}

void addEval(CLI::App* command, EvalOptions& options)
{
    command->add_option("MODEL", options.model, "TorchScript, state_dict, safetensors or ONNX file")
        ->required();
    command->add_option("--data", options.data, "labelled data; its test split is taken");
    command->add_option("--against", options.against, "the original, to compare outputs with");
    command->add_option("--samples", options.samples, "images drawn (default: all)")
        ->check(CLI::PositiveNumber);
}

bool asksForJson(int argc, char** argv)
{
    return std::any_of(
        argv, argv + argc, [](const char* word) { return std::strcmp(word, "--json") == 0; });
}

} // namespace

cluster::ClusterOptions ClusterFlags::over(cluster::ClusterOptions base) const
{
    base.method = method.value_or(base.method);
    base.features.set = features.value_or(base.features.set);
    if (weights.size() == 2) {
        base.features.incomingWeight = weights[0];
        base.features.outgoingWeight = weights[1];
    }
    base.starts = starts.value_or(base.starts);
    return base;
}

int runCommandLine(int argc, char** argv)
{
    InterruptWatch watch;
    CommonOptions common;
    FoldOptions foldOptions;
    EvalOptions evalOptions;
    InspectOptions inspectOptions;

    CLI::App application(
        "Pleat folds neural networks: it merges channels that resemble each other.", "pleat");
    application.set_version_flag("--version", std::string("Pleat ") + PLEAT_VERSION);
    application.footer(
        "Without a command, or with a file alone, the workbench opens.\n"
        "Exit codes: 0 done, 1 internal error, 2 usage, 3 unreadable input, 4 unsupported model,\n"
        "5 impossible request or unwritable output, 6 cancelled.");
    application.require_subcommand(1);
    auto* inspectCommand =
        application.add_subcommand("inspect", "groups, widths, frozen reasons, parameters, MACs");
    addInspect(inspectCommand, inspectOptions);
    auto* foldCommand = application.add_subcommand("fold", "fold a network, repair it, save it");
    addFold(foldCommand, foldOptions);
    auto* evalCommand = application.add_subcommand("eval", "accuracy, loss, latency");
    addEval(evalCommand, evalOptions);
    for (CLI::App* command : {inspectCommand, foldCommand, evalCommand})
        addCommon(command, common);
    inspectCommand->get_option("--text")->excludes("--json");

    try {
        application.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)
            return application.exit(error); // --help and --version
        return report({ErrorCode::Usage, error.what(), "command line", "see pleat --help"},
            asksForJson(argc, argv));
    }
    setThreadCount(common.threads);
    if (const std::string warning = blasWarning(); !warning.empty() && !common.quiet)
        std::fprintf(stderr, "pleat: warning: %s\n", warning.c_str());

    const StageContext context = stageContext(common, watch);
    Result<void> done;
    try {
        if (inspectCommand->parsed())
            return inspect(inspectOptions, common, context);
        if (foldCommand->parsed())
            done = foldModel(foldOptions, common, context);
        else
            done = evaluate(evalOptions, common, context);
    } catch (const std::exception& error) {
        done = Error{ErrorCode::Internal, error.what(), "", "please report this"};
    }
    return done ? 0 : report(done.error(), common.json);
}

} // namespace pleat::app
