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
#include "core/study/lesson_shown.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/sqrt.h>

#include <algorithm>
#include <cmath>

namespace pleat::study {

namespace {

constexpr double kRounding = 1e-12; // of doubles that are added up in another order

std::vector<double> valuesOf(const at::Tensor& vector)
{
    const at::Tensor values = vector.to(at::kDouble).contiguous();
    return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
}

at::Tensor indexTensor(const std::vector<std::int32_t>& indices)
{
    at::Tensor tensor = at::empty({static_cast<std::int64_t>(indices.size())}, at::kLong);
    std::copy(indices.begin(), indices.end(), tensor.data_ptr<std::int64_t>());
    return tensor;
}

/// These rows, and the first columns.
LessonMatrix partOf(const at::Tensor& rows, const std::vector<std::int32_t>& shown)
{
    const std::int64_t width = std::min(rows.size(1), kLessonPart);
    return {rows.size(0), rows.size(1),
        matrixFrom(rows.index_select(0, indexTensor(shown)).narrow(1, 0, width).to(at::kDouble))};
}

LessonMatrix transposed(const LessonMatrix& matrix)
{
    return {matrix.columns, matrix.rows, matrix.part.transpose()};
}

/// Of [n, n]; `entry` of two places among the shown.
template <typename Entry>
LessonMatrix pairsOf(const Lesson& lesson, const Entry& entry)
{
    const auto size = static_cast<Eigen::Index>(lesson.shown.size());
    LessonMatrix matrix{lesson.channels, lesson.channels, Eigen::MatrixXd(size, size)};
    for (Eigen::Index i = 0; i < size; ++i) {
        for (Eigen::Index j = 0; j < size; ++j)
            matrix.part(i, j) = entry(i, j);
    }
    return matrix;
}

Result<LessonMatrix> correlationsOf(
    const at::Tensor& white, const Lesson& lesson, const StageContext& context)
{
    const auto gram =
        cluster::gramMatrix({white.index_select(0, indexTensor(lesson.shown))}, context);
    if (!gram)
        return gram.error();
    return pairsOf(
        lesson, [&](Eigen::Index i, Eigen::Index j) { return cluster::cosine(*gram, i, j); });
}

LessonMatrix distancesOf(
    const Eigen::MatrixXd& gram, const Lesson& lesson, const StageContext& context)
{
    cluster::PairTable squares =
        cluster::squaredDistances(gram(lesson.shown, lesson.shown), context);
    return pairsOf(
        lesson, [&](Eigen::Index i, Eigen::Index j) { return i == j ? 0 : squares.at(i, j); });
}

/// What merging does to the clusters: variances of white rows, and the gain of Fold-AR.
struct Merged
{
    fold::FoldedLayer layer;
    std::vector<double> target, merged, gain; ///< [k]; variances, and a factor on deviations
    /// [k] of the unit rows: squared norms of their sums, and sums of their squared norms.
    std::vector<double> unit, alone;
};

Merged mergedOf(const at::Tensor& white, const fold::MergeMap& map)
{
    const at::Tensor norms = fold::rowNorms(white);
    Merged result;
    result.layer.rows = map;
    result.layer.weight = fold::meanRows(white, map);
    result.layer.targetStd = at::sqrt(fold::meanRows(norms * norms, map));
    result.layer.whiteStd = fold::rowNorms(result.layer.weight);
    const at::Tensor unitRows = fold::rowsWithStd(white, at::ones_like(norms));
    const at::Tensor unitNorms = fold::rowNorms(unitRows);
    const at::Tensor unit = fold::rowNorms(fold::sumRows(unitRows, map));
    result.target = valuesOf(fold::meanRows(norms * norms, map));
    result.merged = valuesOf(result.layer.whiteStd * result.layer.whiteStd);
    result.gain = valuesOf(repair::approximateGain(result.layer));
    result.unit = valuesOf(unit * unit);
    result.alone = valuesOf(fold::sumRows(unitNorms * unitNorms, map));
    return result;
}

void addFormulas(LessonCluster& cluster, double productsOfPairs)
{
    const auto c = static_cast<double>(cluster.members.size());
    if (c < 2)
        return;
    cluster.correlation = productsOfPairs / (c * c - c);
    cluster.ratioByFormula = (1 + (c - 1) * cluster.correlation) / c;
    cluster.gainByFormula = 1 / std::sqrt(std::max(cluster.ratioByFormula, 0.0));
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
        cluster.wantedGain = std::sqrt(cluster.variance / cluster.merged);
        cluster.gain = merged.gain[c];
        cluster.repaired = cluster.gain * cluster.gain * cluster.merged;
        cluster.ratio =
            evaluate::predictedVarianceRatio(white.index_select(0, indexTensor(cluster.members)),
                cluster::Labels(cluster.members.size(), 0));
        addFormulas(cluster, merged.unit[c] - merged.alone[c]);
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

LessonSums sumsOf(const at::Tensor& columns, const at::Tensor& summed)
{
    const at::Tensor first = columns.select(1, 0);
    LessonSums sums{first.sum().item<double>(), summed.select(1, 0).sum().item<double>()};
    if (std::abs(sums.after - sums.before) <= kRounding * first.abs().sum().item<double>())
        sums.after = sums.before;
    return sums;
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
    const at::Tensor reads = columns->front().to(at::kDouble);
    const at::Tensor summed = fold::sumRows(reads, map);
    lesson.consumer = reader->name;
    lesson.consumers = transposed(partOf(reads, lesson.shown));
    lesson.summed = transposed(partOf(summed, lesson.shownClusters));
    lesson.sums = sumsOf(reads, summed);
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

void addCut(Lesson& lesson, const GroupStatistics& statistics, std::int64_t k,
    const std::optional<cluster::Labels>& labels)
{
    lesson.merges = statistics.tree.merges();
    lesson.k = k;
    lesson.labels = labels ? *labels : statistics.tree.cut(k);
    lesson.totalInertia = statistics.tree.inertia().front();
    lesson.inertia = labels ? cluster::inertia(statistics.gram, *labels)
                            : statistics.tree.inertia()[static_cast<std::size_t>(k - 1)];
    if (lesson.totalInertia > 0)
        lesson.relativeInertia = lesson.inertia / lesson.totalInertia;
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
    const at::Tensor norms = fold::rowNorms(white);
    lesson.variances = valuesOf(norms * norms);
    addCut(lesson, statistics, k, labels);
    const fold::MergeMap map{lesson.labels, k};
    const Merged merged = mergedOf(white, map);
    lesson.clusters = clustersOf(white, lesson.labels, merged);
    chooseShown(lesson);
    auto correlations = correlationsOf(white, lesson, context);
    if (!correlations)
        return correlations.error();
    lesson.weights = partOf(white, lesson.shown);
    lesson.correlations = std::move(*correlations);
    lesson.distances = distancesOf(statistics.gram, lesson, context);
    lesson.centres = partOf(merged.layer.weight, lesson.shownClusters);
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
    return LessonExample{network.input, ran->original.row(0), ran->folded.row(0),
        ran->repaired.row(0), ran->averagedColumns.row(0)};
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
            made->sums.reset();
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

} // namespace pleat::study
