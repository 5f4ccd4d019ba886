// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/lesson.h"

#include "core/base/torch_errors.h"
#include "core/cluster/features.h"
#include "core/cluster/gram.h"
#include "core/cluster/linkage.h"
#include "core/cluster/quality.h"
#include "core/evaluate/predicted_variance.h"
#include "core/evaluate/variance.h"
#include "core/fold/fold.h"
#include "core/fold/rows.h"
#include "core/repair/repair_method.h"
#include "core/study/group_layers.h"
#include "core/study/lesson_network.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/sqrt.h>

#include <algorithm>
#include <cmath>

namespace pleat::study {

namespace {

std::vector<double> valuesOf(const at::Tensor& vector)
{
    const at::Tensor values = vector.to(at::kDouble).contiguous();
    return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
}

LessonMatrix cornerOf(const at::Tensor& rows)
{
    const std::int64_t height = std::min(rows.size(0), kLessonCorner);
    const std::int64_t width = std::min(rows.size(1), kLessonCorner);
    return {rows.size(0), rows.size(1),
        matrixFrom(rows.narrow(0, 0, height).narrow(1, 0, width).to(at::kDouble))};
}

/// [n, n] of which only the corner is made.
template <typename Entry>
LessonMatrix pairs(std::int64_t n, const Entry& entry)
{
    const Eigen::Index shown = std::min(n, kLessonCorner);
    LessonMatrix matrix{n, n, Eigen::MatrixXd(shown, shown)};
    for (Eigen::Index i = 0; i < shown; ++i) {
        for (Eigen::Index j = 0; j < shown; ++j)
            matrix.corner(i, j) = entry(i, j);
    }
    return matrix;
}

Result<LessonMatrix> correlationsOf(const at::Tensor& white, const StageContext& context)
{
    const std::int64_t n = white.size(0);
    const auto gram =
        cluster::gramMatrix({white.narrow(0, 0, std::min(n, kLessonCorner))}, context);
    if (!gram)
        return gram.error();
    return pairs(n, [&](Eigen::Index i, Eigen::Index j) { return cluster::cosine(*gram, i, j); });
}

LessonMatrix distancesOf(const Eigen::MatrixXd& gram, const StageContext& context)
{
    const Eigen::Index shown = std::min<Eigen::Index>(gram.rows(), kLessonCorner);
    cluster::PairTable squares =
        cluster::squaredDistances(gram.topLeftCorner(shown, shown), context);
    return pairs(
        gram.rows(), [&](Eigen::Index i, Eigen::Index j) { return i == j ? 0 : squares.at(i, j); });
}

at::Tensor indexTensor(const std::vector<std::int32_t>& indices)
{
    at::Tensor tensor = at::empty({static_cast<std::int64_t>(indices.size())}, at::kLong);
    std::copy(indices.begin(), indices.end(), tensor.data_ptr<std::int64_t>());
    return tensor;
}

/// What merging does to the clusters: variances of white rows, and the gain of Fold-AR.
struct Merged
{
    fold::FoldedLayer layer;
    std::vector<double> target, merged, gain; ///< [k]; variances, and a factor on deviations
    std::vector<double> unit; ///< [k] squared norms of the sums of the unit rows
};

Merged mergedOf(const at::Tensor& white, const fold::MergeMap& map)
{
    const at::Tensor norms = fold::rowNorms(white);
    Merged result;
    result.layer.rows = map;
    result.layer.weight = fold::meanRows(white, map);
    result.layer.targetStd = at::sqrt(fold::meanRows(norms * norms, map));
    result.layer.whiteStd = fold::rowNorms(result.layer.weight);
    const at::Tensor unit =
        fold::rowNorms(fold::sumRows(fold::rowsWithStd(white, at::ones_like(norms)), map));
    result.target = valuesOf(fold::meanRows(norms * norms, map));
    result.merged = valuesOf(result.layer.whiteStd * result.layer.whiteStd);
    result.gain = valuesOf(repair::approximateGain(result.layer));
    result.unit = valuesOf(unit * unit);
    return result;
}

void addFormulas(LessonCluster& cluster, double squaredUnitSum)
{
    const auto c = static_cast<double>(cluster.members.size());
    if (c < 2)
        return;
    cluster.correlation = (squaredUnitSum - c) / (c * c - c);
    cluster.ratioByFormula = (1 + (c - 1) * cluster.correlation) / c;
    cluster.gainByFormula = 1 / std::sqrt(std::max(cluster.ratioByFormula, 0.01));
}

std::vector<LessonCluster> clustersOf(
    const at::Tensor& white, const cluster::Labels& labels, const Merged& merged)
{
    std::vector<LessonCluster> clusters(merged.merged.size());
    for (std::size_t channel = 0; channel < labels.size(); ++channel)
        clusters[static_cast<std::size_t>(labels[channel])].members.push_back(
            static_cast<std::int32_t>(channel));
    for (std::size_t c = 0; c < clusters.size(); ++c) {
        LessonCluster& cluster = clusters[c];
        cluster.variance = merged.target[c];
        cluster.merged = merged.merged[c];
        cluster.gain = merged.gain[c];
        cluster.repaired = cluster.gain * cluster.gain * cluster.merged;
        cluster.ratio =
            evaluate::predictedVarianceRatio(white.index_select(0, indexTensor(cluster.members)),
                cluster::Labels(cluster.members.size(), 0));
        addFormulas(cluster, merged.unit[c]);
    }
    return clusters;
}

double repairedRatio(const Lesson& lesson)
{
    std::vector<double> repaired;
    for (const LessonCluster& cluster : lesson.clusters)
        repaired.push_back(cluster.repaired);
    return evaluate::varianceRatio(lesson.variances, repaired, lesson.labels).ratio;
}

/// The first layer that reads the group; null if none does.
const coupling::Layer* readerOf(const Model::Content& content, int group)
{
    for (const coupling::Layer& layer : content.coupling->layers) {
        if (!layer.repeated && !coupling::spansOf(layer.columns, group).empty())
            return &layer;
    }
    return nullptr;
}

Result<void> addConsumers(
    Lesson& lesson, const Model::Content& content, int group, const fold::MergeMap& map)
{
    const coupling::Layer* reader = readerOf(content, group);
    if (!reader)
        return {};
    // Blocks come in the order of the layers, so the first one is the reader's.
    auto columns =
        cluster::groupFeatures(*content.graph, *content.coupling, group, {.set = "outgoing"});
    if (!columns)
        return columns.error();
    lesson.consumer = reader->name;
    lesson.consumers = cornerOf(columns->front().t());
    lesson.summed = cornerOf(fold::sumRows(columns->front(), map).t());
    return {};
}

Result<void> checkLabels(
    const std::optional<cluster::Labels>& labels, std::int64_t channels, std::int64_t k)
{
    if (k < 1 || k > channels)
        return Error{ErrorCode::Usage, "k = " + std::to_string(k), "lesson",
            "allowed is 1 to " + std::to_string(channels)};
    if (!labels)
        return {};
    std::vector<bool> used(static_cast<std::size_t>(k), false);
    for (const std::int32_t label : *labels) {
        if (label >= 0 && label < k)
            used[static_cast<std::size_t>(label)] = true;
    }
    const bool inRange = std::all_of(labels->begin(), labels->end(),
        [&](std::int32_t label) { return label >= 0 && label < k; });
    if (!inRange || static_cast<std::int64_t>(labels->size()) != channels
        || std::find(used.begin(), used.end(), false) != used.end())
        return Error{ErrorCode::Usage, "labels that are no clustering", "lesson",
            "one label below k per channel, and every label used"};
    return {};
}

Result<Lesson> lesson(const Model::Content& content, int group, const GroupStatistics& statistics,
    std::int64_t k, const std::optional<cluster::Labels>& labels, const StageContext& context)
{
    if (auto checked = checkLabels(labels, statistics.tree.channels(), k); !checked)
        return checked.error();
    at::NoGradGuard noGrad;
    const coupling::Layer& layer = *layersOf(content, group).at(0);
    const at::Tensor white = whiteRows(content, layer, group);
    Lesson lesson;
    lesson.layer = layer.name;
    lesson.channels = white.size(0);
    lesson.weights = cornerOf(white);
    const at::Tensor norms = fold::rowNorms(white);
    lesson.variances = valuesOf(norms * norms);
    auto correlations = correlationsOf(white, context);
    if (!correlations)
        return correlations.error();
    lesson.correlations = std::move(*correlations);
    lesson.distances = distancesOf(statistics.gram, context);
    lesson.merges = statistics.tree.merges();
    lesson.k = k;
    lesson.labels = labels ? *labels : statistics.tree.cut(k);
    lesson.totalInertia = statistics.tree.inertia().front();
    lesson.inertia = labels ? cluster::inertia(statistics.gram, *labels)
                            : statistics.tree.inertia()[static_cast<std::size_t>(k - 1)];
    const fold::MergeMap map{lesson.labels, k};
    const Merged merged = mergedOf(white, map);
    lesson.centres = cornerOf(merged.layer.weight);
    lesson.clusters = clustersOf(white, lesson.labels, merged);
    lesson.ratio = evaluate::predictedVarianceRatio(white, lesson.labels);
    lesson.repairedRatio = repairedRatio(lesson);
    if (auto added = addConsumers(lesson, content, group, map); !added)
        return added.error();
    if (context.cancelled())
        return cancelledError();
    return lesson;
}

Error notAllowed(const std::string& what, const std::string& allowed)
{
    return {ErrorCode::Usage, what, "lesson", allowed};
}

Result<void> checkNetwork(const LessonNetwork& network)
{
    const auto sized = [](Eigen::Index size) { return size >= 1 && size <= kMostLessonChannels; };
    const Eigen::Index n = network.weights.rows();
    if (!sized(n) || !sized(network.weights.cols()))
        return notAllowed(
            "weights of " + std::to_string(n) + " x " + std::to_string(network.weights.cols()),
            "1 to " + std::to_string(kMostLessonChannels) + " rows and columns");
    if (network.consumers.size() > 0
        && (network.consumers.cols() != n || !sized(network.consumers.rows())))
        return notAllowed("consumers with " + std::to_string(network.consumers.cols())
                + " columns for " + std::to_string(n) + " channels",
            "one column per channel");
    if (network.input.size() > 0 && network.input.size() != network.weights.cols())
        return notAllowed("an input of " + std::to_string(network.input.size()),
            "as many as the weights have columns");
    const auto fine = [](const auto& values) {
        return (values.array().abs() <= kLargestLessonWeight).all(); // NaN is not
    };
    if (!fine(network.weights) || !fine(network.consumers) || !fine(network.input))
        return notAllowed(
            "a weight that is no number or too large", "numbers from -1000000 to 1000000");
    return {};
}

/// Both layers run without a ReLU on every unit vector: the squares of what comes out add up to the
/// variances.
Result<std::vector<LessonOutput>> outputsOf(
    const LessonNetwork& network, const Lesson& lesson, const StageContext& context)
{
    LessonNetwork linear = network;
    linear.relu = false;
    const auto ran = runFolded(linear, fold::MergeMap{lesson.labels, lesson.k},
        Eigen::MatrixXd::Identity(network.weights.cols(), network.weights.cols()), context);
    if (!ran)
        return ran.error();
    std::vector<LessonOutput> outputs;
    for (Eigen::Index o = 0; o < network.consumers.rows(); ++o)
        outputs.push_back({ran->original.col(o).squaredNorm(), ran->folded.col(o).squaredNorm(),
            ran->repaired.col(o).squaredNorm()});
    return outputs;
}

Result<LessonExample> exampleOf(
    const LessonNetwork& network, const Lesson& lesson, const StageContext& context)
{
    const auto ran = runFolded(
        network, fold::MergeMap{lesson.labels, lesson.k}, network.input.transpose(), context);
    if (!ran)
        return ran.error();
    return LessonExample{ran->original.row(0), ran->folded.row(0), ran->repaired.row(0),
        ran->averagedColumns.row(0)};
}

Result<Lesson> ownLesson(
    const LessonNetwork& network, const LessonOptions& options, const StageContext& context)
{
    if (auto checked = checkNetwork(network); !checked)
        return checked.error();
    const auto model = modelOf(network);
    if (!model)
        return model.error();
    cluster::ClusterOptions clustering;
    clustering.features.set = options.outgoingToo ? "raw" : "incoming";
    const int group = lessonGroup(**model);
    const auto statistics = analyseGroup(**model, group, clustering, context);
    if (!statistics)
        return statistics.error();
    auto made =
        lesson((*model)->content(), group, **statistics, options.k, options.labels, context);
    if (!made || network.consumers.size() == 0) {
        if (made) {
            made->consumer.clear();
            made->consumers = made->summed = {};
        }
        return made;
    }
    auto outputs = outputsOf(network, *made, context);
    if (!outputs)
        return outputs.error();
    made->outputs = std::move(*outputs);
    if (network.input.size() == 0)
        return made;
    auto example = exampleOf(network, *made, context);
    if (!example)
        return example.error();
    made->example = std::move(*example);
    return made;
}

} // namespace

Result<Lesson> lessonOf(
    const LessonNetwork& network, const LessonOptions& options, const StageContext& context)
{
    return guarded("lesson", [&] { return ownLesson(network, options, context); });
}

Result<Lesson> lessonOf(const Model& model, int group, const GroupStatistics& statistics,
    std::int64_t k, const std::optional<cluster::Labels>& labels, const StageContext& context)
{
    return guarded(
        "lesson", [&] { return lesson(model.content(), group, statistics, k, labels, context); });
}

cluster::Labels onlyMerging(std::int64_t channels, std::array<std::int32_t, 2> pair)
{
    cluster::Labels labels;
    for (std::int32_t channel = 0; channel < channels; ++channel)
        labels.push_back(channel == pair[1] ? pair[0] : channel);
    return cluster::byFirstAppearance(labels);
}

std::vector<LessonSample> lessonSamples()
{
    LessonSample six{"six", {}, 2, {-1, -1}};
    six.network.weights.resize(6, 4);
    six.network.weights << 1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, //
        -1, 1, 0, 0, -1, 0, 1, 0, -1, 0, 0, 1;
    six.network.consumers.resize(2, 6);
    six.network.consumers << 1, 1, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0;
    LessonSample four{"four", {}, 3, {1, 3}};
    four.network.relu = true;
    four.network.weights.resize(4, 4);
    four.network.weights << .9, .1, .2, .3, .8, .1, .2, .4, .2, .7, .8, .1, .3, .6, .7, .2;
    four.network.consumers.resize(4, 4);
    four.network.consumers << .4, .5, .6, .1, .3, .5, .7, .2, .8, .3, .1, .6, .7, .2, .2, .7;
    four.network.input.resize(4);
    four.network.input << 1, .5, -.5, .2;
    return {six, four};
}

} // namespace pleat::study
