// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/group_statistics.h"

#include "core/base/memory.h"
#include "core/base/torch_errors.h"
#include "core/cluster/cluster_method.h"
#include "core/cluster/features.h"
#include "core/cluster/gram.h"
#include "core/cluster/principal_picture.h"
#include "core/cluster/quality.h"
#include "core/evaluate/activation_correlation.h"
#include "core/evaluate/predicted_variance.h"
#include "core/fold/merge_map.h"
#include "core/graph/executor.h"
#include "core/probe/data_probe.h"
#include "core/study/group_layers.h"
#include "core/study/memory_need.h"
#include "core/study/model_content.h"

#include <algorithm>
#include <numeric>

namespace pleat::study {

namespace {

Result<Eigen::MatrixXf> cosines(const Eigen::MatrixXd& gram, const StageContext& context)
{
    const Eigen::Index n = gram.rows();
    Eigen::MatrixXf result(n, n);
    for (Eigen::Index j = 0; j < n; ++j) {
        if (context.cancelled())
            return cancelledError();
        for (Eigen::Index i = 0; i < n; ++i)
            result(i, j) = static_cast<float>(cluster::cosine(gram, i, j));
    }
    return result;
}

/// A stage that is part of a job: its progress from 0 to 1 is that of the job from `begin` to
/// `end`.
StageContext part(const StageContext& whole, double begin, double end)
{
    StageContext context = whole;
    if (whole.report)
        context.report = [report = whole.report, begin, end](Progress progress) {
            progress.fraction = begin + (end - begin) * progress.fraction;
            report(progress);
        };
    return context;
}

Result<GroupStatisticsPtr> analyse(const Model::Content& content, int group,
    const cluster::ClusterOptions& options, const StageContext& context)
{
    const coupling::ChannelGroup& channels =
        content.coupling->groups.at(static_cast<std::size_t>(group));
    if (!channels.frozen.empty())
        return Error{ErrorCode::Impossible, "the group is frozen: " + channels.frozen,
            channels.name, "choose another group; all of its channels stay"};
    const auto method = cluster::findClusterMethod(options.method);
    if (!method)
        return method.error();
    if (auto fits =
            checkMemory(analysisNeed(content.info.groups.at(static_cast<std::size_t>(group))),
                "the statistics of its " + std::to_string(channels.channels) + " channels",
                channels.name, "close other programs, then try again; until then all of them stay");
        !fits)
        return fits.error();
    auto features =
        cluster::groupFeatures(*content.graph, *content.coupling, group, options.features);
    if (!features)
        return features.error();
    context.progress("clustering", channels.name, 0);
    auto gram = cluster::gramMatrix(*features, part(context, 0, 0.7));
    if (!gram)
        return gram.error();
    features->clear(); // of a large group as large as the Gram matrix
    auto tree = cluster::mergeTree(**method, *gram, part(context, 0.7, 0.9));
    if (!tree)
        return Error{tree.error().code, tree.error().message, channels.name, tree.error().hint};
    auto statistics = std::make_shared<GroupStatistics>();
    statistics->options = options;
    statistics->tree = std::move(*tree);
    for (const coupling::Layer* layer : layersOf(content, group)) {
        if (context.cancelled())
            return cancelledError();
        evaluate::MergedVariances merged =
            evaluate::mergedVariances(whiteRows(content, *layer, group), statistics->tree, context);
        statistics->layers.push_back(
            {layer->name, std::move(merged.ratios), merged.energy, std::move(merged.lost)});
    }
    auto picture = cluster::principalPicture(*gram, part(context, 0.9, 1));
    if (!picture || context.cancelled())
        return cancelledError();
    statistics->picture = std::move(picture->coordinates);
    std::copy(std::begin(picture->share), std::end(picture->share), statistics->pictureShare);
    statistics->gram = std::move(*gram);
    return GroupStatisticsPtr(statistics);
}

double mean(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return values.empty() ? 1 : sum / static_cast<double>(values.size());
}

Result<GroupClustering> partition(const Model::Content& content, int group,
    const GroupStatistics& statistics, std::int64_t k, const cluster::ClusterOptions& options,
    const StageContext& context)
{
    const auto method = cluster::findClusterMethod(options.method);
    if (!method)
        return method.error();
    auto labels =
        cluster::clusterAt(**method, statistics.gram, statistics.tree, k, options, context);
    if (!labels)
        return labels.error();
    GroupClustering clustering;
    clustering.k = k;
    clustering.inertia = cluster::inertia(statistics.gram, *labels);
    const double total = statistics.tree.inertia().front();
    clustering.relativeInertia = total > 0 ? clustering.inertia / total : 0;
    for (const coupling::Layer* layer : layersOf(content, group))
        clustering.layerRatios.push_back(
            evaluate::predictedVarianceRatio(whiteRows(content, *layer, group), *labels));
    clustering.predictedRatio = mean(clustering.layerRatios);
    clustering.labels = std::move(*labels);
    return clustering;
}

bool hierarchical(const std::string& method)
{
    const auto found = cluster::findClusterMethod(method);
    return found && (*found)->hierarchical();
}

template <typename Wanted>
Result<std::vector<GroupStatisticsPtr>> analyseGroups(const Model& model,
    const cluster::ClusterOptions& options, const StageContext& context, const Wanted& wanted)
{
    std::vector<GroupStatisticsPtr> result(model.info().groups.size());
    for (std::size_t g = 0; g < result.size(); ++g) {
        const GroupInfo& group = model.info().groups[g];
        if (!group.foldable || !wanted(group))
            continue;
        auto statistics = analyseGroup(model, static_cast<int>(g), options, context);
        if (!statistics)
            return statistics.error();
        result[g] = std::move(*statistics);
    }
    return result;
}

} // namespace

Result<GroupStatisticsPtr> analyseGroup(const Model& model, int group,
    const cluster::ClusterOptions& options, const StageContext& context)
{
    return guarded("clustering", [&] { return analyse(model.content(), group, options, context); });
}

Result<std::vector<GroupStatisticsPtr>> analyseAllGroups(
    const Model& model, const cluster::ClusterOptions& options, const StageContext& context)
{
    return analyseGroups(model, options, context, [](const GroupInfo&) { return true; });
}

Result<std::vector<GroupStatisticsPtr>> analyseFoldedGroups(
    const Model& model, const fold::Plan& plan, const StageContext& context)
{
    return analyseGroups(model, plan.clustering, context, [&](const GroupInfo& group) {
        const auto choice = plan.groups.find(group.name);
        return choice != plan.groups.end() && choice->second.k < group.channels;
    });
}

bool sameStatistics(const cluster::ClusterOptions& known, const cluster::ClusterOptions& wanted)
{
    return known.method == wanted.method && known.features == wanted.features;
}

GroupClustering cutGroup(const GroupStatistics& statistics, std::int64_t k)
{
    GroupClustering clustering;
    clustering.k = k;
    clustering.labels = statistics.tree.cut(k);
    clustering.inertia = statistics.tree.inertia()[static_cast<std::size_t>(k - 1)];
    clustering.relativeInertia = statistics.tree.relativeInertia(k);
    for (const GroupStatistics::Layer& layer : statistics.layers)
        clustering.layerRatios.push_back(layer.predictedRatios[static_cast<std::size_t>(k - 1)]);
    clustering.predictedRatio = mean(clustering.layerRatios);
    clustering.exact =
        k == 1 || k == statistics.tree.channels() || hierarchical(statistics.options.method);
    return clustering;
}

Result<GroupClustering> clusterGroup(const Model& model, int group,
    const GroupStatistics& statistics, std::int64_t k, const cluster::ClusterOptions& options,
    const StageContext& context)
{
    if (hierarchical(options.method))
        return cutGroup(statistics, k);
    return guarded("clustering",
        [&] { return partition(model.content(), group, statistics, k, options, context); });
}

Result<Eigen::MatrixXf> featureSimilarity(
    const GroupStatistics& statistics, const StageContext& context)
{
    return cosines(statistics.gram, context);
}

Result<Eigen::MatrixXf> layerSimilarity(
    const Model& model, int group, int layer, const StageContext& context)
{
    return guarded("similarity", [&]() -> Result<Eigen::MatrixXf> {
        const coupling::Layer& found =
            *layersOf(model.content(), group).at(static_cast<std::size_t>(layer));
        auto gram = cluster::gramMatrix({whiteRows(model.content(), found, group)}, context);
        if (!gram)
            return gram.error();
        return cosines(*gram, context);
    });
}

Result<Eigen::MatrixXf> activationSimilarity(const Model& model, int group, int layer,
    const std::string& dataPath, std::int64_t samples, std::uint64_t seed,
    const StageContext& context)
{
    return guarded("similarity", [&]() -> Result<Eigen::MatrixXf> {
        const Model::Content& content = model.content();
        const coupling::Layer* found = layersOf(content, group).at(static_cast<std::size_t>(layer));
        auto batch = probe::dataProbe(dataPath, content.input, samples, seed, context.stop);
        if (!batch)
            return batch.error();
        auto network = graph::Executor::prepare(content.graph);
        if (!network)
            return network.error();
        auto correlations = evaluate::activationCorrelations(
            *network, *content.coupling, group, {found}, *batch, context);
        if (!correlations)
            return correlations.error();
        return Eigen::MatrixXf(correlations->front().cast<float>());
    });
}

Result<TreeOverview> treeOverview(const GroupStatistics& statistics, const StageContext& context)
{
    TreeOverview overview;
    const std::vector<std::int64_t> ks = cluster::measuredK(statistics.tree.channels());
    std::vector<cluster::Labels> cuts;
    for (const std::int64_t k : ks)
        cuts.push_back(statistics.tree.cut(k));
    auto measured = cluster::qualities(statistics.gram, cuts, context);
    if (!measured)
        return measured.error();
    std::map<std::int64_t, double> silhouettes;
    for (std::size_t i = 0; i < ks.size(); ++i) {
        overview.quality[ks[i]] = (*measured)[i];
        silhouettes[ks[i]] = (*measured)[i].silhouette;
    }
    overview.exact = hierarchical(statistics.options.method);
    overview.elbow = cluster::elbow(statistics.tree.inertia());
    overview.bestSilhouette = cluster::bestSilhouette(silhouettes);
    overview.tenPercentError = cluster::kForError(statistics.tree.inertia(), 0.1);
    return overview;
}

std::vector<FeatureSetInfo> knownFeatureSets()
{
    std::vector<FeatureSetInfo> result;
    for (const cluster::FeatureSet& set : cluster::featureSets())
        result.push_back({set.id, set.title});
    return result;
}

std::vector<ClusterMethodInfo> knownClusterMethods()
{
    std::vector<ClusterMethodInfo> result;
    for (const cluster::ClusterMethod* method : cluster::clusterMethods())
        result.push_back({method->id, method->title, method->hierarchical()});
    return result;
}

cluster::Labels prunedLabels(const GroupStatistics& statistics, std::int64_t k)
{
    const Eigen::VectorXd energy = statistics.gram.diagonal();
    std::vector<std::size_t> order(static_cast<std::size_t>(energy.size()));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return energy[static_cast<Eigen::Index>(a)] > energy[static_cast<Eigen::Index>(b)];
    });
    std::sort(order.begin(), order.begin() + k);
    cluster::Labels labels(order.size(), fold::kRemoved);
    for (std::int64_t c = 0; c < k; ++c)
        labels[order[static_cast<std::size_t>(c)]] = static_cast<std::int32_t>(c);
    return labels;
}

double prunedEnergy(const GroupStatistics& statistics, std::int64_t k)
{
    const cluster::Labels labels = prunedLabels(statistics, k);
    double dropped = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto index = static_cast<Eigen::Index>(i);
        dropped += labels[i] == fold::kRemoved ? statistics.gram(index, index) : 0;
    }
    return dropped;
}

} // namespace pleat::study
