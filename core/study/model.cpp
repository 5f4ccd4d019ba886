// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/model.h"

#include "core/base/memory.h"
#include "core/base/torch_errors.h"
#include "core/cluster/cluster_method.h"
#include "core/cluster/features.h"
#include "core/io/network_file.h"
#include "core/ops/operator_family.h"
#include "core/repair/repair_method.h"
#include "core/study/model_content.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

namespace fs = std::filesystem;

namespace pleat::study {

namespace {

GroupInfo groupInfo(
    const graph::Graph& graph, const coupling::Coupling& coupling, std::size_t index)
{
    const coupling::ChannelGroup& group = coupling.groups[index];
    GroupInfo info;
    info.id = "g" + std::to_string(index);
    info.name = group.name;
    info.channels = group.channels;
    info.frozen = group.frozen;
    info.foldable = group.frozen.empty();
    info.inner = !group.joined;
    std::set<std::uint32_t> counted;
    for (const coupling::Member& member : group.members) {
        const graph::Parameter& parameter = graph.parameter(member.parameter);
        info.members.push_back({parameter.name, member.axis, coupling::roleName(member.role)});
        if (!parameter.buffer && counted.insert(member.parameter.index).second)
            info.parameters += parameter.tensor.numel();
    }
    for (const coupling::Layer& layer : coupling.layers) {
        if (!layer.repeated && coupling::makes(layer, static_cast<int>(index)))
            info.layers.push_back(layer.name);
    }
    return info;
}

struct ParameterUse
{
    std::int64_t read = 0; ///< elements of parameters that some operator reads
    std::int64_t foldable = 0; ///< with an axis in a foldable group
};

ParameterUse parameterUse(const Model::Content& content)
{
    std::set<graph::ParameterId> foldable;
    for (const coupling::ChannelGroup& group : content.coupling->groups) {
        for (const coupling::Member& member : group.members) {
            if (group.frozen.empty())
                foldable.insert(member.parameter);
        }
    }
    const auto readers = graph::readers(*content.graph);
    ParameterUse use;
    for (std::size_t p = 0; p < content.graph->parameters.size(); ++p) {
        const graph::Parameter& parameter = content.graph->parameters[p];
        if (parameter.buffer || readers[parameter.value.index].empty())
            continue;
        use.read += parameter.tensor.numel();
        use.foldable += foldable.contains(graph::ParameterId(p)) ? parameter.tensor.numel() : 0;
    }
    return use;
}

ModelInfo modelInfo(const std::string& path, const Model::Content& content)
{
    ModelInfo info;
    std::error_code failure;
    info.path = fs::absolute(path, failure).string();
    info.name = fs::path(path).stem().string();
    info.parameters = graph::parameterCount(*content.graph);
    info.macs = ops::macs(*content.graph);
    info.fileBytes = static_cast<std::int64_t>(fs::file_size(path, failure));
    info.inputShape = content.input.shape;
    for (const at::Tensor& example : content.graph->exampleInputs)
        info.inputs.push_back(example.sizes().vec());
    const std::string data = io::resolveDataPath(content.input.data, path);
    if (fs::exists(data, failure))
        info.dataPath = data;
    info.tested = content.input.tested;
    info.findings = content.graph->findings;
    const ParameterUse use = parameterUse(content);
    info.foldableShare =
        use.read > 0 ? static_cast<double>(use.foldable) / static_cast<double>(use.read) : 0;
    if (use.read < info.parameters)
        info.findings.push_back({"graph",
            std::to_string(info.parameters - use.read)
                + " parameters are read by no operator (heads for training?); they stay as they "
                  "are"});
    const auto isHalf = [](const graph::Parameter& parameter) {
        return parameter.stored != at::ScalarType::Undefined;
    };
    if (std::any_of(content.graph->parameters.begin(), content.graph->parameters.end(), isHalf))
        info.findings.push_back({"weights",
            "numbers of 16 bits are computed with in float32, and saved in 16 bits again"});
    info.groups = groupInfos(*content.graph, *content.coupling);
    return info;
}

std::int64_t keptOf(const ModelInfo& info, const fold::Plan& plan, int group)
{
    if (group < 0)
        return 0;
    const GroupInfo& known = info.groups[static_cast<std::size_t>(group)];
    const auto choice = plan.groups.find(known.name);
    return choice == plan.groups.end() || !known.foldable ? known.channels : choice->second.k;
}

Result<ModelPtr> open(const OpenOptions& options, const StageContext& context)
{
    const std::string name = fs::path(options.path).filename().string();
    context.progress("opening", name, 0);
    std::error_code unknown;
    const std::uintmax_t bytes = fs::file_size(options.path, unknown);
    if (auto fits = checkMemory(unknown ? 0 : static_cast<std::int64_t>(bytes), "the network",
            options.path, "close other programs, or work on a machine with more memory");
        !fits)
        return fits.error();
    auto file = io::readNetwork(options.path, options.inputShapes, context);
    if (!file)
        return file.error();
    context.progress("opening", name, 0.5);
    if (context.cancelled())
        return cancelledError();
    auto content = std::make_shared<Model::Content>();
    content->graph = file->graph;
    content->input = file->input;
    content->wanted = file->wanted;
    content->coupling =
        std::make_shared<coupling::Coupling>(coupling::discoverCoupling(*content->graph));
    if (context.cancelled())
        return cancelledError();
    content->parameterCost = coupling::parameterCost(*content->graph, *content->coupling);
    content->macCost = coupling::macCost(*content->graph, *content->coupling);
    context.progress("opening", name, 0.6);
    auto hash = graph::weightsHash(*content->graph, context);
    if (!hash)
        return hash.error();
    content->info = modelInfo(options.path, *content);
    content->info.weightsHash = std::move(*hash);
    content->info.format = file->format;
    content->info.architecture = file->architecture;
    if (context.cancelled())
        return cancelledError();
    if (options.profile) {
        context.progress("timing", content->info.name, 0.8);
        auto profile = profileOf(content->graph, *content->coupling, context);
        if (!profile && profile.error().code == ErrorCode::Cancelled)
            return profile.error();
        if (profile)
            content->profile = std::make_shared<const Profile>(std::move(*profile));
    }
    return std::make_shared<const Model>(content);
}

} // namespace

Model::Model(std::shared_ptr<const Content> content)
    : m_content(std::move(content))
{
}

const ModelInfo& Model::info() const
{
    return m_content->info;
}

Result<ModelPtr> openModel(const OpenOptions& options, const StageContext& context)
{
    return guarded(options.path, [&] { return open(options, context); });
}

Result<WeightsInfo> listWeights(const std::string& path)
{
    auto file = io::listWeights(path);
    if (!file)
        return file.error();
    WeightsInfo info;
    info.name = fs::path(path).stem().string();
    info.format = file->format;
    info.findings = file->findings;
    for (const io::StoredTensor& tensor : file->tensors) {
        info.elements += io::checkedCount(tensor.shape);
        info.tensors.push_back(
            {tensor.name, std::string(io::elementTypeName(tensor.type)), tensor.shape});
    }
    return info;
}

int groupIndex(const ModelInfo& info, const std::string& name)
{
    const auto found = std::find_if(info.groups.begin(), info.groups.end(),
        [&](const GroupInfo& group) { return group.name == name; });
    return found == info.groups.end() ? -1 : static_cast<int>(found - info.groups.begin());
}

std::vector<RepairInfo> knownRepairs()
{
    std::vector<RepairInfo> result;
    for (const repair::RepairMethod* method : repair::repairMethods())
        result.push_back({method->id, method->title, method->needsProbe});
    return result;
}

bool repairNeedsProbe(const std::string& id)
{
    const auto chain = repair::repairChain(id);
    return chain && repair::needsProbe(*chain);
}

std::vector<GroupInfo> groupInfos(const graph::Graph& graph, const coupling::Coupling& coupling)
{
    std::vector<GroupInfo> infos;
    for (std::size_t group = 0; group < coupling.groups.size(); ++group)
        infos.push_back(groupInfo(graph, coupling, group));
    return infos;
}

std::vector<std::int64_t> keptChannels(const ModelInfo& info, const fold::Plan& plan)
{
    std::vector<std::int64_t> kept;
    for (std::size_t g = 0; g < info.groups.size(); ++g)
        kept.push_back(keptOf(info, plan, static_cast<int>(g)));
    return kept;
}

Cost predictedCost(const Model& model, const fold::Plan& plan)
{
    const Model::Content& content = model.content();
    const std::vector<std::int64_t> kept = keptChannels(content.info, plan);
    return {content.parameterCost.at(kept), content.macCost.at(kept)};
}

fold::Plan uniformPlan(
    const ModelInfo& info, double keep, GroupSelection selection, fold::Plan base)
{
    for (const GroupInfo& group : info.groups) {
        if (!group.foldable || (selection == GroupSelection::Inner && !group.inner))
            continue;
        fold::GroupChoice& choice = base.groups[group.name];
        if (!choice.locked)
            choice.k = fold::channelsForKeep(keep, group.channels);
    }
    return base;
}

fold::Plan uniformPlan(const ModelInfo& info, double keep, GroupSelection selection)
{
    return uniformPlan(info, keep, selection, fold::Plan());
}

Result<void> checkPlan(const ModelInfo& info, const fold::Plan& plan)
{
    if (const auto method = cluster::findClusterMethod(plan.clustering.method); !method)
        return method.error();
    if (const auto features = cluster::checkFeatures(plan.clustering.features); !features)
        return features;
    if (plan.reduction != "fold" && plan.reduction != "prune" && plan.reduction != "best")
        return Error{ErrorCode::Usage, "unknown reduction \"" + plan.reduction + "\"", "reduction",
            "known are fold, prune, best"};
    for (const auto& [name, choice] : plan.groups) {
        const int index = groupIndex(info, name);
        if (index < 0)
            return Error{ErrorCode::Impossible, "the network has no such group", name,
                "list its groups with pleat inspect"};
        const GroupInfo& group = info.groups[static_cast<std::size_t>(index)];
        if (choice.k < 1 || choice.k > group.channels)
            return Error{ErrorCode::Impossible,
                "k = " + std::to_string(choice.k) + ", allowed is 1 to "
                    + std::to_string(group.channels),
                name, "change k"};
        if (!group.foldable && choice.k != group.channels)
            return Error{ErrorCode::Impossible, "the group is frozen: " + group.frozen, name,
                "leave it out"};
    }
    return {};
}

} // namespace pleat::study
